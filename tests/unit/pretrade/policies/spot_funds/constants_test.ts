import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  SpotFundsLimitMode,
  SpotFundsPricingSource,
} from "../../../../../src/pretrade/policies/mod.ts";

describe("the constants", () => {
  it("are their own names", () => {
    assertEquals(SpotFundsPricingSource, { Mark: "Mark", BookTop: "BookTop" });
    assertEquals(SpotFundsLimitMode, { Enforce: "Enforce", TrackOnly: "TrackOnly" });
  });
});
