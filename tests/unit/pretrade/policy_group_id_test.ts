import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { DEFAULT_POLICY_GROUP_ID } from "../../../src/pretrade/mod.ts";
import { buildOrderSizeLimit, buildOrderValidation } from "../../../src/pretrade/policies/mod.ts";
import { assertErrors } from "../model/_errors.ts";

describe("DEFAULT_POLICY_GROUP_ID", () => {
  it("is a function that gives 0", () => {
    assertEquals(DEFAULT_POLICY_GROUP_ID(), 0);
  });
});

describe("withPolicyGroupId()", () => {
  const builders = [buildOrderValidation(), buildOrderSizeLimit()];

  it("takes integers 0 to 65535", () => {
    for (const builder of builders) {
      for (const id of [0, -0, 1, 65535]) builder.withPolicyGroupId(id);
    }
  });
  it("refuses everything else", () => {
    const range = "RangeError: policyGroupId must be an integer in range 0..=65535";
    const type = "TypeError: policyGroupId must be a number";
    for (const builder of builders) {
      const set = (id: unknown) => () => builder.withPolicyGroupId(id as number);
      assertErrors([
        ...[-1, 65536, 0.5, NaN, Infinity, -Infinity].map((id) => [set(id), range] as const),
        ...[undefined, null, "1", 1n, true, {}, [1]].map((id) => [set(id), type] as const),
      ]);
    }
  });
});
