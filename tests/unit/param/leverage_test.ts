import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { readLeverage } from "../../../src/param/internal.ts";
import { Leverage, Notional } from "../../../src/param/mod.ts";
import {
  assertOutcomes,
  assertRefusesRange,
  assertRefusesTypes,
  fieldsOf,
  OBJECTS_AND_NOTHING,
  thrownBy,
} from "./_expect.ts";

const INVALID = "InvalidLeverage";

describe("Leverage constants", () => {
  it("are functions", () => {
    const { SCALE, MIN, MAX, STEP } = Leverage;
    assertEquals([SCALE(), MIN(), MAX(), STEP()], [10, 1, 3000, 0.1]);
  });
});

describe("Leverage.fromInt()", () => {
  it("takes 1 to 3000", () => {
    assertOutcomes([
      [1, "1"],
      [10, "10"],
      [100, "100"],
      [3000, "3000"],
      [0, INVALID],
      [-0, INVALID],
      [3001, INVALID],
      [6553, INVALID],
      [6554, "Overflow/Leverage"],
      [65535, "Overflow/Leverage"],
    ], (n) => Leverage.fromInt(n));
  });

  it("refuses what is no 16-bit integer", () => {
    const values = [-1, 1.5, 10.5, 65536, 2 ** 53, NaN, Infinity, -Infinity];
    assertRefusesRange((n) => Leverage.fromInt(n), values);
    const { message } = thrownBy(() => Leverage.fromInt(65536));
    assert(message.endsWith(" must be an integer in range 0..=65535"), message);
  });

  it("refuses what is no number", () => {
    assertRefusesTypes((n) => Leverage.fromInt(n), [
      ...OBJECTS_AND_NOTHING,
      ...["10", 10n],
      Leverage.fromInt(10),
    ]);
  });

  it("throws an error with a code and nothing else", () => {
    assertEquals(fieldsOf(thrownBy(() => Leverage.fromInt(3001))), {
      name: "ParamError",
      message: "invalid leverage value",
      code: INVALID,
    });
  });
});

describe("Leverage.fromFloat()", () => {
  it("takes steps of a tenth", () => {
    assertOutcomes([
      [1, "1"],
      [1.1, "1.1"],
      [10.5, "10.5"],
      [10.1, "10.1"],
      [2999.9, "2999.9"],
      [3000, "3000"],
      // Closer than 1e-9 tenths to a step.
      [1.00000000009, "1"],
      [10.000000000001, "10"],
      [0.1 + 0.2 + 0.9, "1.2"],
    ], (x) => Leverage.fromFloat(x));
  });

  it("refuses what lies between the steps or out of range", () => {
    const between = [1.15, 1.05, 1.0000000001, 10.00000001, 1.25, 10.55, Math.PI];
    const outside = [0, -0, 0.1, 0.9, 0.99, -1, -10.5, 3000.1, 3001, 65536, 1e16, 1e300, 5e-324];
    const unreal = [NaN, Infinity, -Infinity, Number.MAX_VALUE];
    assertOutcomes(
      [...between, ...outside, ...unreal].map((x) => [x, INVALID] as const),
      (x) => Leverage.fromFloat(x),
    );
    assertEquals(fieldsOf(thrownBy(() => Leverage.fromFloat(NaN))), {
      name: "ParamError",
      message: "invalid leverage value",
      code: INVALID,
    });
  });

  it("refuses what is no number", () => {
    assertRefusesTypes((x) => Leverage.fromFloat(x), [
      ...OBJECTS_AND_NOTHING,
      ...["10", 10n],
      Leverage.fromInt(10),
    ]);
  });

  it("takes every one of the 29991 steps and gives it back", () => {
    const wrong: unknown[] = [];
    for (let raw = 10; raw <= 30000; raw++) {
      const leverage = Leverage.fromFloat(raw / 10);
      const whole = Math.floor(raw / 10);
      const text = raw % 10 === 0 ? `${whole}` : `${whole}.${raw % 10}`;
      if (leverage.value !== raw / 10 || leverage.toString() !== text) wrong.push(raw);
    }
    assertEquals(wrong, []);
  });
});

describe("Leverage", () => {
  it("gives its multiplier as a double", () => {
    assertEquals(Leverage.fromFloat(10.1).value, 10.1);
    assertEquals(Leverage.fromInt(10).value, 10);
  });

  it("clones to the same multiplier", () => {
    const clone = Leverage.fromFloat(10.5).clone();
    assert(clone instanceof Leverage);
    assertEquals([clone.value, clone.toString()], [10.5, "10.5"]);
  });

  it("has factories that do not depend on their receiver", () => {
    const { fromInt, fromFloat } = Leverage;
    assertEquals([fromInt(2), fromFloat(2.5)].map(String), ["2", "2.5"]);
  });
});

describe("readLeverage()", () => {
  it("reads numbers: 16-bit integers as such, all others as floats", () => {
    assertOutcomes([
      [10, "10"],
      [10.5, "10.5"],
      [0, INVALID],
      [3001, INVALID],
      [6554, "Overflow/Leverage"],
      [65535, "Overflow/Leverage"],
      [65536, INVALID],
      [-1, INVALID],
      [1.15, INVALID],
      [NaN, INVALID],
      [Infinity, INVALID],
    ], readLeverage);
  });

  it("reads bigints of 16 bits", () => {
    assertOutcomes([
      [10n, "10"],
      [0n, INVALID],
      [6554n, "Overflow/Leverage"],
      [-1n, "Other"],
      [65536n, "Other"],
    ], readLeverage);
  });

  it("reads strings: 16-bit integers as such, all others as floats", () => {
    assertOutcomes([
      ["10", "10"],
      [" 10 ", "10"],
      ["10.5", "10.5"],
      ["10.50", "10.5"],
      ["1e2", "100"],
      ["1.05e1", "10.5"],
      ["6554", "Overflow/Leverage"],
      ["6590", "Overflow/Leverage"],
      ["65535", "Overflow/Leverage"],
      ["65536", INVALID],
      ["-1", INVALID],
      ["1.15", INVALID],
      ["", "Other"],
      [" ", "Other"],
      ["ten", "Other"],
      ["10x", "Other"],
      ["0x10", "Other"],
      ["1_0", "Other"],
      ["1,5", "Other"],
      ["10 5", "Other"],
    ], readLeverage);
  });

  it("takes a Leverage as it is and refuses every other type", () => {
    assertEquals(readLeverage(Leverage.fromFloat(10.5)).value, 10.5);
    const values = [...OBJECTS_AND_NOTHING.slice(2), new Notional(1)];
    assertRefusesTypes((value) => readLeverage(value), values);
  });
});
