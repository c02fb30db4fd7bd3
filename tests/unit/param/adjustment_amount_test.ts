import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { readAdjustmentAmount } from "../../../src/param/internal.ts";
import { AdjustmentAmount, PositionSize, Quantity } from "../../../src/param/mod.ts";
import {
  assertOutcomes,
  assertRefusesRange,
  assertRefusesTypes,
  OBJECTS_AND_NOTHING,
} from "./_expect.ts";

const INPUT_MESSAGE = "decimal input must be a string, number, or bigint";

function facts(amount: AdjustmentAmount): unknown[] {
  const { isDelta, isAbsolute, asDelta, asAbsolute } = amount;
  return [isDelta, isAbsolute, asDelta?.toString(), asAbsolute?.toString()];
}

describe("AdjustmentAmount", () => {
  it("holds a delta or an absolute size from every input form", () => {
    const { delta, absolute } = AdjustmentAmount;
    for (const input of [new PositionSize("-3"), "-3", -3, -3n]) {
      assertEquals(facts(delta(input)), [true, false, "-3", undefined]);
      assertEquals(facts(absolute(input)), [false, true, undefined, "-3"]);
    }
    assertEquals(facts(delta("-3.50")), [true, false, "-3.50", undefined]);
    assert(AdjustmentAmount.delta(1).asDelta instanceof PositionSize);
    assert(AdjustmentAmount.absolute(1).asAbsolute instanceof PositionSize);
  });

  it("refuses what is no position size", () => {
    const makers = [
      (input: never) => AdjustmentAmount.delta(input),
      (input: never) => AdjustmentAmount.absolute(input),
    ];
    for (const make of makers) {
      assertOutcomes([
        ["1e3", "InvalidFormat/PositionSize"],
        ["", "InvalidFormat/PositionSize"],
      ], (input) => make(input as never));
      assertRefusesTypes(make, OBJECTS_AND_NOTHING, INPUT_MESSAGE);
      assertRefusesTypes(make, [new Quantity(1), AdjustmentAmount.delta(1)]);
      assertRefusesRange(make, [0.5, NaN, Infinity, 2 ** 53]);
    }
  });

  it("clones to the same amount", () => {
    for (const amount of [AdjustmentAmount.delta("-3.50"), AdjustmentAmount.absolute("12")]) {
      assert(amount.clone() instanceof AdjustmentAmount);
      assertEquals(facts(amount.clone()), facts(amount));
    }
  });
});

describe("readAdjustmentAmount()", () => {
  const read = (value: unknown) => facts(readAdjustmentAmount(value));

  it("reads an amount or a plain form with exactly one of the two keys", () => {
    assertEquals(read(AdjustmentAmount.delta("-3.50")), [true, false, "-3.50", undefined]);
    for (const delta of ["-3", -3, -3n, new PositionSize(-3)]) {
      assertEquals(read({ delta }), [true, false, "-3", undefined]);
    }
    assertEquals(read({ absolute: "12.0" }), [false, true, undefined, "12.0"]);
  });

  it("refuses every other shape", () => {
    const shapes = [
      { delta: "1", absolute: "1" },
      { delta: "1", absolute: undefined },
      Object.create({ delta: "1" }),
    ];
    const values = [...OBJECTS_AND_NOTHING, "1", 1, 1n, new PositionSize(1), ...shapes];
    assertRefusesTypes((value) => read(value), values, "amount must be an AdjustmentAmount");
  });

  it("checks the number inside", () => {
    assertOutcomes([
      [{ delta: "1e3" }, "InvalidFormat/PositionSize"],
      [{ absolute: 0.5 }, "RangeError"],
      [{ delta: null }, "TypeError"],
      [{ delta: new Quantity(1) }, "TypeError"],
    ], (value: unknown) => read(value));
  });
});
