import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { Engine } from "../../../src/engine/mod.ts";
import { DryRunReport, type PolicyReject } from "../../../src/pretrade/mod.ts";
import { AccountBlock, type AccountControl } from "../../../src/reject.ts";
import { orderDraft } from "../../../src/testing/mod.ts";
import {
  callbackError,
  engineOf,
  type Hooks,
  lineOf,
  linesOf,
  NOBODYS_ORDER,
  noted,
  orderOf,
  policy,
  refusal,
  reservationOf,
  UNVERIFIABLE,
} from "../engine/_kit.ts";
import { assertErrors } from "../model/_errors.ts";

/** All of a report, as texts. */
function partsOf(report: DryRunReport): Record<string, unknown> {
  return {
    isPass: report.isPass,
    rejects: linesOf(report),
    lock: report.lock().toJson(),
    adjusted: report.accountAdjustments().map(({ policyGroupId, entry }) =>
      `${policyGroupId} ${entry.asset}`
    ),
    block: lineOf(report.accountBlock),
  };
}

const PASSED = { isPass: true, rejects: [], lock: "[]", adjusted: [], block: undefined };
const CONTRIBUTION = { lockPrices: ["5"], accountAdjustments: [{ asset: "USD" }] };

function blocked(): Engine {
  let isFirst = true;
  const start: Hooks["start"] = () => {
    const answer = isFirst ? [refusal({ scope: "account" })] : [];
    isFirst = false;
    return answer;
  };
  const engine = engineOf(policy("a", { start, main: () => CONTRIBUTION }));
  engine.startPreTrade(orderOf(1));
  return engine;
}

describe("a dry run of an order that would pass", () => {
  it("passes, without rejects and without block", () => {
    const engine = engineOf(policy("a"));
    assertEquals(partsOf(engine.startPreTradeDryRun(orderOf(1))), PASSED);
    assertEquals(partsOf(engine.executePreTradeDryRun(orderOf(1))), PASSED);
  });
  it("shows lock and adjustments of the main stage; a start dry run has none", () => {
    const engine = engineOf(
      policy("a", { group: 3, main: () => CONTRIBUTION }),
      policy("b", { main: () => ({ lockPrices: ["1.0"] }) }),
    );
    assertEquals(partsOf(engine.executePreTradeDryRun(orderOf(1))), {
      ...PASSED,
      lock: '[["1.0"],[3,"5"]]',
      adjusted: ["3 USD"],
    });
    assertEquals(partsOf(engine.startPreTradeDryRun(orderOf(1))), PASSED);
  });
});

describe("a dry run of an order that would be refused", () => {
  it("lists the rejects of the start stage and goes no further", () => {
    const log: string[] = [];
    const engine = engineOf(
      policy("a", { start: () => [refusal()], main: () => void log.push("main") }),
      policy("b", { start: () => [refusal({ reason: "too" })] }),
    );
    const rejects = ["order Other [a] no: because", "order Other [b] too: because"];
    const expected = { ...PASSED, isPass: false, rejects };
    assertEquals(partsOf(engine.startPreTradeDryRun(orderOf(1))), expected);
    assertEquals(partsOf(engine.executePreTradeDryRun(orderOf(1))), expected);
    assertEquals(log, []);
  });
  it("in the main stage shows lock and adjustments of those that accepted", () => {
    const engine = engineOf(
      policy("a", { main: () => ({ ...CONTRIBUTION, rejects: [refusal()] }) }),
      policy("b", { main: () => ({ ...CONTRIBUTION, lockPrices: ["7"] }) }),
    );
    assertEquals(partsOf(engine.executePreTradeDryRun(orderOf(1))), {
      isPass: false,
      rejects: ["order Other [a] no: because"],
      lock: '[["7"]]',
      adjusted: ["0 USD"],
      block: undefined,
    });
  });
  it("shows the block that a real call would record, and records none", () => {
    const rejects: readonly PolicyReject[] = [
      refusal(),
      refusal({ scope: "account", code: "RiskLimitExceeded", reason: "first", userData: 3 }),
      refusal({ scope: "account", reason: "second" }),
    ];
    const start = engineOf(policy("a", { start: () => rejects }));
    const main = engineOf(policy("a", { main: () => ({ rejects }) }));
    for (let round = 0; round < 2; round++) {
      const reports = [
        start.startPreTradeDryRun(orderOf(1)),
        start.executePreTradeDryRun(orderOf(1)),
        main.executePreTradeDryRun(orderOf(1)),
      ];
      for (const report of reports) {
        assertEquals(report.rejects.length, 3);
        assert(report.accountBlock instanceof AccountBlock);
        assertEquals(lineOf(report.accountBlock), "AccountBlocked [a] first: because #3");
      }
    }
    assertEquals(main.startPreTrade(orderOf(1)).ok, true);
  });
  it("because its account is blocked shows the stored cause only", () => {
    const engine = blocked();
    const expected = {
      ...PASSED,
      isPass: false,
      rejects: ["account AccountBlocked [a] no: because"],
    };
    assertEquals(partsOf(engine.startPreTradeDryRun(orderOf(1))), expected);
    assertEquals(partsOf(engine.executePreTradeDryRun(orderOf(1))), expected);
    assertEquals(engine.executePreTradeDryRun(orderOf(2)).isPass, true);
  });
});

describe("a dry run", () => {
  it("uses the dry-run hooks where there are any, else the normal ones", () => {
    const log: string[] = [];
    const note = (name: string) => () => void log.push(name);
    const all: Hooks = {
      start: note("start"),
      startDryRun: note("start dry"),
      main: note("main"),
      mainDryRun: note("main dry"),
    };
    const runs = (hooks: Hooks) => {
      const engine = engineOf(policy("a", hooks));
      engine.startPreTradeDryRun(orderOf(1));
      engine.executePreTradeDryRun(orderOf(1));
      return log.splice(0);
    };
    assertEquals(runs(all), ["start dry", "start dry", "main dry"]);
    assertEquals(runs({ start: note("start"), main: note("main") }), ["start", "start", "main"]);
    const { mainDryRun: _, ...startOnly } = all;
    assertEquals(runs(startOnly), ["start dry", "start dry", "main"]);
    reservationOf(engineOf(policy("a", all)).executePreTrade(orderOf(1)));
    assertEquals(log, ["start", "main"]);
  });
  it("drops mutations unseen: they are neither committed nor rolled back", () => {
    const log: string[] = [];
    const engine = engineOf(
      policy("a", { main: () => ({ mutations: [noted(log, "a")] }) }),
      policy("b", {
        mainDryRun: () => ({ mutations: [noted(log, "b")], rejects: [refusal()] }),
      }),
    );
    assertEquals(engine.executePreTradeDryRun(orderOf(1)).isPass, false);
    assertEquals(log, []);
  });
  it("changes nothing, however often it runs", () => {
    const engine = engineOf(policy("a", { main: () => CONTRIBUTION }));
    const reports = Array.from(
      { length: 5 },
      () => partsOf(engine.executePreTradeDryRun(orderOf(1))),
    );
    for (const report of reports) assertEquals(report, reports[0]);
    reservationOf(engine.executePreTrade(orderOf(1)));
  });
  it("checks for blocks once, so a block asked for in its start hook does not stop it", () => {
    const log: string[] = [];
    const cause = new AccountBlock("a", "Custom", "r", "d");
    const engine = engineOf(policy("a", {
      start: (ctx) => ctx.accountControl?.block(cause),
      main: () => void log.push("main"),
    }));
    assertEquals(engine.executePreTradeDryRun(orderOf(1)).isPass, true);
    assertEquals(log, ["main"]);
    assertEquals(linesOf(engine.startPreTrade(orderOf(1))), ["account Custom [a] r: d"]);
  });
  it("throws what a hook throws, as the real call does", () => {
    const fail = () => {
      throw "hook";
    };
    const engine = engineOf(policy("a", { startDryRun: fail }), policy("b", { mainDryRun: fail }));
    assertEquals(callbackError(() => engine.startPreTradeDryRun(orderOf(1))).cause, "hook");
    assertEquals(callbackError(() => engine.executePreTradeDryRun(orderOf(1))).cause, "hook");
    reservationOf(engine.executePreTrade(orderOf(1)));
  });
});

describe("the surprises of a dry run", () => {
  const ACCOUNT = [refusal({ scope: "account" })];

  it("shows the block that a reject asks for even if there is no account, as the reference does", () => {
    const start = engineOf(policy("a", { start: () => ACCOUNT }));
    const main = engineOf(policy("a", { main: () => ({ rejects: ACCOUNT }) }));
    const expected = {
      ...PASSED,
      isPass: false,
      rejects: ["account Other [a] no: because"],
      block: "AccountBlocked [a] no: because",
    };
    assertEquals(partsOf(start.startPreTradeDryRun(NOBODYS_ORDER)), expected);
    assertEquals(partsOf(start.executePreTradeDryRun(NOBODYS_ORDER)), expected);
    assertEquals(partsOf(main.executePreTradeDryRun(NOBODYS_ORDER)), expected);
  });
  it("leaves what a hook without dry-run twin did at once, its mutations never running", () => {
    const held: string[] = [];
    const engine = engineOf(policy("a", {
      start: () => void held.push("start"),
      main: () => {
        held.push("main");
        return { mutations: [{ commit() {}, rollback: () => void held.splice(0) }] };
      },
    }));
    engine.executePreTradeDryRun(orderOf(1));
    engine.startPreTradeDryRun(orderOf(1));
    assertEquals(held, ["start", "main", "start"]);
  });
  it("drops mutations unseen, also those of a malformed answer and before a throw", () => {
    const log: string[] = [];
    const mutations = [noted(log, "m")];
    const engines = [
      engineOf(policy("a", { main: () => ({ mutations, lockPrices: [null] }) })),
      engineOf(
        policy("a", { main: () => ({ mutations }) }),
        policy("b", {
          main: () => {
            throw "boom";
          },
        }),
      ),
    ];
    for (const engine of engines) {
      const error = callbackError(() => engine.executePreTradeDryRun(orderOf(1)));
      assertEquals(error.result, undefined);
    }
    assertEquals(log, []);
  });
  it("records no block of the others when a hook throws, as the real call would", () => {
    let isOn = true;
    const engine = engineOf(
      policy("a", {
        start: () => {
          if (isOn) throw "boom";
        },
      }),
      policy("b", { start: () => isOn ? ACCOUNT : [] }),
    );
    callbackError(() => engine.startPreTradeDryRun(orderOf(1)));
    callbackError(() => engine.executePreTradeDryRun(orderOf(1)));
    isOn = false;
    assertEquals(engine.startPreTrade(orderOf(1)).ok, true);
  });
  it("is refused by a block wherever it is, in one reject and without a block of its own", () => {
    const log: string[] = [];
    const engine = engineOf(policy("a", { start: () => void log.push("start") }));
    engine.accounts().registerGroup([1], 5);
    engine.accounts().blockGroup(5, "group");
    const expected = { ...PASSED, isPass: false };
    for (const run of ["startPreTradeDryRun", "executePreTradeDryRun"] as const) {
      assertEquals(partsOf(engine[run](orderOf(1))), {
        ...expected,
        rejects: ["account AccountBlocked [Engine] group: group"],
      });
      assertEquals(partsOf(engine[run](NOBODYS_ORDER)), { ...expected, rejects: [UNVERIFIABLE] });
    }
    assertEquals(log, []);
  });
  it("blocks for real through a control kept from start to main, first cause first", () => {
    const block = (reason: string) => new AccountBlock("a", "Custom", reason, "d");
    let control: AccountControl | undefined;
    const engine = engineOf(
      policy("a", {
        start: (ctx) => void (control = ctx.accountControl),
        mainDryRun: () => {
          control?.block(block("first"));
          control?.block(block("second"));
          return { rejects: ACCOUNT };
        },
      }),
    );
    const report = engine.executePreTradeDryRun(orderOf(1));
    assertEquals(lineOf(report.accountBlock), "AccountBlocked [a] no: because");
    assertErrors([[
      () => control?.block(block("late")),
      "LifecycleError: account control is no longer valid for its transaction",
    ]]);
    assertEquals(linesOf(engine.startPreTrade(orderOf(1))), ["account Custom [a] first: d"]);
  });
  it("arms no kill switch and takes no slot: open requests and reservations live on", () => {
    let isOn = false;
    const engine = engineOf(policy("a", { start: () => isOn ? ACCOUNT : [] }));
    const request = engine.startPreTrade(orderOf(1)).request;
    isOn = true;
    assertEquals(engine.executePreTradeDryRun(orderOf(1)).isPass, false);
    reservationOf(request!.execute()).commit();
  });
});

describe("DryRunReport", () => {
  it("hands out fresh copies at each reading", () => {
    const engine = engineOf(
      policy("a", {
        main: () => ({ ...CONTRIBUTION, lockPrices: ["5"] }),
      }),
      policy("b", { main: () => ({ rejects: [refusal({ scope: "account" })] }) }),
    );
    const report = engine.executePreTradeDryRun(orderDraft());
    assert(report instanceof DryRunReport);
    const before = partsOf(report);
    assert(report.rejects !== report.rejects && report.lock() !== report.lock());
    report.rejects.length = 0;
    report.accountAdjustments().length = 0;
    report.lock().push(9, "9");
    assert(report.accountBlock !== report.accountBlock);
    assertEquals(partsOf(report), before);
  });
  it("refuses new, and may be freed and disposed of to no effect", () => {
    const Class = DryRunReport as unknown as new () => unknown;
    assertErrors([[() => new Class(), "TypeError: DryRunReport cannot be constructed directly"]]);
    const report = engineOf(policy("a")).startPreTradeDryRun(orderOf(1));
    report.free();
    report[Symbol.dispose]();
    assertEquals(report.isPass, true);
  });
});
