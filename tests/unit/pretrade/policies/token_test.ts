import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  MAKE_POLICY,
  type PolicyToken,
  type PolicyUnit,
} from "../../../../src/pretrade/internal.ts";
import { defineToken } from "../../../../src/pretrade/policies/token.ts";

describe("defineToken()", () => {
  it("makes builders tokens that pass themselves and what the engine gives them on", () => {
    class Builder {
      readonly n = 1;
    }
    const unit: PolicyUnit = {
      name: "u",
      policyGroupId: 0,
      usesClock: false,
      partition: "account",
    };
    const seen: unknown[] = [];
    defineToken(Builder, (builder, host) => {
      seen.push(builder, host);
      return unit;
    });
    const builder = new Builder();
    const host = { clock: () => 0n };
    assert((builder as unknown as PolicyToken)[MAKE_POLICY](host as never) === unit);
    assert(seen[0] === builder && seen[1] === host);
    assertEquals(Object.keys(Builder.prototype), []);
  });
});
