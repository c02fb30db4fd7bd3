import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { readInteger } from "../../../src/param/internal.ts";
import { assertRefusesRange, assertRefusesTypes, OBJECTS_AND_NOTHING } from "./_expect.ts";

describe("readInteger()", () => {
  it("takes every integer from 0 to its limit", () => {
    for (const value of [0, 1, 65534, 65535]) {
      assertEquals(readInteger(value, "policyGroupId", 65535), value);
    }
  });

  it("takes a negative zero for a zero", () => {
    assert(Object.is(readInteger(-0, "scale", 1), 0));
  });

  it("names the option that is no number", () => {
    const values = [...OBJECTS_AND_NOTHING, "1", 1n];
    const call = (value: never) => readInteger(value, "policyGroupId", 65535);
    assertRefusesTypes(call, values, "policyGroupId must be a number");
  });

  it("names the option and its range for every other number", () => {
    const values = [-1, 0.5, 65536, 2 ** 53, NaN, Infinity, -Infinity, Number.MIN_VALUE];
    const call = (value: never) => readInteger(value, "policyGroupId", 65535);
    assertRefusesRange(call, values, "policyGroupId must be an integer in range 0..=65535");
  });
});
