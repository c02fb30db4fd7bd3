import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { PositionSize, Price, Quantity, Volume } from "../../../src/param/mod.ts";
import { DECIMALS, MAX } from "./_decimals.ts";
import {
  assertOutcomes,
  assertRefusesTypes,
  fieldsOf,
  OBJECTS_AND_NOTHING,
  thrownBy,
} from "./_expect.ts";

type Pair = readonly [price: string, quantity: string];

const NO_QUANTITIES: readonly unknown[] = [
  ...OBJECTS_AND_NOTHING,
  ...["1", 1, 1n],
  ...DECIMALS.filter((type) => type !== Quantity).map((type) => type.zero()),
];

describe("Price", () => {
  it("may be negative", () => {
    assertEquals(Price.fromString("-37.63").toString(), "-37.63");
    assertEquals(Price.zero().sub(new Price(1)).toString(), "-1");
  });
});

describe("Price.calculateVolume()", () => {
  it("multiplies the absolute price by the quantity", () => {
    assertOutcomes([
      [["42350.75", "0.15"], "6352.6125"],
      [["-42350.75", "0.15"], "6352.6125"],
      [["1.50", "2"], "3.00"],
      [["0.00", "5"], "0"],
      [["5", "0.00"], "0"],
      [[MAX, "1"], MAX],
      [[`-${MAX}`, "1"], MAX],
      [["0.0000000000000000000000000001", "0.0000000000000000000000000001"], "0"],
      [
        ["1.0000000000000000000000000001", "1.0000000000000000000000000001"],
        "1.0000000000000000000000000002",
      ],
      [[MAX, "2"], "Overflow/Price"],
      [[`-${MAX}`, "1.1"], "Overflow/Price"],
    ], ([price, quantity]: Pair) => new Price(price).calculateVolume(new Quantity(quantity)));
    assert(new Price(1).calculateVolume(new Quantity(1)) instanceof Volume);
  });

  it("refuses everything but a Quantity", () => {
    assertRefusesTypes((value) => new Price(1).calculateVolume(value), NO_QUANTITIES);
  });
});

describe("Price.calculatePositionSize()", () => {
  it("multiplies price and quantity, sign kept", () => {
    assertOutcomes([
      [["42350.75", "0.15"], "6352.6125"],
      [["-42350.75", "0.15"], "-6352.6125"],
      [["-1.50", "2"], "-3.00"],
      [["-5", "0.00"], "0"],
      [[`-${MAX}`, "1"], `-${MAX}`],
      [[`-${MAX}`, "2"], "Overflow/Price"],
    ], ([price, quantity]: Pair) => new Price(price).calculatePositionSize(new Quantity(quantity)));
    assert(new Price(1).calculatePositionSize(new Quantity(1)) instanceof PositionSize);
  });

  it("overflows as a Price", () => {
    assertEquals(
      fieldsOf(thrownBy(() => new Price(MAX).calculatePositionSize(new Quantity(2)))),
      {
        name: "ParamError",
        message: "arithmetic overflow in Price",
        code: "Overflow",
        param: "Price",
      },
    );
  });

  it("refuses everything but a Quantity", () => {
    assertRefusesTypes((value) => new Price(1).calculatePositionSize(value), NO_QUANTITIES);
  });
});
