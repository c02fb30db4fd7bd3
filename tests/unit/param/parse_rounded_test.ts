import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Pnl, Price } from "../../../src/param/mod.ts";
import { MAX, UNSIGNED } from "./_decimals.ts";
import { assertOutcomes, fieldsOf, thrownBy } from "./_expect.ts";

const INVALID = "InvalidFormat/Price";

/** Reads without any visible rounding: the scale is at its limit. */
function readLenient(text: string): Price {
  return Price.fromStringRounded(text, 28, "down");
}

function tiny(digits: string): string {
  return `0.${"0".repeat(28 - digits.length)}${digits}`;
}

describe("fromStringRounded()", () => {
  it("reads what fromString() reads and keeps the scale up to the wanted one", () => {
    assertOutcomes([
      ["1.50", "1.50"],
      [".5", "0.5"],
      ["+1_000.", "1000"],
      ["-0.00", "0.00"],
      [MAX, MAX],
      [`-${MAX}`, `-${MAX}`],
    ], readLenient);
  });

  it("refuses what no reading accepts", () => {
    const texts = ["", "-", "+", ".", "_1", "._5", " 1", "1 ", "1,5", "1.2.3", "--1", "NaN", "0x1"];
    assertOutcomes(texts.map((text) => [text, INVALID] as const), readLenient);
    assertEquals(fieldsOf(thrownBy(() => readLenient("1,5"))), {
      name: "ParamError",
      message: "invalid format for Price: '1,5'",
      code: "InvalidFormat",
      param: "Price",
      input: "1,5",
    });
  });

  it("still refuses too many integer digits", () => {
    assertOutcomes([
      ["79228162514264337593543950336", INVALID],
      ["792281625142643375935439503350", INVALID],
      ["-79228162514264337593543950336", INVALID],
    ], readLenient);
  });

  it("lets the first fraction digit beyond the limits decide, half up", () => {
    assertOutcomes([
      ["0.00000000000000000000000000005", tiny("1")],
      ["-0.00000000000000000000000000005", `-${tiny("1")}`],
      ["0.00000000000000000000000000004", tiny("")],
      ["0.000000000000000000000000000049", tiny("")],
      ["0.000000000000000000000000000099", tiny("1")],
      ["1.00000000000000000000000000015", "1.0000000000000000000000000002"],
      ["1.00000000000000000000000000014999", "1.0000000000000000000000000001"],
      ["7922816251426433759354395033.54", "7922816251426433759354395033.5"],
      ["7922816251426433759354395033.44", "7922816251426433759354395033.4"],
      ["7922816251426433759354395033.45", "7922816251426433759354395033.5"],
      ["79228162514264337593543950335.4", MAX],
      ["79228162514264337593543950334.5", MAX],
    ], readLenient);
  });

  it("rounds the reading the same way under every strategy", () => {
    for (const strategy of ["midpointNearestEven", "midpointAwayFromZero", "up", "down"]) {
      assertOutcomes([
        ["-0.00000000000000000000000000005", `-${tiny("1")}`],
        ["0.00000000000000000000000000004", tiny("")],
      ], (text) => Price.fromStringRounded(text, 28, strategy));
    }
  });

  it("gives up one decimal when rounding up passes the largest mantissa", () => {
    assertOutcomes([
      ["7922816251426433759354395033.55", "7922816251426433759354395034"],
      ["7.92281625142643375935439503355", "7.922816251426433759354395034"],
      ["-7922816251426433759354395033.55", "-7922816251426433759354395034"],
      ["79228162514264337593543950335.5", INVALID],
    ], readLenient);
  });

  it("holds ignored digits to the grammar", () => {
    assertOutcomes([
      ["0.00000000000000000000000000005_1", tiny("1")],
      ["0.00000000000000000000000000004x", INVALID],
      ["0.00000000000000000000000000005 ", INVALID],
      ["0.000000000000000000000000000051.", INVALID],
    ], readLenient);
  });

  it("lets the digit behind an underscore decide only for large mantissas", () => {
    assertOutcomes([
      ["0.0000000000000000000000000001_9", tiny("1")],
      ["1.0000000000000000000000000001_9", "1.0000000000000000000000000002"],
      ["1.0000000000000000000000000001__9", "1.0000000000000000000000000002"],
      ["1.0000000000000000000000000001_4", "1.0000000000000000000000000001"],
      ["1.0000000000000000000000000001_", "1.0000000000000000000000000001"],
      // The mantissa before the 28th digit: 1844674407370954905, then 1844674407370954906.
      ["0.0000000018446744073709549051_9", "0.0000000018446744073709549051"],
      ["0.0000000018446744073709549061_9", "0.0000000018446744073709549062"],
    ], readLenient);
  });

  it("quantizes in a second step of its own", () => {
    assertOutcomes(
      [
        [["2.345", 2, "midpointNearestEven"], "2.34"],
        [["2.345", 2, "midpointAwayFromZero"], "2.35"],
        [["2.345", 2, "up"], "2.35"],
        [["2.345", 2, "down"], "2.34"],
        [["-2.345", 2, "down"], "-2.35"],
        [["2.3", 2, "up"], "2.3"],
        [["2.345", 4294967295, "up"], "2.345"],
        [["0.000", 1, "up"], "0.0"],
        [["9.99", 1, "up"], "10.0"],
        [["0.0000000000000000000000000001", 0, "up"], "1"],
        // Reading cuts to 28 decimals first, so nothing is left to round up.
        [["0.00000000000000000000000000001", 0, "up"], "0"],
      ],
      ([text, scale, strategy]: readonly [string, number, string]) =>
        Price.fromStringRounded(text, scale, strategy),
    );
  });

  it("checks the sign of unsigned types on the quantized value", () => {
    for (const type of UNSIGNED) {
      assertOutcomes(
        [
          [["-0.4", 0, "up"], "0"],
          [["-0.4", 0, "midpointNearestEven"], "0"],
          [["-0.4", 0, "midpointAwayFromZero"], "0"],
          [["-0.4", 0, "down"], `Negative/${type.name}`],
          [["-0.4", 1, "up"], `Negative/${type.name}`],
          [["-0.6", 0, "midpointNearestEven"], `Negative/${type.name}`],
          [["-x", 0, "up"], `InvalidFormat/${type.name}`],
        ],
        ([text, scale, strategy]: readonly [string, number, string]) =>
          type.fromStringRounded(text, scale, strategy),
      );
    }
  });
});

describe("fromStringRounded() with an exponent", () => {
  it("moves the point", () => {
    assertOutcomes([
      ["1e5", "100000"],
      ["1E5", "100000"],
      ["-1e5", "-100000"],
      ["1e0", "1"],
      ["1e05", "100000"],
      ["1e+5", "100000"],
      ["1.50e1", "15.0"],
      ["1.50e2", "150"],
      ["1.50e3", "1500"],
      ["0.00e5", "0"],
      ["0.00e1", "0.0"],
      ["7e28", `7${"0".repeat(28)}`],
      ["1_0e1", "100"],
    ], readLenient);
  });

  it("adds decimals for a negative exponent and cuts beyond 28, half up", () => {
    assertOutcomes([
      ["1e-5", "0.00001"],
      ["1e-+5", "0.00001"],
      ["1.50e-3", "0.00150"],
      ["0.00e-3", "0.00000"],
      ["1e-28", tiny("1")],
      ["2.5e-28", tiny("3")],
      ["2.4e-28", tiny("2")],
      ["2.49e-28", tiny("2")],
      ["-2.5e-28", `-${tiny("3")}`],
      ["1.25e-27", tiny("13")],
    ], readLenient);
  });

  it("refuses exponents out of reach or out of the grammar", () => {
    const texts = ["1e", "e5", "1e--5", "1e++5", "1e+-5", "1e1_0", "1e 2", "1e2.5", "1e2e3", "e"];
    const large = ["1e29", "8e28", "1e-29", "0e29", "0e-29", "1e4294967296", "1e-4294967296"];
    assertOutcomes([...texts, ...large].map((text) => [text, INVALID] as const), readLenient);
  });

  it("quantizes the result", () => {
    assertOutcomes(
      [
        [["125e-2", 1], "1.2"],
        [["1e-5", 2], "0.00"],
        [["-0.1e-28", 2], "-0.00"],
      ],
      ([text, scale]: readonly [string, number]) =>
        Pnl.fromStringRounded(text, scale, "midpointNearestEven"),
    );
  });
});
