import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { PositionSize, Price, Quantity, Volume } from "../../../src/param/mod.ts";
import { DECIMALS, MAX } from "./_decimals.ts";
import { assertOutcomes, assertRefusesTypes, OBJECTS_AND_NOTHING, outcome } from "./_expect.ts";

describe("Quantity", () => {
  it("is never negative, however it is made", () => {
    const makers = [
      () => new Quantity("-1"),
      () => new Quantity(-1),
      () => new Quantity(-1n),
      () => Quantity.fromString("-0.1"),
      () => Quantity.fromInt(-1n),
      () => Quantity.fromFloat(-0.1),
      () => Quantity.fromStringRounded("-1", 0, "up"),
      () => Quantity.fromFloatRounded(-1, 0, "up"),
      () => new Quantity(1).mul(-1),
      () => new Quantity(1).div(-1n),
      () => new Quantity(1).mod(-1),
    ];
    assertEquals(makers.map(outcome), makers.map(() => "Negative/Quantity"));
  });
});

describe("Quantity.calculateVolume()", () => {
  it("multiplies the quantity by the absolute price", () => {
    assertOutcomes(
      [
        [["0.15", "42350.75"], "6352.6125"],
        [["0.15", "-42350.75"], "6352.6125"],
        [["0.00", "5"], "0"],
        [[MAX, "-1"], MAX],
        // The overflow is the price's, not the quantity's.
        [[MAX, "2"], "Overflow/Price"],
        [["2", `-${MAX}`], "Overflow/Price"],
      ],
      ([quantity, price]: readonly [string, string]) =>
        new Quantity(quantity).calculateVolume(new Price(price)),
    );
    assert(new Quantity(1).calculateVolume(new Price(1)) instanceof Volume);
  });

  it("refuses everything but a Price", () => {
    const strangers = DECIMALS.filter((type) => type !== Price).map((type) => type.zero());
    const values = [...OBJECTS_AND_NOTHING, "1", 1, 1n, ...strangers];
    assertRefusesTypes((value) => new Quantity(1).calculateVolume(value), values);
  });
});

describe("Quantity.toPositionSize()", () => {
  it("keeps number and scale", () => {
    const size = new Quantity("1.50").toPositionSize();
    assert(size instanceof PositionSize);
    assertEquals(size.toString(), "1.50");
  });
});
