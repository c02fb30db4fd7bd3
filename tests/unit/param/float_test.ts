import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { PositionSize, Price } from "../../../src/param/mod.ts";
import { DECIMALS, SIGNED, UNSIGNED } from "./_decimals.ts";
import {
  assertOutcomes,
  assertRefusesTypes,
  fieldsOf,
  OBJECTS_AND_NOTHING,
  thrownBy,
} from "./_expect.ts";

const CONVERTED: readonly (readonly [float: number, text: string])[] = [
  [0, "0"],
  [1, "1"],
  [0.1, "0.1"],
  [0.5, "0.5"],
  [1.005, "1.005"],
  [2.675, "2.675"],
  [0.1 + 0.2, "0.3"],
  [1 / 3, "0.3333333333333333"],
  [2 / 3, "0.666666666666667"],
  [100.1, "100.1"],
  [123456789.12345679, "123456789.1234568"],
  [1e15 + 0.5, "1000000000000001"],
  // Rounding digit by digit can leave a stray one where 16 digits just fit.
  [4503.5933, "4503.593300000001"],
  [4503.593, "4503.593"],
  [2 ** 53 - 1, "9007199254740991"],
  [2 ** 53, "9007199254740992"],
  [2 ** 63, "9223372036854775808"],
  [2 ** 64, "18446744073709551616"],
  [1e21, "1000000000000000000000"],
  [1e28, "9999999999999999583119736832"],
  [7.922816251426433e28, "79228162514264328797450928128"],
  [1e-5, "0.00001"],
  [1e-7, "0.0000001"],
  [1e-28, "0.0000000000000000000000000001"],
];

describe("fromFloat()", () => {
  it("keeps about 15 to 16 digits and no superfluous zeros", () => {
    for (const type of DECIMALS) assertOutcomes(CONVERTED, (x) => type.fromFloat(x));
  });

  it("keeps the sign", () => {
    const mirrored = CONVERTED.map(([x, text]) => [-x, `-${text}`] as const);
    for (const type of SIGNED) assertOutcomes(mirrored, (x) => type.fromFloat(x));
  });

  it("turns what is too small into zero", () => {
    const tiny = [5e-29, 1e-30, 1e-300, 2 ** -1074, 5e-324];
    for (const type of DECIMALS) {
      assertOutcomes(tiny.map((x) => [x, "0"] as const), (x) => type.fromFloat(x));
    }
  });

  it("keeps the sign of zero, and of what becomes zero", () => {
    const rows = [[-0, "-0"], [-5e-324, "-0"], [-1e-30, "-0"]] as const;
    for (const type of SIGNED) assertOutcomes(rows, (x) => type.fromFloat(x));
    for (const type of UNSIGNED) assertOutcomes([[-0, "-0"]], (x) => type.fromFloat(x));
  });

  it("refuses NaN, infinities and what is too large", () => {
    const values = [NaN, Infinity, -Infinity, 2 ** 96, -(2 ** 96), 8e28, 1e29, 1e300, -1e300];
    const rows = values.map((x) => [x, "InvalidFloat"] as const);
    for (const type of DECIMALS) assertOutcomes(rows, (x) => type.fromFloat(x));
    assertEquals(fieldsOf(thrownBy(() => Price.fromFloat(NaN))), {
      name: "ParamError",
      message: "invalid float value",
      code: "InvalidFloat",
    });
  });

  it("refuses negative floats of unsigned types", () => {
    for (const type of UNSIGNED) {
      assertOutcomes([
        [-1, `Negative/${type.name}`],
        [-0.5, `Negative/${type.name}`],
        [-1e-28, `Negative/${type.name}`],
      ], (x) => type.fromFloat(x));
    }
  });

  it("refuses what is no number", () => {
    for (const type of DECIMALS) {
      const values = [...OBJECTS_AND_NOTHING, "1", "", 1n, type.zero()];
      assertRefusesTypes((value) => type.fromFloat(value), values);
    }
  });

  it("does not depend on its receiver", () => {
    for (const { fromFloat } of DECIMALS) {
      assertEquals([0.25, 2].map(fromFloat).map(String), ["0.25", "2"]);
    }
  });
});

describe("fromFloatRounded()", () => {
  it("converts, then quantizes", () => {
    assertOutcomes(
      [
        [[1.005, 2, "midpointNearestEven"], "1.00"],
        [[1.005, 2, "midpointAwayFromZero"], "1.01"],
        [[2.675, 2, "midpointAwayFromZero"], "2.68"],
        [[2.675, 2, "down"], "2.67"],
        [[-2.675, 2, "up"], "-2.67"],
        [[-2.675, 2, "down"], "-2.68"],
        [[0.1 + 0.2, 1, "up"], "0.3"],
        [[1 / 3, 5, "up"], "0.33334"],
        [[1 / 3, 28, "up"], "0.3333333333333333"],
        [[1.5, 8, "up"], "1.5"],
        [[1e21, 0, "up"], "1000000000000000000000"],
        [[1e-30, 2, "up"], "0"],
        [[-0, 2, "down"], "-0"],
        [[-0.4, 0, "up"], "0"],
      ],
      ([x, scale, strategy]: readonly [number, number, string]) =>
        PositionSize.fromFloatRounded(x, scale, strategy),
    );
  });

  it("refuses NaN, infinities and what is too large", () => {
    const rows = [NaN, Infinity, -Infinity, 1e29].map((x) => [x, "InvalidFloat"] as const);
    for (const type of DECIMALS) {
      assertOutcomes(rows, (x) => type.fromFloatRounded(x, 2, "up"));
    }
  });

  it("checks the sign of unsigned types on the quantized value", () => {
    for (const type of UNSIGNED) {
      assertOutcomes([
        [[-0.4, "up"], "0"],
        [[-0.4, "midpointNearestEven"], "0"],
        [[-0.4, "down"], `Negative/${type.name}`],
        [[-1, "up"], `Negative/${type.name}`],
      ], ([x, strategy]: readonly [number, string]) => type.fromFloatRounded(x, 0, strategy));
    }
  });
});
