import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Leverage, Notional, Price, Quantity, Volume } from "../../../src/param/mod.ts";
import { DECIMALS, MAX } from "./_decimals.ts";
import {
  assertOutcomes,
  assertRefusesTypes,
  fieldsOf,
  OBJECTS_AND_NOTHING,
  outcome,
  thrownBy,
} from "./_expect.ts";

const MARGINS: readonly (readonly [case_: readonly [string, number], expected: string])[] = [
  [["1000", 100], "10"],
  [["1000", 3], "333.33333333333333333333333333"],
  [["1050", 10.5], "100"],
  [["100.00", 10], "10.00"],
  [["100", 1], "100"],
  [["100.00", 1], "100.00"],
  [["0.00", 10], "0"],
  [["1", 3000], "0.0003333333333333333333333333"],
  [["7922816251426433759354395033", 1], "7922816251426433759354395033"],
  // The multiplication by ten comes first, so this fails even at 1x.
  [["7922816251426433759354395034", 1], "Overflow/Notional"],
  [[MAX, 3000], "Overflow/Notional"],
];

describe("Notional", () => {
  it("is never negative", () => {
    assertEquals(outcome(() => new Notional("-0.1")), "Negative/Notional");
    assertEquals(outcome(() => new Notional(1).sub(new Notional(2))), "Underflow/Notional");
  });
});

describe("Notional.fromPriceQuantity()", () => {
  it("multiplies the absolute price by the quantity", () => {
    assertOutcomes(
      [
        [["42350.75", "0.15"], "6352.6125"],
        [["-42350.75", "0.15"], "6352.6125"],
        [["0.00", "5.0"], "0"],
        [["-5", "0.00"], "0"],
        [[MAX, "2"], "Overflow/Price"],
      ],
      ([price, quantity]: readonly [string, string]) =>
        Notional.fromPriceQuantity(new Price(price), new Quantity(quantity)),
    );
    assert(Notional.fromPriceQuantity(new Price(1), new Quantity(1)) instanceof Notional);
  });

  it("refuses everything but a Price and a Quantity", () => {
    const common = [...OBJECTS_AND_NOTHING, "1", 1, 1n];
    const others = (own: unknown) =>
      DECIMALS.filter((type) => type !== own).map((type) => type.zero());
    const price = new Price(1);
    const quantity = new Quantity(1);
    const byPrice = (value: never) => Notional.fromPriceQuantity(value, quantity);
    const byQuantity = (value: never) => Notional.fromPriceQuantity(price, value);
    assertRefusesTypes(byPrice, [...common, ...others(Price)]);
    assertRefusesTypes(byQuantity, [...common, ...others(Quantity)]);
  });
});

describe("Notional.fromVolume() and toVolume()", () => {
  it("keep number and scale", () => {
    const notional = Notional.fromVolume(new Volume("1.50"));
    assert(notional instanceof Notional && notional.toVolume() instanceof Volume);
    assertEquals([notional, notional.toVolume()].map(String), ["1.50", "1.50"]);
  });
});

describe("calculateMarginRequired()", () => {
  it("divides by the leverage, in both directions", () => {
    assertOutcomes(
      MARGINS,
      ([notional, leverage]) =>
        new Notional(notional).calculateMarginRequired(Leverage.fromFloat(leverage)),
    );
    assertOutcomes(
      MARGINS,
      ([notional, leverage]) =>
        Leverage.fromFloat(leverage).calculateMarginRequired(new Notional(notional)),
    );
    const margin = Leverage.fromInt(2).calculateMarginRequired(new Notional(1));
    assert(margin instanceof Notional);
  });

  it("overflows as a Notional", () => {
    const margin = () => Leverage.fromInt(1).calculateMarginRequired(new Notional(MAX));
    assertEquals(fieldsOf(thrownBy(margin)), {
      name: "ParamError",
      message: "arithmetic overflow in Notional",
      code: "Overflow",
      param: "Notional",
    });
  });

  it("refuses everything but a Leverage, or a Notional", () => {
    const common = [...OBJECTS_AND_NOTHING, "1", 1, 1n, new Volume(1), new Price(1)];
    const notional = new Notional(1);
    const leverage = Leverage.fromInt(1);
    const byNotional = (value: never) => notional.calculateMarginRequired(value);
    const byLeverage = (value: never) => leverage.calculateMarginRequired(value);
    assertRefusesTypes(byNotional, [...common, notional]);
    assertRefusesTypes(byLeverage, [...common, leverage]);
  });
});
