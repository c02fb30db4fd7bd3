import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { type ParamError, PositionSize, Price, Quantity } from "../../../src/param/mod.ts";
import { DECIMALS, MAX, SIGNED, UNSIGNED } from "./_decimals.ts";
import {
  assertOutcomes,
  assertRefusesTypes,
  fieldsOf,
  OBJECTS_AND_NOTHING,
  thrownBy,
} from "./_expect.ts";

const ACCEPTED: readonly (readonly [text: string, printed: string])[] = [
  ["1", "1"],
  ["+1", "1"],
  ["-1", "-1"],
  ["1_", "1"],
  ["1__0", "10"],
  ["1_000", "1000"],
  ["1.50", "1.50"],
  [".5", "0.5"],
  ["+.5", "0.5"],
  ["-.5", "-0.5"],
  ["5.", "5"],
  ["-5.", "-5"],
  ["1._5", "1.5"],
  ["1_.5", "1.5"],
  [".5_", "0.5"],
  ["1.5_", "1.5"],
  ["0_1", "1"],
  ["0", "0"],
  ["00", "0"],
  ["0.", "0"],
  [".0", "0.0"],
  ["0.00", "0.00"],
  ["00012.3400", "12.3400"],
  ["1.0", "1.0"],
  ["100", "100"],
];

const REFUSED: readonly string[] = [
  ...["", "-", "+", ".", "+.", "-.", "_", "_1", "-_1", "+_1", "._5", "-._5"],
  ...[" ", " 1", "1 ", "1 0", "\t1", "1\n", "\r1", "1\u00a0", "\ufeff1", "1\0", "\0"],
  ...["1e5", "1E5", "1E-3", "1e+3", "1e", "e1", "e"],
  ...["1,000", "1'000", "1.000,5", "$1", "1%", "(1)", "1/2"],
  ...["0x10", "0b1", "0o7", "1n", "NaN", "nan", "inf", "Infinity", "-Infinity"],
  ...["1.2.3", "1..2", "..1", "1_.2.", "--1", "++1", "+-1", "-+1", "1-", "1+", "1-1", ".-5"],
  // Digits, signs and points of other scripts.
  ...[
    "\u0661",
    "\u0967",
    "\uff11",
    "\u{1d7cf}",
    "1\u0660",
    "\u22121",
    "\uff0d1",
    "1\uff0e5",
    "1\u066b5",
  ],
  ...["\ud800", "1\udc00", "😀", "null", "undefined", "true", "[object Object]"],
];

describe("fromString()", () => {
  it("reads signs, points and underscores of the grammar", () => {
    for (const type of SIGNED) assertOutcomes(ACCEPTED, (text) => type.fromString(text));
    const unsigned = ACCEPTED.filter(([text]) => !text.startsWith("-"));
    for (const type of UNSIGNED) assertOutcomes(unsigned, (text) => type.fromString(text));
  });

  it("refuses everything outside the grammar", () => {
    for (const type of DECIMALS) {
      const rows = REFUSED.map((text) => [text, `InvalidFormat/${type.name}`] as const);
      assertOutcomes(rows, (text) => type.fromString(text));
    }
  });

  it("refuses an exponent", () => {
    assertEquals(fieldsOf(thrownBy(() => Price.fromString("1e5"))), {
      name: "ParamError",
      message: "invalid format for Price: '1e5'",
      code: "InvalidFormat",
      param: "Price",
      input: "1e5",
    });
  });

  it("quotes the text as given, however odd", () => {
    for (const text of ["", " 1 ", "it's", "1\n2", "\ud800", "x".repeat(100_000)]) {
      const error = thrownBy(() => Quantity.fromString(text)) as ParamError;
      assertEquals(error.input, text);
      assertEquals(error.message, `invalid format for Quantity: '${text}'`);
    }
  });

  it("drops the sign of a zero", () => {
    const rows = [["-0", "0"], ["-0.00", "0.00"], ["-.0", "0.0"], ["-0.", "0"]] as const;
    for (const type of DECIMALS) assertOutcomes(rows, (text) => type.fromString(text));
  });

  it("counts leading zeros for nothing", () => {
    const zeros = "0".repeat(60);
    assertOutcomes([
      [`${zeros}1`, "1"],
      [`-${zeros}1`, "-1"],
      [`${zeros}${MAX}`, MAX],
      [`${zeros}.5`, "0.5"],
      ["0".repeat(100_000), "0"],
      [`1${"_".repeat(100_000)}2`, "12"],
    ], (text) => Price.fromString(text));
  });

  it("reads up to the last mantissa and the last decimal", () => {
    assertOutcomes([
      [MAX, MAX],
      [`-${MAX}`, `-${MAX}`],
      [`${MAX}.`, MAX],
      [`${MAX}_`, MAX],
      ["7.9228162514264337593543950335", "7.9228162514264337593543950335"],
      ["7922816251426433759354395033.5", "7922816251426433759354395033.5"],
      ["0.0000000000000000000000000001", "0.0000000000000000000000000001"],
      [`0.${"0".repeat(28)}`, `0.${"0".repeat(28)}`],
      ["1.0000000000000000000000000000", "1.0000000000000000000000000000"],
      ["1.00000000000000000000000000_00", "1.0000000000000000000000000000"],
    ], (text) => PositionSize.fromString(text));
  });

  it("rounds nothing: a digit too many is no number", () => {
    const texts = [
      "79228162514264337593543950336",
      "-79228162514264337593543950336",
      "79228162514264337593543950335.0",
      "79228162514264337593543950335.4",
      "792281625142643375935439503350",
      "7.9228162514264337593543950336",
      "9.0000000000000000000000000000",
      "0.00000000000000000000000000010",
      "0.00000000000000000000000000001",
      "1.0000000000000000000000000000_",
      `0.${"0".repeat(29)}`,
      `.${"0".repeat(28)}_`,
      "9".repeat(100_000),
    ];
    for (const type of [Price, Quantity]) {
      const rows = texts.map((text) =>
        [
          text,
          text.startsWith("-") && type === Quantity ? "-" : `InvalidFormat/${type.name}`,
        ] as const
      ).filter(([, expected]) => expected !== "-");
      assertOutcomes(rows, (text) => type.fromString(text));
    }
  });

  it("refuses negative texts of unsigned types after checking the format", () => {
    for (const type of UNSIGNED) {
      assertOutcomes([
        ["-0.1", `Negative/${type.name}`],
        ["-1", `Negative/${type.name}`],
        ["-0.0000000000000000000000000001", `Negative/${type.name}`],
        ["-1e5", `InvalidFormat/${type.name}`],
        ["-79228162514264337593543950336", `InvalidFormat/${type.name}`],
        ["-0.00000000000000000000000000001", `InvalidFormat/${type.name}`],
        ["-0", "0"],
      ], (text) => type.fromString(text));
    }
  });

  it("refuses what is no string", () => {
    for (const type of DECIMALS) {
      const values = [...OBJECTS_AND_NOTHING, 1, 1n, NaN, type.zero()];
      assertRefusesTypes((value) => type.fromString(value), values);
    }
  });

  it("does not depend on its receiver", () => {
    for (const { fromString } of DECIMALS) {
      assertEquals(["1", "2.50"].map(fromString).map(String), ["1", "2.50"]);
    }
  });
});
