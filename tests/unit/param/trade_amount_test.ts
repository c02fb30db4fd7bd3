import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { makeTradeAmount, readTradeAmount } from "../../../src/param/internal.ts";
import { Price, Quantity, TradeAmount, Volume } from "../../../src/param/mod.ts";
import {
  assertOutcomes,
  assertRefusesRange,
  assertRefusesTypes,
  OBJECTS_AND_NOTHING,
} from "./_expect.ts";

const INPUT_MESSAGE = "decimal input must be a string, number, or bigint";

function facts(amount: TradeAmount): unknown[] {
  const { isQuantity, isVolume, asQuantity, asVolume } = amount;
  return [isQuantity, isVolume, asQuantity?.toString(), asVolume?.toString()];
}

describe("TradeAmount.quantity()", () => {
  it("holds a quantity from every input form", () => {
    const { quantity } = TradeAmount;
    for (const input of [new Quantity("10"), "10", 10, 10n]) {
      assertEquals(facts(quantity(input)), [true, false, "10", undefined]);
    }
    assert(TradeAmount.quantity("10").asQuantity instanceof Quantity);
    assertEquals(facts(quantity("1.50")), [true, false, "1.50", undefined]);
  });

  it("refuses what is no quantity", () => {
    assertOutcomes([
      ["-1", "Negative/Quantity"],
      ["1e3", "InvalidFormat/Quantity"],
      ["", "InvalidFormat/Quantity"],
    ], (input) => TradeAmount.quantity(input));
    assertRefusesTypes((input) => TradeAmount.quantity(input), OBJECTS_AND_NOTHING, INPUT_MESSAGE);
    const strangers = [new Volume(1), new Price(1), TradeAmount.quantity(1)];
    assertRefusesTypes((input) => TradeAmount.quantity(input), strangers);
    assertRefusesRange((input) => TradeAmount.quantity(input), [0.5, NaN, Infinity, 2 ** 53]);
  });
});

describe("TradeAmount.volume()", () => {
  it("holds a volume from every input form", () => {
    const { volume } = TradeAmount;
    for (const input of [new Volume("500"), "500", 500, 500n]) {
      assertEquals(facts(volume(input)), [false, true, undefined, "500"]);
    }
    assert(TradeAmount.volume("500.5").asVolume instanceof Volume);
  });

  it("refuses what is no volume", () => {
    assertOutcomes([
      ["-1", "Negative/Volume"],
      ["1e3", "InvalidFormat/Volume"],
    ], (input) => TradeAmount.volume(input));
    assertRefusesTypes((input) => TradeAmount.volume(input), OBJECTS_AND_NOTHING, INPUT_MESSAGE);
    const strangers = [new Quantity(1), new Price(1), TradeAmount.volume(1)];
    assertRefusesTypes((input) => TradeAmount.volume(input), strangers);
    assertRefusesRange((input) => TradeAmount.volume(input), [0.5, NaN, Infinity, 2 ** 53]);
  });
});

describe("TradeAmount", () => {
  it("clones to the same amount", () => {
    for (const amount of [TradeAmount.quantity("1.50"), TradeAmount.volume("500.50")]) {
      assert(amount.clone() instanceof TradeAmount);
      assertEquals(facts(amount.clone()), facts(amount));
    }
  });
});

describe("readTradeAmount()", () => {
  const read = (value: unknown) => facts(makeTradeAmount(readTradeAmount(value)));

  it("reads an amount or a plain form with exactly one of the two keys", () => {
    assertEquals(read(TradeAmount.quantity("1.50")), [true, false, "1.50", undefined]);
    assertEquals(read(TradeAmount.volume("500")), [false, true, undefined, "500"]);
    for (const quantity of ["10", 10, 10n, new Quantity(10)]) {
      assertEquals(read({ quantity }), [true, false, "10", undefined]);
    }
    assertEquals(read({ volume: new Volume("500.5") }), [false, true, undefined, "500.5"]);
    assertEquals(read({ volume: "500.5", note: "x" }), [false, true, undefined, "500.5"]);
  });

  it("refuses every other shape", () => {
    const shapes = [
      { quantity: "1", volume: "1" },
      { quantity: "1", volume: undefined },
      { Quantity: "1" },
      Object.create({ quantity: "1" }),
    ];
    const values = [...OBJECTS_AND_NOTHING, "1", 1, 1n, new Quantity(1), ...shapes];
    assertRefusesTypes((value) => read(value), values, "tradeAmount must be a TradeAmount");
  });

  it("checks the number inside", () => {
    assertOutcomes([
      [{ quantity: "-1" }, "Negative/Quantity"],
      [{ volume: "1e3" }, "InvalidFormat/Volume"],
      [{ quantity: 0.5 }, "RangeError"],
      [{ quantity: undefined }, "TypeError"],
      [{ quantity: new Volume(1) }, "TypeError"],
    ], (value: unknown) => read(value));
  });
});
