import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { AccountAdjustmentOutcome, AccountOutcomeEntry } from "../../../src/accountadjustment.ts";
import { AccountPnlOutcome, PnlHaltReason, PostTradeResult } from "../../../src/pretrade/mod.ts";
import { AccountBlock } from "../../../src/reject.ts";
import { lineOf } from "../engine/_kit.ts";
import { errorOf } from "../model/_errors.ts";

const BLOCK = new AccountBlock("p", "Other", "r", "d", 1);
const PNL = new AccountPnlOutcome(3, 7, undefined, PnlHaltReason.fromMissingFx());
const OUTCOME = new AccountAdjustmentOutcome(4, new AccountOutcomeEntry("USD"));

function partsOf(result: PostTradeResult): unknown {
  return [
    result.accountBlocks.map(lineOf),
    result.accountPnls.map(({ policyGroupId, haltReason }) => [policyGroupId, haltReason?.kind]),
    result.accountAdjustments.map(({ policyGroupId, entry }) => [policyGroupId, entry.asset]),
  ];
}

const FULL = [["Other [p] r: d #1"], [[3, "missing-fx"]], [[4, "USD"]]];

describe("PostTradeResult", () => {
  it("holds three lists, each empty if absent", () => {
    assertEquals(partsOf(new PostTradeResult()), [[], [], []]);
    assertEquals(partsOf(new PostTradeResult(null, undefined, null)), [[], [], []]);
    assertEquals(partsOf(new PostTradeResult([BLOCK], [PNL], [OUTCOME])), FULL);
  });
  it("shares nothing with the arrays it is made of or hands out", () => {
    const [blocks, pnls, outcomes] = [[BLOCK], [PNL], [OUTCOME]];
    const result = new PostTradeResult(blocks, pnls, outcomes);
    for (const list of [blocks, pnls, outcomes]) list?.splice(0);
    for (const name of ["accountBlocks", "accountPnls", "accountAdjustments"] as const) {
      assert(result[name] !== result[name]);
      result[name].length = 0;
    }
    assertEquals(partsOf(result), FULL);
  });
  it("keeps copies of blocks: changing those given or handed out changes nothing inside", () => {
    const given = BLOCK.clone();
    const result = new PostTradeResult([given]);
    for (const block of [given, result.accountBlocks[0]]) {
      try {
        Object.assign(block as object, { reason: "changed", userData: 9n });
      } catch {
        // Refusing the change is as good.
      }
    }
    assertEquals(partsOf(result), [["Other [p] r: d #1"], [], []]);
  });
  it("clones into another object of the same lists", () => {
    const result = new PostTradeResult([BLOCK], [PNL], [OUTCOME]);
    const copy = result.clone();
    assert(copy !== result && copy instanceof PostTradeResult);
    result.free();
    result[Symbol.dispose]();
    assertEquals(partsOf(copy), FULL);
  });
  it("refuses elements of another class", () => {
    const make = (...args: readonly unknown[]) => () =>
      new PostTradeResult(...args as ConstructorParameters<typeof PostTradeResult>);
    for (const value of [undefined, null, 1, {}, "x", { ...BLOCK }]) {
      const calls = [make([BLOCK, value]), make([], [value]), make([], [], [value])];
      assertEquals(calls.map(kindOf), ["TypeError", "TypeError", "TypeError"]);
    }
    const mixed = [make([PNL]), make([], [OUTCOME]), make([], [], [BLOCK])];
    assertEquals(mixed.map(kindOf), ["TypeError", "TypeError", "TypeError"]);
  });
  it("refuses what is no array", () => {
    const make = (value: unknown) => () => new PostTradeResult(value as []);
    for (const value of [1, "x", {}, true, BLOCK]) assertEquals(kindOf(make(value)), "TypeError");
  });
});

/** Name of the error that a call throws; marked if it isn't the package's. */
function kindOf(call: () => unknown): string | undefined {
  return errorOf(call).split(":")[0];
}
