import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Price, Quantity } from "../../../src/param/mod.ts";
import { DECIMALS, MAX, SIGNED, UNSIGNED } from "./_decimals.ts";
import {
  assertOutcomes,
  assertRefusesRange,
  assertRefusesTypes,
  fieldsOf,
  OBJECTS_AND_NOTHING,
  thrownBy,
} from "./_expect.ts";

type Scalar = number | bigint;
type Row = readonly [operands: readonly [value: string, scalar: Scalar], expected: string];

const ZERO_28 = `0.${"0".repeat(28)}`;

const PRODUCTS: readonly Row[] = [
  [["1.50", 2], "3.00"],
  [["1.50", 2n], "3.00"],
  [["1.10", 1], "1.10"],
  [["0.00", 5], "0"],
  [["5.00", 0], "0"],
  [["5.00", 0n], "0"],
  [["3", 0.1], "0.3"],
  [["1.10", 0.5], "0.550"],
  [["4294967295", 4294967295n], "18446744065119617025"],
  [["4294967296", 4294967296n], "18446744073709551616"],
  [[MAX, 1], MAX],
  // Small mantissas, 29 to 47 decimals together: half to even at scale 28.
  [["0.0000000000000000000000000005", 0.1], ZERO_28],
  [["0.0000000000000000000000000015", 0.1], "0.0000000000000000000000000002"],
  [["0.0000000000000000000000000025", 0.1], "0.0000000000000000000000000002"],
  [["0.0000000000000000000000000026", 0.1], "0.0000000000000000000000000003"],
  // More than 47 decimals together: a plain zero.
  [["0.0000000000000000000000000001", 1e-19], ZERO_28],
  [["0.0000000000000000000000000001", 1e-20], "0"],
  // A large mantissa loses as many decimals as it must, half to even.
  [["7.9228162514264337593543950335", 10], "79.228162514264337593543950335"],
  [["7.9228162514264337593543950335", 2], "15.845632502852867518708790067"],
  [["7.9228162514264337593543950325", 2], "15.845632502852867518708790065"],
  [["7922816251426433759354395033.5", 2], "15845632502852867518708790067"],
];

const QUOTIENTS: readonly Row[] = [
  [["4.50", 3], "1.50"],
  [["4.50", 3n], "1.50"],
  [["0.00", 3], "0"],
  [["0.00", 0.5], "0"],
  [["6", 1], "6"],
  [["6.00", 1], "6.00"],
  // Terminating quotients may keep a zero.
  [["1", 2], "0.50"],
  [["3", 2], "1.50"],
  [["10", 4], "2.50"],
  [["1", 5], "0.20"],
  [["1", 10], "0.10"],
  [["2.00", 16], "0.1250"],
  [["2.00", 125], "0.0160"],
  [["1", 4], "0.25"],
  [["1", 8], "0.125"],
  [["1.0", 2], "0.5"],
  [["1", 100], "0.01"],
  // The others fill 28 decimals or the mantissa.
  [["1", 3], "0.3333333333333333333333333333"],
  [["10", 3], "3.3333333333333333333333333333"],
  [["2", 3], "0.6666666666666666666666666667"],
  [["1000", 3], "333.33333333333333333333333333"],
  [[MAX, 1n], MAX],
  [[MAX, 3n], "26409387504754779197847983445"],
  [["0.0000000000000000000000000001", 3], "0"],
];

const REMAINDERS: readonly Row[] = [
  [["10.00", 3], "1.00"],
  [["6.00", 3], "0.00"],
  [["3.00", 3], "0"],
  [["3.00", 3n], "0"],
  [["0.00", 3], "0"],
  [["2.50", 3], "2.50"],
  [["10", 0.3], "0.1"],
  [["10.5", 3n], "1.5"],
  [[MAX, 10n], "5"],
  [[MAX, 1e-28], ZERO_28],
];

function run(rows: readonly Row[], operation: "mul" | "div" | "mod"): void {
  for (const type of DECIMALS) {
    assertOutcomes(rows, ([value, scalar]) => type.fromString(value)[operation](scalar));
  }
}

function runSigned(rows: readonly Row[], operation: "mul" | "div" | "mod"): void {
  for (const type of SIGNED) {
    assertOutcomes(rows, ([value, scalar]) => type.fromString(value)[operation](scalar));
  }
}

describe("mul()", () => {
  it("keeps zeros and rounds half to even what does not fit", () => run(PRODUCTS, "mul"));

  it("multiplies signs", () => {
    runSigned([
      [["1.50", -2], "-3.00"],
      [["-1.50", -2n], "3.00"],
      [["-1.50", 2], "-3.00"],
      [["-5", 0], "0"],
      [["-0.0000000000000000000000000005", 0.1], ZERO_28],
      [["-0.0000000000000000000000000001", 1e-20], "0"],
      [["1", -9223372036854775808n], "-9223372036854775808"],
    ], "mul");
  });

  it("overflows with the parameter of its value", () => {
    for (const type of DECIMALS) {
      const overflow = `Overflow/${type.name}`;
      assertOutcomes([
        [[MAX, 2], overflow],
        [[MAX, 9223372036854775807n], overflow],
        [["79228162514264337593543950334", 1.1], overflow],
        [["7922816251426433759354395034", 10], overflow],
      ], ([value, scalar]: readonly [string, Scalar]) => type.fromString(value).mul(scalar));
    }
  });
});

describe("div()", () => {
  it("gives the recorded digits", () => run(QUOTIENTS, "div"));

  it("divides signs", () => {
    runSigned([
      [["-1", 3], "-0.3333333333333333333333333333"],
      [["1", -2], "-0.50"],
      [["-4.50", -3n], "1.50"],
      [["-0.0000000000000000000000000001", 3], "0"],
    ], "div");
  });

  it("refuses a zero divisor", () => {
    for (const type of DECIMALS) {
      const rows = [0, -0, 0n, 1e-30, 5e-324].map((k) =>
        [k, `DivisionByZero/${type.name}`] as const
      );
      assertOutcomes(rows, (scalar) => type.fromString("1").div(scalar));
      assertOutcomes(rows, (scalar) => type.zero().div(scalar));
    }
    assertEquals(fieldsOf(thrownBy(() => Price.fromString("1").div(0))), {
      name: "ParamError",
      message: "division by zero in Price",
      code: "DivisionByZero",
      param: "Price",
    });
  });

  it("overflows when the quotient passes the largest mantissa", () => {
    for (const type of DECIMALS) {
      assertOutcomes([
        [MAX, `Overflow/${type.name}`],
        ["7922816251426433759354395034", `Overflow/${type.name}`],
        ["7922816251426433759354395033", "79228162514264337593543950330"],
      ], (value) => type.fromString(value).div(0.1));
    }
  });
});

describe("mod()", () => {
  it("gives the exact remainder", () => run(REMAINDERS, "mod"));

  it("takes the sign of the value", () => {
    runSigned([
      [["-10.5", 3], "-1.5"],
      [["10.5", -3], "1.5"],
      [["-10.5", -3n], "-1.5"],
      [["-6.00", 3], "0.00"],
      [["-3.00", 3], "0"],
      [["-2.50", 3], "-2.50"],
    ], "mod");
  });

  it("refuses a zero divisor", () => {
    for (const type of DECIMALS) {
      const rows = [0, -0, 0n, 1e-30].map((k) => [k, `DivisionByZero/${type.name}`] as const);
      assertOutcomes(rows, (scalar) => type.fromString("1").mod(scalar));
      assertOutcomes(rows, (scalar) => type.zero().mod(scalar));
    }
  });
});

describe("mul(), div() and mod() scalars", () => {
  const operations = ["mul", "div", "mod"] as const;

  it("are converted like fromFloat(), so 0.1 is the decimal 0.1", () => {
    assertOutcomes([
      ["1", "0.3"],
      ["10", "3.0"],
      ["0.10", "0.030"],
    ], (text) => Price.fromString(text).mul(0.1 + 0.2));
  });

  it("are not finite or too large: InvalidFloat before anything else", () => {
    const rows = [NaN, Infinity, -Infinity, 1e29, -1e29].map((k) => [k, "InvalidFloat"] as const);
    for (const type of DECIMALS) {
      for (const operation of operations) {
        assertOutcomes(rows, (scalar) => type.fromString("1")[operation](scalar));
        assertOutcomes(rows, (scalar) => type.zero()[operation](scalar));
      }
    }
  });

  it("are bigints of 64 bits, else a RangeError without a code", () => {
    const values = [2n ** 63n, -(2n ** 63n) - 1n, 2n ** 64n, 10n ** 40n, -(10n ** 40n)];
    for (const type of DECIMALS) {
      for (const operation of operations) {
        assertRefusesRange((scalar) => type.fromString("1")[operation](scalar), values);
      }
      assertEquals(type.fromString("1").mul(2n ** 63n - 1n).toString(), "9223372036854775807");
    }
  });

  it("are never negative for unsigned types", () => {
    for (const type of UNSIGNED) {
      for (const operation of operations) {
        const rows = [-1, -1n, -0.5, -9223372036854775808n].map((scalar) =>
          [scalar, `Negative/${type.name}`] as const
        );
        assertOutcomes(rows, (scalar) => type.fromString("1")[operation](scalar));
        assertOutcomes(rows, (scalar) => type.zero()[operation](scalar));
      }
      assertOutcomes([[-0, "0"]], (scalar) => type.fromString("1.50").mul(scalar));
    }
    assertEquals(fieldsOf(thrownBy(() => Quantity.fromString("1").mul(-1))), {
      name: "ParamError",
      message: "value must be non-negative for Quantity",
      code: "Negative",
      param: "Quantity",
    });
  });

  it("are numbers or bigints, nothing else", () => {
    for (const type of DECIMALS) {
      const values = [...OBJECTS_AND_NOTHING, "2", "", type.fromString("2")];
      for (const operation of operations) {
        assertRefusesTypes((scalar) => type.fromString("1")[operation](scalar), values);
      }
    }
  });
});
