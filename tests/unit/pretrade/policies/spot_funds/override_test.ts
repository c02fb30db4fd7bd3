import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { SpotFundsOverride } from "../../../../../src/pretrade/policies/mod.ts";
import { AccountGroupId } from "../../../../../src/param/mod.ts";
import { thrownBy } from "../../../engine/_kit.ts";
import { overrideIn } from "../../../../../src/pretrade/policies/spot_funds/override.ts";

describe("SpotFundsOverride", () => {
  it("holds what it was made of, and so does its clone", () => {
    const entry = (override: SpotFundsOverride) => {
      assertEquals(overrideIn(override.clone()), overrideIn(override));
      assertEquals([override.free(), override[Symbol.dispose]()], [undefined, undefined]);
      const { instrument, account, group, slippageBps } = overrideIn(override) ?? {};
      return [instrument, account, group, slippageBps];
    };
    assertEquals(entry(new SpotFundsOverride(5, 1, null, 7)), [5n, 1n, undefined, 7]);
    assertEquals(entry(new SpotFundsOverride("5", undefined, 3)), [5n, undefined, 3, undefined]);
    const all = new SpotFundsOverride(5n, null, AccountGroupId.DEFAULT(), 65535);
    assertEquals(entry(all), [5n, undefined, 0, 65535]);
  });
  it("is nothing else", () => {
    assertEquals(
      [overrideIn(undefined), overrideIn({}), overrideIn("5")],
      Array(3).fill(undefined),
    );
  });
  it("refuses account and group together, and a slippage out of range", () => {
    const error = (call: () => unknown) => `${thrownBy(call)}`;
    assertEquals(
      error(() => new SpotFundsOverride(5, 1, 3, 7)),
      "ParamError: accountId and accountGroupId are mutually exclusive",
    );
    assertEquals(
      error(() => new SpotFundsOverride(5, null, null, 65536)),
      "RangeError: slippageBps must be an integer in range 0..=65535",
    );
  });
});
