import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { Engine } from "../../../src/engine/mod.ts";
import { AccountBlock, RejectCode } from "../../../src/reject.ts";
import { assertErrors, errorOf } from "../model/_errors.ts";
import {
  accountPolicy,
  KILL_SWITCH,
  NOBODYS_REPORT,
  operationOf,
  raise,
  REENTERED,
  RELEASED,
  reportOf,
} from "./_account_kit.ts";
import {
  blockLines,
  engineOf,
  type Hook,
  type Hooks,
  lineOf,
  linesOf,
  NOBODYS_ORDER,
  noted,
  orderOf,
  policy,
  refusal,
  thrownBy,
} from "./_kit.ts";
import { clockedEngine } from "./_units.ts";

/** The codes that say that an order could not be evaluated; all others are ordinary. */
const FATAL: readonly RejectCode[] = [
  "MissingRequiredField",
  "UnknownInstrument",
  "UnknownAccount",
  "UnknownVenue",
  "UnknownClearingAccount",
  "UnknownCollateralAsset",
  "RiskConfigurationMissing",
  "ReferenceDataUnavailable",
  "OrderValueCalculationFailed",
  "SystemUnavailable",
  "MarkPriceUnavailable",
  "ArithmeticOverflow",
];
const ORDINARY = Object.values(RejectCode).filter((code) => !FATAL.includes(code));

const block = (reason: string) => new AccountBlock("p", "RiskLimitExceeded", reason, "d", 3);
const blockLine = (reason: string) => `RiskLimitExceeded [p] ${reason}: d #3`;
const fatal = (reason: string) => refusal({ code: "UnknownInstrument", reason });

/** What an operation tells, and how it ends. */
function partsOf(engine: Engine, account = 1): Record<string, unknown> {
  const operation = operationOf(engine.applyDropCopy(orderOf(account)));
  const parts = {
    lock: operation.lock().toJson(),
    adjusted: operation.accountAdjustments().map(({ policyGroupId, entry }) =>
      `${policyGroupId} ${entry.asset}`
    ),
    block: lineOf(operation.accountBlock()),
    isBlocked: operation.isAccountBlocked(),
  };
  operation.commit();
  return parts;
}

const PLAIN = { lock: "[]", adjusted: [], block: undefined, isBlocked: false };

describe("a drop copy", () => {
  it("runs the start hooks, then the main hooks, all told that it is one", () => {
    const log: unknown[] = [];
    const note = (name: string, stage: string): Hook => (ctx) => {
      const { isDropCopy, accountControl, accountId } = ctx;
      log.push([stage, name, isDropCopy, accountControl !== undefined, accountId?.value]);
    };
    const hooks = (name: string) => ({
      start: note(name, "start"),
      main: note(name, "main"),
      startDryRun: note(name, "dry"),
      mainDryRun: note(name, "dry"),
    });
    const engine = engineOf(policy("b", hooks("b")), policy("a", hooks("a")));
    assertEquals(partsOf(engine), PLAIN);
    assertEquals(log, [
      ["start", "b", true, true, 1n],
      ["start", "a", true, true, 1n],
      ["main", "b", true, true, 1n],
      ["main", "a", true, true, 1n],
    ]);
  });
  it("gives the lock and the adjustments of all policies, tagged", () => {
    const engine = engineOf(
      policy("a", {
        group: 4,
        main: () => ({ lockPrices: ["5"], accountAdjustments: [{ asset: "USD" }] }),
      }),
      policy("b", { main: () => ({ lockPrices: ["1.0"], accountAdjustments: [{ asset: "X" }] }) }),
    );
    assertEquals(partsOf(engine), {
      ...PLAIN,
      lock: '[["1.0"],[4,"5"]]',
      adjusted: ["4 USD", "0 X"],
    });
  });
  it("needs an account: without one there is one reject, and no policy runs", () => {
    const log: string[] = [];
    const engine = engineOf(policy("a", { start: () => void log.push("start") }));
    for (const order of [NOBODYS_ORDER, {}, { operation: null }]) {
      const result = engine.applyDropCopy(order);
      assertEquals([result.ok, result.operation], [false, undefined]);
      assertEquals(linesOf(result), [
        "order MissingRequiredField [Engine] drop-copy requires a readable account ID: the account ID routes the drop-copy pipeline and its account control",
      ]);
    }
    assertEquals(log, []);
    assertEquals(engine.startPreTrade(orderOf(1)).ok, true);
  });
  it("is not kept out by any block", () => {
    const engine = engineOf(accountPolicy("a", {
      main: () => ({ lockPrices: ["5"] }),
      report: () => ({ accountBlocks: [block("lost")] }),
    }));
    engine.accounts().block(1, "own");
    engine.accounts().registerGroup([2], 5);
    engine.accounts().blockGroup(5, "group");
    const booked = { ...PLAIN, lock: '[["5"]]', isBlocked: true };
    assertEquals([partsOf(engine, 1), partsOf(engine, 2)], [booked, booked]);
    assertEquals(partsOf(engine, 3), { ...booked, isBlocked: false });
    engine.applyExecutionReport(NOBODYS_REPORT);
    assertEquals(partsOf(engine, 3), booked);
    assertEquals(blockLines(engine, 3), [KILL_SWITCH]);
  });
});

describe("an ordinary reject", () => {
  it("does not stop a drop copy: there are 32 such codes, in both stages", () => {
    assertEquals(ORDINARY.length, 32);
    for (const code of ORDINARY) {
      const engine = engineOf(policy("a", {
        start: () => [refusal({ code })],
        main: () => ({ rejects: [refusal({ code })], lockPrices: ["5"] }),
      }));
      const result = engine.applyDropCopy(orderOf(1));
      assertEquals([code, result.ok, result.rejects], [code, true, []]);
      assertEquals(operationOf(result).lock().toJson(), '[["5"]]');
    }
  });
  it("costs its policy none of its contributions", () => {
    const log: string[] = [];
    const engine = engineOf(
      policy("a", { main: () => ({ lockPrices: ["1"], mutations: [noted(log, "a")] }) }),
      policy("b", {
        group: 7,
        main: () => ({
          rejects: [refusal()],
          lockPrices: ["2"],
          accountAdjustments: [{ asset: "USD" }],
          mutations: [noted(log, "b")],
        }),
      }),
    );
    assertEquals(partsOf(engine), { ...PLAIN, lock: '[["1"],[7,"2"]]', adjusted: ["7 USD"] });
    assertEquals(log, ["commit a", "commit b"]);
  });
});

describe("a fatal reject", () => {
  it("is one of twelve codes, in either stage and scope", () => {
    for (const code of FATAL) {
      for (const scope of ["order", "account"] as const) {
        const rejects = [refusal({ code, scope })];
        for (const hooks of [{ start: () => rejects }, { main: () => ({ rejects }) }]) {
          const result = engineOf(policy("a", hooks)).applyDropCopy(orderOf(1));
          assertEquals([result.ok, result.operation], [false, undefined]);
          assertEquals(linesOf(result), [`${scope} ${code} [a] no: because`]);
        }
      }
    }
  });
  it("in the start stage lets all start hooks run and no main hook; only fatal ones return", () => {
    const log: string[] = [];
    const start = (name: string, ...rejects: readonly unknown[]): Hooks => ({
      start: (ctx) => {
        log.push(name);
        ctx.recordDropCopyStartMutation(noted(log, `${name}1`));
        ctx.recordDropCopyStartMutation(noted(log, `${name}2`));
        return rejects;
      },
      main: () => void log.push("main"),
    });
    const engine = engineOf(
      policy("a", start("a", refusal())),
      policy("b", start("b", fatal("F1"), refusal({ scope: "account" }), fatal("F2"))),
      policy("c", start("c", fatal("F3"))),
    );
    assertEquals(linesOf(engine.applyDropCopy(orderOf(1))), [
      "order UnknownInstrument [b] F1: because",
      "order UnknownInstrument [b] F2: because",
      "order UnknownInstrument [c] F3: because",
    ]);
    const undone = ["c2", "c1", "b2", "b1", "a2", "a1"].map((name) => `rollback ${name}`);
    assertEquals(log, ["a", "b", "c", ...undone]);
  });
  it("in the main stage lets all main hooks run and undoes main, then start mutations", () => {
    const log: string[] = [];
    const hooks = (name: string, ...rejects: readonly unknown[]): Hooks => ({
      start: (ctx) => {
        ctx.recordDropCopyStartMutation(noted(log, `start ${name}`));
        return [refusal({ reason: "ordinary start" })];
      },
      main: () => ({ rejects, mutations: [noted(log, `main ${name}`)] }),
    });
    const engine = engineOf(
      policy("a", hooks("a")),
      policy("b", hooks("b", refusal(), fatal("F1"))),
      policy("c", hooks("c", fatal("F2"))),
    );
    assertEquals(linesOf(engine.applyDropCopy(orderOf(1))), [
      "order UnknownInstrument [b] F1: because",
      "order UnknownInstrument [c] F2: because",
    ]);
    const undone = ["main c", "main b", "main a", "start c", "start b", "start a"];
    assertEquals(log, undone.map((name) => `rollback ${name}`));
  });
  it("drops every block that was asked for so far", () => {
    for (const stage of ["start", "main"] as const) {
      const asking: Hook = (ctx) => {
        if (!ctx.isDropCopy) return undefined;
        ctx.accountControl?.block(block("control"));
        const rejects = [refusal({ scope: "account" }), fatal("F")];
        return stage === "start" ? rejects : { rejects };
      };
      const engine = engineOf(
        policy("a", { start: (ctx) => ctx.isDropCopy ? [refusal({ scope: "account" })] : [] }),
        policy("b", { [stage]: asking }),
      );
      assertEquals(linesOf(engine.applyDropCopy(orderOf(1))), [
        "order UnknownInstrument [b] F: because",
      ]);
      assertEquals(blockLines(engine, 1), []);
    }
  });
});

describe("the blocks of a drop copy", () => {
  it("are recorded when all hooks have run: the first one noted, whatever its kind", () => {
    const engine = engineOf(
      policy("a", {
        start: (ctx) => ctx.isDropCopy ? [refusal({ scope: "account", userData: 5 })] : [],
        main: (ctx) => ctx.accountControl?.block(block("a main")),
      }),
      policy("b", { start: (ctx) => ctx.accountControl?.block(block("b start")) }),
    );
    assertEquals(partsOf(engine), {
      ...PLAIN,
      block: "AccountBlocked [a] no: because #5",
      isBlocked: true,
    });
    assertEquals(blockLines(engine, 1), ["account AccountBlocked [a] no: because #5"]);
  });
  it("from a control come before the rejects that the same hook then returns, unchanged", () => {
    const engine = engineOf(policy("a", {
      main: (ctx) => {
        ctx.accountControl?.block(block("control"));
        return { rejects: [refusal({ scope: "account" })] };
      },
    }));
    assertEquals(partsOf(engine).block, blockLine("control"));
    assertEquals(blockLines(engine, 1), [`account ${blockLine("control")}`]);
  });
  it("are out before the operation is finalized, and stay whatever becomes of it", () => {
    for (const end of ["commit", "rollback", "free", Symbol.dispose] as const) {
      const log: string[] = [];
      const engine = engineOf(
        policy("a", { start: (ctx) => ctx.isDropCopy ? [refusal({ scope: "account" })] : [] }),
        policy("b", { main: () => ({ mutations: [noted(log, "b")] }) }),
      );
      const operation = operationOf(engine.applyDropCopy(orderOf(1)));
      const line = "account AccountBlocked [a] no: because";
      assertEquals(linesOf(engine.startPreTrade(orderOf(1))), [line]);
      operation[end]();
      assertEquals(log, [end === "commit" ? "commit b" : "rollback b"]);
      assertEquals(blockLines(engine, 1), [line]);
      assertEquals(blockLines(engine, 2), []);
    }
  });
  it("lose to an older cause, but accountBlock() still tells what this operation asked for", () => {
    const engine = engineOf(
      policy("a", { main: (ctx) => ctx.accountControl?.block(block("late")) }),
    );
    engine.accounts().block(1, "early");
    assertEquals(partsOf(engine), { ...PLAIN, block: blockLine("late"), isBlocked: true });
    assertEquals(blockLines(engine, 1), ["account AccountBlocked [Engine] early: early"]);
  });
  it("are no concern of accountBlock() if others asked for them", () => {
    const engine = engineOf(accountPolicy("a", {
      report: () => ({ accountBlocks: [block("report")] }),
    }));
    engine.applyExecutionReport(reportOf(1));
    assertEquals(partsOf(engine), { ...PLAIN, isBlocked: true });
  });
  it("may come later too, through a control that is still alive", () => {
    const engine = engineOf(policy("a", {
      main: ({ accountControl }) => ({
        mutations: [{ commit: () => accountControl?.block(block("commit")), rollback() {} }],
      }),
    }));
    assertEquals(partsOf(engine), PLAIN);
    assertEquals(blockLines(engine, 1), [`account ${blockLine("commit")}`]);
  });
});

describe("isAccountBlocked()", () => {
  it("is the state when the drop copy was applied; later changes don't show", () => {
    const engine = engineOf(policy("a"));
    const free = operationOf(engine.applyDropCopy(orderOf(1)));
    engine.accounts().block(1, "r");
    const blocked = operationOf(engine.applyDropCopy(orderOf(1)));
    engine.accounts().unblock(1);
    assertEquals([free.isAccountBlocked(), blocked.isAccountBlocked()], [false, true]);
  });
});

describe("applyDropCopy()", () => {
  it("reads the clock once, before anything runs; what it throws ends the call", () => {
    const log: string[] = [];
    const thrown = new Error("no time");
    let now: () => bigint = () => BigInt(log.push("read"));
    const engine = clockedEngine(() => now(), (run) => void log.push(`start at ${run.startNs}`));
    operationOf(engine.applyDropCopy(orderOf(1)));
    assertEquals(log.splice(0), ["read", "start at 1"]);
    now = () => raise(thrown);
    assert(thrownBy(() => engine.applyDropCopy(orderOf(1))) === thrown);
    assertEquals(log, []);
  });
  it("refuses what is no order; nothing has run", () => {
    const log: string[] = [];
    const engine = engineOf(policy("a", { start: () => void log.push("ran") }));
    for (const order of [undefined, null, 1, "o", true, [], new Map()]) {
      assertErrors([[
        () => engine.applyDropCopy(order as never),
        "TypeError: order must be an Order or a plain object",
      ]]);
    }
    assertErrors([[
      () => engine.applyDropCopy({ operation: 5 } as never),
      "TypeError: operation must be an OrderOperation or a plain object",
    ]]);
    assertEquals(log, []);
  });
  it("is refused from inside a callback of the same engine, and by a released one", () => {
    const found: string[] = [];
    const again = () => void found.push(errorOf(() => engine.applyDropCopy(orderOf(2))));
    const engine: Engine = engineOf(policy("a", {
      start: again,
      main: () => {
        again();
        return { mutations: [{ commit: again, rollback: again }] };
      },
    }));
    operationOf(engine.applyDropCopy(orderOf(1))).commit();
    assertEquals(found, [REENTERED, REENTERED, REENTERED]);
    engine.free();
    assertErrors([[() => engine.applyDropCopy(orderOf(1)), RELEASED]]);
  });
});
