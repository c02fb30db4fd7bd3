import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { AccountBlock, makeConfigurationResult } from "../../../src/pretrade/internal.ts";
import { PolicyConfigurationResult } from "../../../src/pretrade/mod.ts";
import { thrownBy } from "../engine/_kit.ts";

const BLOCK = new AccountBlock("p", "Other", "reason", "details");

describe("PolicyConfigurationResult", () => {
  it("lists blocks in fresh arrays of copies, and so does its clone", () => {
    const result = makeConfigurationResult([BLOCK]);
    assert(result instanceof PolicyConfigurationResult);
    for (const { accountBlocks } of [result, result.clone()]) {
      assertEquals(accountBlocks.map((block) => block.toJSON()), [BLOCK.toJSON()]);
      assert(accountBlocks[0] !== BLOCK);
    }
    assert(result.accountBlocks !== result.accountBlocks && result.clone() !== result);
    assertEquals([result.free(), result[Symbol.dispose]()], [undefined, undefined]);
  });
  it("is made by the engine only", () => {
    const make = () => new (PolicyConfigurationResult as never as new () => unknown)();
    assertEquals(
      (thrownBy(make) as Error).message,
      "PolicyConfigurationResult cannot be constructed directly",
    );
  });
});
