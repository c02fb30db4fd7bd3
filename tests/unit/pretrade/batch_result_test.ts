import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { AccountAdjustmentBatchResult } from "../../../src/pretrade/mod.ts";
import { AccountBlock } from "../../../src/reject.ts";
import { accountPolicy } from "../engine/_account_kit.ts";
import { engineOf, lineOf, linesOf, refusal } from "../engine/_kit.ts";
import { assertErrors } from "../model/_errors.ts";

const BLOCK = new AccountBlock("p", "RiskLimitExceeded", "why", "d", 3);
const LISTS = ["rejects", "outcomes", "accountBlocks"] as const;

/** All of a result, as texts. */
function partsOf(result: AccountAdjustmentBatchResult): unknown {
  return [
    result.ok,
    result.failedIndex,
    linesOf(result),
    result.outcomes.map(({ policyGroupId, entry }) => `${policyGroupId} ${entry.asset}`),
    result.accountBlocks.map(lineOf),
  ];
}

/** The results of an accepted batch and of a refused one. */
function results(): [
  accepted: AccountAdjustmentBatchResult,
  refused: AccountAdjustmentBatchResult,
] {
  let rejects: unknown[] = [];
  const answer = { accountAdjustments: [{ asset: "USD" }], accountBlocks: [BLOCK] };
  const engine = engineOf(accountPolicy("a", { adjust: () => ({ ...answer, rejects }) }));
  const accepted = engine.applyAccountAdjustment(1, [{}]);
  rejects = [refusal()];
  return [accepted, engine.applyAccountAdjustment(1, [{}])];
}

const ACCEPTED = [true, undefined, [], ["0 USD"], ["RiskLimitExceeded [p] why: d #3"]];
const REFUSED = [false, 0, ["order Other [a] no: because"], [], []];

describe("AccountAdjustmentBatchResult", () => {
  it("tells how the batch ended: all of it applied, or what was refused and why", () => {
    const [accepted, refused] = results();
    assert(accepted instanceof AccountAdjustmentBatchResult);
    assert(refused instanceof AccountAdjustmentBatchResult);
    assertEquals([partsOf(accepted), partsOf(refused)], [ACCEPTED, REFUSED]);
  });
  it("hands out fresh arrays: changing them changes nothing inside", () => {
    const [accepted, refused] = results();
    for (const result of [accepted, refused]) {
      for (const name of LISTS) {
        assert(result[name] !== result[name]);
        result[name].push(null as never);
        result[name].length = 0;
      }
    }
    assertEquals([partsOf(accepted), partsOf(refused)], [ACCEPTED, REFUSED]);
  });
  it("hands out copies of blocks and rejects", () => {
    const [accepted, refused] = results();
    for (const part of [...accepted.accountBlocks, ...refused.rejects]) {
      try {
        Object.assign(part, { code: "Custom", reason: "changed" });
      } catch {
        // Refusing the change is as good.
      }
    }
    assertEquals([partsOf(accepted), partsOf(refused)], [ACCEPTED, REFUSED]);
  });
  it("can't be written to", () => {
    const [, refused] = results();
    for (const name of ["ok", "failedIndex", ...LISTS]) {
      assertEquals(Reflect.set(refused, name, 5), false);
    }
    assertEquals(partsOf(refused), REFUSED);
  });
  it("refuses new, and may be freed and disposed of to no effect", () => {
    const Class = AccountAdjustmentBatchResult as unknown as new () => unknown;
    const error = "TypeError: AccountAdjustmentBatchResult cannot be constructed directly";
    assertErrors([[() => new Class(), error]]);
    const [accepted] = results();
    accepted.free();
    accepted[Symbol.dispose]();
    accepted.free();
    assertEquals(partsOf(accepted), ACCEPTED);
  });
});
