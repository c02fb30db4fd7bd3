import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { readTrade } from "../../../src/param/internal.ts";
import { Price, Quantity, Trade } from "../../../src/param/mod.ts";
import {
  assertOutcomes,
  assertRefusesRange,
  assertRefusesTypes,
  OBJECTS_AND_NOTHING,
} from "./_expect.ts";

const INPUT_MESSAGE = "decimal input must be a string, number, or bigint";

describe("Trade", () => {
  it("pairs a price and a quantity from every input form", () => {
    for (const price of [new Price("185"), "185", 185, 185n]) {
      for (const quantity of [new Quantity("10"), "10", 10, 10n]) {
        const trade = new Trade(price, quantity);
        assert(trade.price instanceof Price && trade.quantity instanceof Quantity);
        assertEquals([trade.price, trade.quantity].map(String), ["185", "10"]);
      }
    }
    const negative = new Trade("-37.630", "0.50");
    assertEquals([negative.price, negative.quantity].map(String), ["-37.630", "0.50"]);
  });

  it("refuses what is no price or no quantity", () => {
    assertOutcomes([
      [["x", "1"], "InvalidFormat/Price"],
      [["1", "x"], "InvalidFormat/Quantity"],
      [["1", "-1"], "Negative/Quantity"],
    ], ([price, quantity]: readonly [string, string]) => new Trade(price, quantity));
    const makers = [
      (input: never) => new Trade(input, "1"),
      (input: never) => new Trade("1", input),
    ];
    for (const make of makers) {
      assertRefusesTypes(make, OBJECTS_AND_NOTHING, INPUT_MESSAGE);
      assertRefusesRange(make, [0.5, NaN, Infinity, 2 ** 53]);
    }
    assertRefusesTypes((price) => new Trade(price, "1"), [new Quantity(1), new Trade(1, 1)]);
    assertRefusesTypes((quantity) => new Trade("1", quantity), [new Price(1), new Trade(1, 1)]);
  });

  it("clones to the same pair", () => {
    const clone = new Trade("185.50", "10").clone();
    assert(clone instanceof Trade);
    assertEquals([clone.price, clone.quantity].map(String), ["185.50", "10"]);
  });
});

describe("readTrade()", () => {
  it("reads a trade or a plain object", () => {
    for (const form of [new Trade("185.5", 10), { price: "185.5", quantity: 10n }]) {
      const trade = readTrade(form);
      assert(trade instanceof Trade);
      assertEquals([trade.price, trade.quantity].map(String), ["185.5", "10"]);
    }
  });

  it("refuses every other type, and a missing half", () => {
    const values = [null, undefined, true, 1, "1", [], ["1", "1"], new Date(0), new Price(1)];
    const message = "lastTrade must be a Trade or a plain object";
    assertRefusesTypes((value) => readTrade(value), values, message);
    const halves = [{}, { price: "1" }, { quantity: "1" }, { price: null, quantity: "1" }];
    assertRefusesTypes((value) => readTrade(value), halves);
  });
});
