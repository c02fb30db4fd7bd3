import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { Engine, PolicyCallbackError } from "../../../src/engine/mod.ts";
import { AccountAdjustmentBatchResult } from "../../../src/pretrade/mod.ts";
import { AccountBlock } from "../../../src/reject.ts";
import {
  type AccountHooks,
  accountPolicy,
  engineWithUnit,
  failing,
  raise,
} from "./_account_kit.ts";
import {
  blockLines,
  callbackError,
  causeText,
  engineOf,
  FINALIZER_BLOCK,
  lineOf,
  linesOf,
  noted,
  refusal,
} from "./_kit.ts";

const BLOCK = new AccountBlock("p", "RiskLimitExceeded", "why", "d", 3);
const BLOCK_LINE = "account RiskLimitExceeded [p] why: d #3";

/** The finished result that the error of a batch carries. */
function resultOf(error: PolicyCallbackError): AccountAdjustmentBatchResult {
  assert(error.result instanceof AccountAdjustmentBatchResult);
  return error.result;
}

/** The line of the reject that stands for a policy that failed. */
const failureOf = (policy: string) =>
  `order SystemUnavailable [${policy}] javascript policy callback failed: javascript policy callback raised an exception`;

const apply = (engine: Engine, count = 1) => () =>
  engine.applyAccountAdjustment(1, Array.from({ length: count }, () => ({})));

describe("an adjustment hook that throws", () => {
  it("stops the batch, which is undone; the error carries what it threw and the result", () => {
    const log: string[] = [];
    const thrown = new Error("boom");
    let calls = 0;
    const engine = engineOf(
      accountPolicy("a", {
        adjust: () => ({
          mutations: [noted(log, `a${++calls}`)],
          accountAdjustments: [{ asset: "USD" }],
          accountBlocks: [BLOCK],
        }),
      }),
      accountPolicy("b", { adjust: () => calls === 2 ? raise(thrown) : undefined }),
      accountPolicy("c", { adjust: () => void log.push("c") }),
    );
    const error = callbackError(apply(engine, 3));
    assert(error.cause === thrown);
    assertEquals(error.message, "javascript policy callback failed: boom");
    const result = resultOf(error);
    assertEquals([result.ok, result.failedIndex], [false, 1]);
    assertEquals(linesOf(result), [failureOf("b")]);
    assertEquals([result.outcomes, result.accountBlocks], [[], []]);
    assertEquals(log, ["c", "rollback a2", "rollback a1"]);
    assertEquals(blockLines(engine, 1), []);
  });
  it("is passed on untouched, whatever it threw", () => {
    for (const value of ["text", 0, null, undefined, Symbol("s"), { message: 5 }]) {
      const engine = engineOf(accountPolicy("a", { adjust: () => raise(value) }));
      const error = callbackError(apply(engine));
      assert("cause" in error && error.cause === value);
      assertEquals(error.message, "javascript policy callback failed");
    }
  });
  it("wins over a rollback that throws later, which still arms the kill switch", () => {
    const log: string[] = [];
    const engine = engineOf(
      accountPolicy("a", { adjust: () => ({ mutations: [failing(log, "a")] }) }),
      accountPolicy("b", { adjust: () => raise(new Error("hook")) }),
    );
    assertEquals(causeText(apply(engine)), "Error: hook");
    assertEquals(log, ["rollback a"]);
    assertEquals(blockLines(engine, 2), [FINALIZER_BLOCK]);
  });
});

describe("a malformed answer to an adjustment", () => {
  /** Cause of the failure, the mutations of the answer being undone. */
  function failure(answer: unknown, log: string[] = []): string {
    const engine = engineOf(
      accountPolicy("a", { adjust: () => ({ mutations: [noted(log, "a")] }) }),
      accountPolicy("b", { adjust: () => answer }),
    );
    const result = resultOf(callbackError(apply(engine)));
    assertEquals([linesOf(result), result.failedIndex], [[failureOf("b")], 0]);
    assertEquals(blockLines(engine, 1), []);
    return causeText(apply(engine));
  }

  it("is one that is no object, or has no known field and is no empty record", () => {
    for (const answer of [1, "", "x", true, false, 1n, Symbol("s"), () => ({})]) {
      assertEquals(failure(answer).split(":")[0], "TypeError");
    }
    for (const answer of [[], [refusal()], new Map(), new Date(0), { lockPrices: [] }]) {
      const cause = failure(answer);
      assert(cause.startsWith("TypeError: "), cause);
      assert(cause.endsWith("no recognized result fields"), cause);
    }
  });
  it("is one with a list that is no iterable or has other elements than it should", () => {
    const plain = { policy: "p", code: "Other", reason: "r", details: "d", userData: 0n };
    const elements: Readonly<Record<string, readonly unknown[]>> = {
      rejects: [null, 1, {}, { code: "Other" }],
      mutations: [null, 1, {}, { commit() {} }, { rollback() {} }],
      accountAdjustments: [null, 1, {}, [], BLOCK],
      accountBlocks: [null, 1, {}, plain],
    };
    for (const [field, values] of Object.entries(elements)) {
      for (const value of [1, true, {}]) {
        assertEquals(failure({ [field]: value }).split(":")[0], "TypeError");
      }
      for (const value of values) {
        assertEquals(failure({ [field]: [value] }).split(":")[0], "TypeError");
      }
    }
    assertEquals(
      failure({ rejects: [{ ...refusal(), code: "Nope" }] }),
      "ParamError: unknown reject code: Nope",
    );
  });
  it("is undone with the rest, as far as its mutations were read", () => {
    const log: string[] = [];
    failure({ mutations: [noted(log, "b"), 5], accountBlocks: [BLOCK] }, log);
    assertEquals(log.slice(0, 2), ["rollback b", "rollback a"]);
    log.length = 0;
    failure({ mutations: [noted(log, "b")], accountBlocks: [5] }, log);
    assertEquals(log.slice(0, 2), ["rollback b", "rollback a"]);
  });
  it("is a promise or a thenable", () => {
    const text =
      "TypeError: policy callbacks must return synchronously; Promise and thenable results are not supported";
    assertEquals(failure(Promise.reject(new Error("nobody hears"))), text);
    assertEquals(failure({ rejects: [], then: () => raise("called") }), text);
  });
  it("is not one that is nothing or empty, or has null for its lists", () => {
    const nothing = { rejects: null, mutations: undefined, accountAdjustments: null };
    for (
      const answer of [undefined, null, {}, Object.create(null), nothing, { rejects: [], x: 1 }]
    ) {
      const engine = engineOf(accountPolicy("a", { adjust: () => answer }));
      assertEquals(apply(engine)().ok, true);
    }
  });
});

describe("a failing rollback of a refused batch", () => {
  it("is thrown after the rest was undone, with the rejects on the result; all are blocked", () => {
    const log: string[] = [];
    const engine = engineOf(
      accountPolicy("a", {
        adjust: () => ({ mutations: [noted(log, "1"), failing(log, "2"), failing(log, "3")] }),
      }),
      accountPolicy("b", { adjust: () => ({ rejects: [refusal()] }) }),
    );
    const error = callbackError(apply(engine));
    assertEquals(error.message, "javascript policy callback failed: rollback 3");
    const result = resultOf(error);
    assertEquals([result.ok, result.failedIndex], [false, 0]);
    assertEquals(linesOf(result), ["order Other [b] no: because"]);
    assertEquals(log, ["rollback 3", "rollback 2", "rollback 1"]);
    assertEquals([1, 2].map((account) => blockLines(engine, account)), [
      [FINALIZER_BLOCK],
      [FINALIZER_BLOCK],
    ]);
  });
});

describe("a failing commit of an accepted batch", () => {
  const answer = (log: string[]): AccountHooks => ({
    adjust: () => ({
      mutations: [failing(log, "1"), noted(log, "2"), failing(log, "3")],
      accountAdjustments: [{ asset: "USD" }],
      accountBlocks: [BLOCK],
    }),
  });

  it("stops nothing: the rest commits, and the first thrown value is the cause", () => {
    const log: string[] = [];
    const engine = engineOf(accountPolicy("a", answer(log)));
    const error = callbackError(apply(engine));
    assertEquals(error.message, "javascript policy callback failed: commit 1");
    assertEquals(log, ["commit 1", "commit 2", "commit 3"]);
    const result = resultOf(error);
    assertEquals([result.ok, result.failedIndex, result.rejects], [true, undefined, []]);
    assertEquals(result.outcomes.map(({ entry }) => entry.asset), ["USD"]);
    assertEquals(result.accountBlocks.map(lineOf), ["RiskLimitExceeded [p] why: d #3"]);
  });
  it("blocks every account, and the reported block takes the account's own slot", () => {
    const engine = engineOf(accountPolicy("a", answer([])));
    callbackError(apply(engine));
    assertEquals([1, 2].map((account) => blockLines(engine, account)), [
      [BLOCK_LINE],
      [FINALIZER_BLOCK],
    ]);
    engine.accounts().unblockAll();
    assertEquals([1, 2].map((account) => blockLines(engine, account)), [[BLOCK_LINE], []]);
  });
  it("of a built-in policy blocks the account only, before the reported block could", () => {
    const engine = engineWithUnit({
      adjust: (run) => {
        run.mutate({ isCustom: false, ...failing([], "unit") });
        run.block(BLOCK);
      },
    });
    assertEquals(causeText(apply(engine)), "Error: commit unit");
    assertEquals([1, 2].map((account) => blockLines(engine, account)), [[FINALIZER_BLOCK], []]);
  });
  it("of both kinds blocks every account", () => {
    const engine = engineWithUnit(
      { adjust: (run) => run.mutate({ isCustom: false, ...failing([], "unit") }) },
      accountPolicy("a", answer([])),
    );
    assertEquals(causeText(apply(engine)), "Error: commit unit");
    assertEquals(blockLines(engine, 2), [FINALIZER_BLOCK]);
  });
});
