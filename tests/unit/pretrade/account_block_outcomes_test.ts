import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { AccountBlock, makeBlockOutcomes } from "../../../src/pretrade/internal.ts";
import { AccountBlockOutcome, AccountBlockOutcomes } from "../../../src/pretrade/mod.ts";
import { thrownBy } from "../engine/_kit.ts";

const BLOCK = new AccountBlock("p", "Other", "reason", "details");

describe("AccountBlockOutcomes", () => {
  it("lists accounts and blocks in fresh arrays of copies", () => {
    const outcomes = makeBlockOutcomes([[1n, BLOCK], [2n, BLOCK]]);
    assert(outcomes instanceof AccountBlockOutcomes);
    const [first, second] = outcomes.accountBlocks;
    assert(first instanceof AccountBlockOutcome);
    assertEquals([first.accountId.value, second?.accountId.value], [1n, 2n]);
    assertEquals(first.block.toJSON(), BLOCK.toJSON());
    assert(first.block !== first.block && outcomes.accountBlocks !== outcomes.accountBlocks);
    assertEquals([outcomes.free(), outcomes[Symbol.dispose]()], [undefined, undefined]);
    assertEquals([first.free(), first[Symbol.dispose]()], [undefined, undefined]);
  });
  it("is made by the engine only", () => {
    for (const Class of [AccountBlockOutcome, AccountBlockOutcomes]) {
      assertEquals(
        (thrownBy(() => new (Class as never as new () => unknown)()) as Error).message,
        `${Class.name} cannot be constructed directly`,
      );
    }
  });
});
