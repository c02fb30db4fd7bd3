import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  AccountAdjustmentOutcome,
  AccountOutcomeEntry,
  PnlHaltReason,
  PnlOutcomeAmount,
} from "../../../src/accountadjustment.ts";
import type { Engine } from "../../../src/engine/mod.ts";
import { type ExecutionReport, Order } from "../../../src/model/mod.ts";
import { AccountId, Fee, Pnl } from "../../../src/param/mod.ts";
import { AccountPnlOutcome, PostTradeContext, PostTradeResult } from "../../../src/pretrade/mod.ts";
import { AccountBlock } from "../../../src/reject.ts";
import { assertErrors, errorOf } from "../model/_errors.ts";
import {
  accountPolicy,
  failing,
  KILL_SWITCH,
  NOBODYS_REPORT,
  raise,
  REENTERED,
  RELEASED,
  reportOf,
} from "./_account_kit.ts";
import {
  blockLines,
  callbackError,
  causeText,
  engineOf,
  FINALIZER_BLOCK,
  lineOf,
  linesOf,
  NOBODYS_ORDER,
  orderOf,
  reservationOf,
  UNVERIFIABLE,
} from "./_kit.ts";

const block = (reason: string) => new AccountBlock("p", "RiskLimitExceeded", reason, "d", 3);
const blockLine = (reason: string) => `RiskLimitExceeded [p] ${reason}: d #3`;
const pnl = (group: number, absolute: string) =>
  new AccountPnlOutcome(group, 1, new PnlOutcomeAmount("1", absolute));
const outcome = (group: number, asset: string) =>
  new AccountAdjustmentOutcome(group, new AccountOutcomeEntry(asset));

/** All of a result, as texts. */
function partsOf(result: unknown): Record<string, unknown> {
  assert(result instanceof PostTradeResult);
  return {
    blocks: result.accountBlocks.map(lineOf),
    pnls: result.accountPnls.map((one) =>
      `${one.policyGroupId} ${one.pnl?.absolute ?? one.haltReason?.kind}`
    ),
    outcomes: result.accountAdjustments.map(({ policyGroupId, entry }) =>
      `${policyGroupId} ${entry.asset}`
    ),
  };
}

const NOTHING = { blocks: [], pnls: [], outcomes: [] };

/** An engine whose policies p0, p1, … answer reports with these, or throw what `raise` wraps. */
function answering(...answers: readonly (() => unknown)[]): Engine {
  const [first, ...others] = answers.map((report, index) => accountPolicy(`p${index}`, { report }));
  return engineOf(first!, ...others);
}

describe("a report", () => {
  it("goes to every policy that has a hook for it, in order of registration", () => {
    const log: string[] = [];
    const engine = engineOf(
      accountPolicy("b", { report: () => void log.push("b") }),
      accountPolicy("none"),
      accountPolicy("a", { report: () => void log.push("a") }),
    );
    assertEquals(partsOf(engine.applyExecutionReport(reportOf(1))), NOTHING);
    assertEquals(log, ["b", "a"]);
    assertEquals(
      partsOf(engineOf(accountPolicy("x")).applyExecutionReport(reportOf(1))),
      NOTHING,
    );
  });
  it("gives what the policies contributed, policy by policy, as they tagged it", () => {
    const engine = engineOf(
      accountPolicy("a", {
        group: 9,
        report: () => ({
          accountBlocks: [block("a1"), block("a2")],
          accountPnls: [pnl(4, "1.50")],
          accountAdjustments: [outcome(7, "USD"), outcome(0, "EUR")],
        }),
      }),
      accountPolicy("b", {
        report: () =>
          new PostTradeResult([block("b1")], [
            new AccountPnlOutcome(5, 1, undefined, PnlHaltReason.fromMissingFx()),
          ], [outcome(8, "AAPL")]),
      }),
    );
    assertEquals(partsOf(engine.applyExecutionReport(reportOf(1))), {
      blocks: [blockLine("a1"), blockLine("a2"), blockLine("b1")],
      pnls: ["4 1.50", "5 missing-fx"],
      outcomes: ["7 USD", "0 EUR", "8 AAPL"],
    });
  });
  it("takes lists of any iterable kind, and nothing for an answer", () => {
    function* yielding(): Generator<unknown> {
      yield outcome(1, "USD");
    }
    const engine = answering(
      () => ({ accountBlocks: new Set([block("set")]), accountAdjustments: yielding() }),
      () => undefined,
      () => null,
      () => ({}),
      () => ({ accountBlocks: null, accountPnls: undefined, other: 1 }),
      () => new PostTradeResult(),
    );
    assertEquals(partsOf(engine.applyExecutionReport(reportOf(1))), {
      ...NOTHING,
      blocks: [blockLine("set")],
      outcomes: ["1 USD"],
    });
  });
  it("is taken for a blocked account as for any other, its group and engine blocked too", () => {
    const engine = answering(() => ({ accountAdjustments: [outcome(0, "USD")] }));
    engine.accounts().block(1, "r");
    engine.accounts().registerGroup([1], 5);
    engine.accounts().blockGroup(5, "r");
    assertEquals(engine.applyExecutionReport(reportOf(1)).accountAdjustments.length, 1);
    assertEquals(engine.applyExecutionReport(NOBODYS_REPORT).accountAdjustments.length, 1);
  });
  it("calls hooks as methods of their policy", () => {
    let self: unknown;
    const policy = accountPolicy("a", {
      report(this: unknown): void {
        self = this;
      },
    });
    engineOf(policy).applyExecutionReport(reportOf(1));
    assert(self === policy);
  });
});

describe("the blocks of a report", () => {
  it("are all returned, and the first of all is recorded with its own code", () => {
    const engine = answering(
      () => undefined,
      () => ({ accountBlocks: [block("first"), block("second")] }),
      () => ({ accountBlocks: [block("third")] }),
    );
    assertEquals(engine.applyExecutionReport(reportOf(1)).accountBlocks.length, 3);
    assertEquals(blockLines(engine, 1), [`account ${blockLine("first")}`]);
    assertEquals(blockLines(engine, 2), []);
    // Only that one was recorded: no other waits behind it.
    engine.accounts().unblock(1);
    assertEquals(blockLines(engine, 1), []);
  });
  it("lose to an older cause of the account", () => {
    const engine = answering(() => ({ accountBlocks: [block("late")] }));
    engine.accounts().block(1, "early");
    assertEquals(engine.applyExecutionReport(reportOf(1)).accountBlocks.map(lineOf), [
      blockLine("late"),
    ]);
    assertEquals(blockLines(engine, 1), ["account AccountBlocked [Engine] early: early"]);
  });
  it("block every account, without that cause, if the report has none to read", () => {
    for (const report of [NOBODYS_REPORT, {}, { operation: null }]) {
      const engine = answering(() => ({ accountBlocks: [block("lost")] }));
      const result = engine.applyExecutionReport(report);
      assertEquals(result.accountBlocks.map(lineOf), [blockLine("lost")]);
      assertEquals([1, 2].map((account) => blockLines(engine, account)), [
        [KILL_SWITCH],
        [KILL_SWITCH],
      ]);
      assertEquals(linesOf(engine.executePreTrade(NOBODYS_ORDER)), [UNVERIFIABLE]);
      engine.accounts().unblockAll();
      assertEquals(engine.executePreTrade(NOBODYS_ORDER).ok, true);
    }
  });
  it("block nobody if there are none, though the report has no account", () => {
    const engine = answering(() => ({ accountPnls: [pnl(0, "1")] }));
    engine.applyExecutionReport(NOBODYS_REPORT);
    assertEquals(engine.startPreTrade(NOBODYS_ORDER).ok, true);
  });
  it("leave the engine-wide slot free for the cause of a failing finalizer", () => {
    const engine = engineOf(accountPolicy("a", {
      main: () => ({ mutations: [failing([], "m")] }),
      report: () => ({ accountBlocks: [block("lost")] }),
    }));
    const reservation = reservationOf(engine.executePreTrade(orderOf(1)));
    engine.applyExecutionReport(NOBODYS_REPORT);
    assertEquals(blockLines(engine, 2), [KILL_SWITCH]);
    callbackError(() => reservation.commit());
    assertEquals(blockLines(engine, 2), [FINALIZER_BLOCK]);
    engine.applyExecutionReport(NOBODYS_REPORT);
    assertEquals(blockLines(engine, 2), [FINALIZER_BLOCK]);
  });
});

describe("a report hook that throws", () => {
  it("contributes nothing; the others run and their result is on the error", () => {
    const thrown = new Error("boom");
    const engine = answering(
      () => ({ accountAdjustments: [outcome(1, "USD")] }),
      () => raise(thrown),
      () => ({ accountPnls: [pnl(2, "7")] }),
    );
    const error = callbackError(() => engine.applyExecutionReport(reportOf(1)));
    assert(error.cause === thrown);
    assertEquals(error.message, "javascript policy callback failed: boom");
    assertEquals(partsOf(error.result), { blocks: [], pnls: ["2 7"], outcomes: ["1 USD"] });
  });
  it("hides nothing: blocks of the others are recorded all the same", () => {
    const engine = answering(() => raise("boom"), () => ({ accountBlocks: [block("kept")] }));
    const error = callbackError(() => engine.applyExecutionReport(reportOf(1)));
    assertEquals(partsOf(error.result), { ...NOTHING, blocks: [blockLine("kept")] });
    assertEquals(blockLines(engine, 1), [`account ${blockLine("kept")}`]);
    const nobodys = answering(() => ({ accountBlocks: [block("lost")] }), () => raise("boom"));
    callbackError(() => nobodys.applyExecutionReport(NOBODYS_REPORT));
    assertEquals(blockLines(nobodys, 1), [KILL_SWITCH]);
  });
  it("blocks nobody by itself", () => {
    const engine = answering(() => raise("boom"));
    callbackError(() => engine.applyExecutionReport(NOBODYS_REPORT));
    assertEquals(engine.startPreTrade(NOBODYS_ORDER).ok, true);
  });
  it("is reported as the first of all that throw, untouched, whatever it threw", () => {
    for (const value of [new TypeError("t"), "text", 0, null, undefined, Symbol("s")]) {
      const engine = answering(() => undefined, () => raise(value), () => raise("second"));
      const error = callbackError(() => engine.applyExecutionReport(reportOf(1)));
      assert("cause" in error && error.cause === value);
    }
  });
});

describe("a malformed answer to a report", () => {
  const NO_FIELDS = "no recognized result fields";

  /** Cause of the failure; checks that nothing of the answer counted. */
  function failureOf(answer: unknown): string {
    const engine = answering(() => answer, () => ({ accountAdjustments: [outcome(3, "OK")] }));
    const error = callbackError(() => engine.applyExecutionReport(reportOf(1)));
    assertEquals(partsOf(error.result), { ...NOTHING, outcomes: ["3 OK"] });
    assertEquals(blockLines(engine, 1), []);
    return causeText(() => engine.applyExecutionReport(reportOf(1)));
  }

  it("is one that is no object", () => {
    for (const answer of [1, 0, "", "x", true, false, 1n, Symbol("s"), () => ({})]) {
      assertEquals(failureOf(answer).split(":")[0], "TypeError");
    }
  });
  it("is one without any known field that is no empty record", () => {
    for (const answer of [[], [block("x")], new Map(), new Date(0), { rejects: [] }, block("x")]) {
      const cause = failureOf(answer);
      assert(cause.startsWith("TypeError: ") && cause.endsWith(NO_FIELDS), cause);
    }
  });
  it("is one with a list that is no iterable", () => {
    for (const field of ["accountBlocks", "accountPnls", "accountAdjustments"]) {
      for (const value of [1, true, {}, () => []]) {
        assertEquals(failureOf({ [field]: value }).split(":")[0], "TypeError");
      }
    }
  });
  it("is one with anything but instances of the right class", () => {
    const plainBlock = { policy: "p", code: "Other", reason: "r", details: "d", userData: 0n };
    const rows: Readonly<Record<string, readonly unknown[]>> = {
      accountBlocks: [null, undefined, 1, {}, plainBlock, pnl(0, "1"), outcome(0, "USD")],
      accountPnls: [null, 1, {}, { policyGroupId: 0, accountId: 1 }, block("x")],
      accountAdjustments: [null, 1, {}, { policyGroupId: 0, entry: { asset: "USD" } }, block("x")],
    };
    for (const [field, values] of Object.entries(rows)) {
      for (const value of values) {
        assertEquals(failureOf({ [field]: [value] }).split(":")[0], "TypeError");
      }
    }
  });
  it("counts for nothing as a whole: its good parts are dropped too", () => {
    failureOf({
      accountBlocks: [block("good")],
      accountPnls: [pnl(0, "1")],
      accountAdjustments: 5,
    });
    failureOf({ accountBlocks: [block("good"), null] });
  });
  it("is a promise, whose rejection is silenced, or a thenable, which is left alone", () => {
    const text =
      "TypeError: policy callbacks must return synchronously; Promise and thenable results are not supported";
    assertEquals(failureOf(Promise.reject(new Error("nobody hears"))), text);
    assertEquals(failureOf({ accountBlocks: [], then: () => raise("called") }), text);
  });
  it("is one whose getter or iterator throws", () => {
    const getter = {
      accountBlocks: [block("good")],
      get accountPnls(): unknown {
        return raise(new RangeError("getter"));
      },
    };
    assertEquals(failureOf(getter), "RangeError: getter");
    const iterator = { accountBlocks: { [Symbol.iterator]: () => raise(new Error("iterator")) } };
    assertEquals(failureOf(iterator), "Error: iterator");
  });
});

describe("what a report hook is given", () => {
  it("is one context for all policies, which can't block and is made anew per report", () => {
    const seen: unknown[] = [];
    const report = (ctx: PostTradeContext) => void seen.push(ctx);
    const engine = engineOf(accountPolicy("a", { report }), accountPolicy("b", { report }));
    engine.applyExecutionReport(reportOf(1));
    engine.applyExecutionReport(reportOf(1));
    assert(seen[0] instanceof PostTradeContext);
    assertEquals(seen.map((ctx) => ctx === seen[0]), [true, true, false, false]);
    assertEquals("accountControl" in seen[0], false);
  });
  it("is a report of value objects with the caller's additions, fresh for each policy", () => {
    const seen: unknown[] = [];
    const report = (_ctx: unknown, given: ExecutionReport & { note: { text: string } }) => {
      const { operation, financialImpact, fill, note } = given;
      seen.push([
        operation?.accountId instanceof AccountId && operation.accountId.value,
        financialImpact?.pnl instanceof Pnl && financialImpact.fee instanceof Fee,
        [operation?.side, String(financialImpact?.pnl), fill, note.text],
      ]);
      note.text = "changed";
      Object.assign(given, { operation: null, financialImpact: null });
    };
    const engine = engineOf(accountPolicy("a", { report }), accountPolicy("b", { report }));
    const own = { ...reportOf(7), note: { text: "mine" } };
    engine.applyExecutionReport(own);
    const expected = [7n, true, ["BUY", "5", undefined, "mine"]];
    assertEquals(seen, [expected, expected]);
    assertEquals(own.note.text, "mine");
  });
});

describe("applyExecutionReport()", () => {
  it("refuses what is no report; nothing has run", () => {
    const log: string[] = [];
    const engine = answering(() => void log.push("ran"));
    const top = "TypeError: report must be an ExecutionReport or a plain object";
    for (const report of [undefined, null, 1, "r", true, [], new Map(), new Order()]) {
      assertErrors([[() => engine.applyExecutionReport(report as never), top]]);
    }
    const groups = [
      ["operation", "an ExecutionReportOperation"],
      ["financialImpact", "a FinancialImpact"],
      ["fill", "an ExecutionReportFillDetails"],
      ["positionImpact", "an ExecutionReportPositionImpact"],
    ] as const;
    for (const [group, type] of groups) {
      const call = () => engine.applyExecutionReport({ [group]: 5 } as never);
      assertErrors([[call, `TypeError: ${group} must be ${type} or a plain object`]]);
    }
    assertEquals(log, []);
  });
  it("is refused from inside a callback of the same engine, and by a released one", () => {
    const found: string[] = [];
    const engine: Engine = answering(() =>
      void found.push(errorOf(() => engine.applyExecutionReport(reportOf(2))))
    );
    engine.applyExecutionReport(reportOf(1));
    assertEquals(found, [REENTERED]);
    engine.free();
    assertErrors([[() => engine.applyExecutionReport(reportOf(1)), RELEASED]]);
  });
  it("refuses every other call of the engine from inside its hooks", () => {
    const found: string[] = [];
    const engine: Engine = answering(() => {
      found.push(errorOf(() => engine.startPreTrade(orderOf(1))));
      found.push(errorOf(() => engine.accounts().block(1, "r")));
    });
    engine.applyExecutionReport(reportOf(1));
    assertEquals(found, [REENTERED, REENTERED]);
    assertEquals(blockLines(engine, 1), []);
  });
});
