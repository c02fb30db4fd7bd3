import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Price, Quantity } from "../../../src/param/mod.ts";
import { DECIMALS } from "./_decimals.ts";
import {
  assertRefusesRange,
  assertRefusesTypes,
  OBJECTS_AND_NOTHING,
  thrownBy,
} from "./_expect.ts";

type Call = (scale: number, strategy: string) => unknown;

/** Both rounded factories of every class, on a value that is fine. */
const CALLS: readonly Call[] = DECIMALS.flatMap((type): Call[] => [
  (scale, strategy) => type.fromStringRounded("1", scale, strategy),
  (scale, strategy) => type.fromFloatRounded(1, scale, strategy),
]);

const SCALE_RANGE = "scale must be an integer in range 0..=4294967295";

describe("fromStringRounded() and fromFloatRounded()", () => {
  it("refuse a value of a wrong type", () => {
    for (const type of DECIMALS) {
      const values = [...OBJECTS_AND_NOTHING, 1n, type.zero()];
      assertRefusesTypes((text) => type.fromStringRounded(text, 2, "up"), [...values, 1]);
      assertRefusesTypes((x) => type.fromFloatRounded(x, 2, "up"), [...values, "1"]);
    }
  });

  it("refuse a scale that is no number", () => {
    const values = [...OBJECTS_AND_NOTHING, "2", 2n];
    for (const call of CALLS) {
      assertRefusesTypes((scale) => call(scale, "up"), values, "scale must be a number");
    }
  });

  it("refuse a scale that is no 32-bit integer", () => {
    const values = [-1, 0.5, 1.5, 4294967296, 2 ** 53, NaN, Infinity, -Infinity];
    for (const call of CALLS) {
      assertRefusesRange((scale) => call(scale, "up"), values, SCALE_RANGE);
    }
  });

  it("take a scale of negative zero for zero", () => {
    assertEquals(Price.fromStringRounded("1.5", -0, "up").toString(), "2");
    assertEquals(Price.fromFloatRounded(1.5, -0, "up").toString(), "2");
  });

  it("refuse an unknown strategy", () => {
    const names = ["", "nearest", "up ", " up", "round", "half-even", "0", "toString", "__proto__"];
    for (const call of CALLS) {
      assertRefusesRange((strategy) => call(2, strategy), names, "unknown rounding strategy");
      assertRefusesTypes((strategy) => call(2, strategy), [...OBJECTS_AND_NOTHING, 0, 1n]);
    }
  });

  it("check the scale first, then the strategy, then the value", () => {
    const read = (text: string, scale: unknown, strategy: string) =>
      thrownBy(() => Quantity.fromStringRounded(text, scale as number, strategy)).message;
    const convert = (x: number, scale: unknown, strategy: string) =>
      thrownBy(() => Quantity.fromFloatRounded(x, scale as number, strategy)).message;
    const [unknown, negative] = [
      "unknown rounding strategy",
      "value must be non-negative for Quantity",
    ];
    assertEquals(
      [read("x", -1, "no such"), convert(NaN, -1, "no such")],
      [SCALE_RANGE, SCALE_RANGE],
    );
    assertEquals(read("x", "2", "no such"), "scale must be a number");
    assertEquals([read("x", 2, "no such"), convert(NaN, 2, "no such")], [unknown, unknown]);
    assertEquals(read("x", 2, "up"), "invalid format for Quantity: 'x'");
    assertEquals(convert(NaN, 2, "up"), "invalid float value");
    assertEquals([read("-1", 2, "up"), convert(-1, 2, "up")], [negative, negative]);
  });

  it("do not depend on their receiver", () => {
    for (const { fromStringRounded, fromFloatRounded } of DECIMALS) {
      assertEquals(fromStringRounded("1.25", 1, "up").toString(), "1.3");
      assertEquals(fromFloatRounded(1.25, 1, "up").toString(), "1.3");
    }
  });
});
