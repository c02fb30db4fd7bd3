import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Price, Quantity } from "../../../src/param/mod.ts";
import { anotherThan, DECIMALS, MAX, SIGNED, UNSIGNED } from "./_decimals.ts";
import {
  assertOutcomes,
  assertRefusesTypes,
  fieldsOf,
  OBJECTS_AND_NOTHING,
  thrownBy,
} from "./_expect.ts";

type Pair = readonly [left: string, right: string];
type Row = readonly [operands: Pair, expected: string];

const MAX_LESS_1 = "79228162514264337593543950334";
const FULL_SCALE_1 = "1.0000000000000000000000000000";

const SUMS: readonly Row[] = [
  [["1", "2"], "3"],
  [["1.10", "2.2"], "3.30"],
  [["0.00", "1"], "1"],
  [["1", "0.00"], "1"],
  [["0.00", "0.0"], "0.0"],
  [["0.0", "0.00"], "0.00"],
  [["1.5", "1.50"], "3.00"],
  [[MAX, "0"], MAX],
  [["0.0000", MAX], MAX],
  [[MAX_LESS_1, "1"], MAX],
  // Too many digits: rounded once, half to even, at the largest scale that fits.
  [[MAX, "0.4"], MAX],
  [[MAX, "0.4999999999999999999999999999"], MAX],
  [[MAX, "0.5"], "Overflow"],
  [[MAX, "1"], "Overflow"],
  [[MAX, MAX], "Overflow"],
  [[MAX_LESS_1, "0.5"], MAX_LESS_1],
  [[MAX_LESS_1, "0.5000000000000000000000000001"], MAX],
  [[MAX_LESS_1, "1.4"], MAX],
  [
    ["7.9228162514264337593543950335", "0.0000000000000000000000000001"],
    "7.922816251426433759354395034",
  ],
  [["7922816251426433759354395033.5", "0.1"], "7922816251426433759354395034"],
];

const DIFFERENCES: readonly Row[] = [
  [["3", "1"], "2"],
  [["1.00", "1.0"], "0.00"],
  [["0.00", "0.0"], "0.0"],
  [["5.00", "0"], "5.00"],
  [["1", "0.00"], "1"],
  [["2", "0.50"], "1.50"],
  [[MAX, MAX], "0"],
  [["34028236693", FULL_SCALE_1], "34028236692.000000000000000000"],
  [[MAX, "0.4"], MAX],
];

const SIGNED_DIFFERENCES: readonly Row[] = [
  [["0", "5.00"], "-5.00"],
  [["0.000", "-5.0"], "5.0"],
  [["1", "2.50"], "-1.50"],
  [["-1", "-1.000"], "0.000"],
  [[`-${MAX}`, "0.5"], "Overflow"],
  [[`-${MAX_LESS_1}`, "0.5"], `-${MAX_LESS_1}`],
  [["0", MAX], `-${MAX}`],
];

/** The rows with the codes given the parameter of a class. */
function rowsFor(rows: readonly Row[], name: string): Row[] {
  return rows.map(([pair, text]) => [pair, text === "Overflow" ? `${text}/${name}` : text]);
}

describe("add()", () => {
  it("aligns to the larger scale and rounds only what does not fit", () => {
    for (const type of DECIMALS) {
      assertOutcomes(
        rowsFor(SUMS, type.name),
        ([left, right]) => type.fromString(left).add(type.fromString(right)),
      );
    }
  });

  it("adds values of either sign", () => {
    for (const type of SIGNED) {
      assertOutcomes([
        [["-1", "-2.5"], "-3.5"],
        [["1", "-2.5"], "-1.5"],
        [["1.0", "-1.00"], "0.00"],
        [["-1.00", "1.0"], "0.00"],
        [[`-${MAX}`, MAX], "0"],
        [[`-${MAX}`, "-0.5"], `Overflow/${type.name}`],
      ], ([left, right]: Pair) => type.fromString(left).add(type.fromString(right)));
    }
  });

  it("leaves its operands alone", () => {
    for (const type of DECIMALS) {
      const [left, right] = [type.fromString("1.50"), type.fromString("0.50")];
      left.add(right);
      left.sub(right);
      left.mul(2);
      assertEquals([left.toString(), right.toString()], ["1.50", "0.50"]);
      assertEquals(left.add(left).toString(), "3.00");
    }
  });
});

describe("sub()", () => {
  it("aligns to the larger scale and rounds only what does not fit", () => {
    for (const type of DECIMALS) {
      assertOutcomes(
        rowsFor(DIFFERENCES, type.name),
        ([left, right]) => type.fromString(left).sub(type.fromString(right)),
      );
    }
  });

  it("crosses zero for signed types", () => {
    for (const type of SIGNED) {
      assertOutcomes(
        rowsFor(SIGNED_DIFFERENCES, type.name),
        ([left, right]) => type.fromString(left).sub(type.fromString(right)),
      );
    }
  });

  it("underflows below zero for unsigned types", () => {
    for (const type of UNSIGNED) {
      const underflow = `Underflow/${type.name}`;
      assertOutcomes([
        [["1", "2"], underflow],
        [["0", "0.0000000000000000000000000001"], underflow],
        [["0", MAX], underflow],
        [["1.0", "1.00"], "0.00"],
      ], ([left, right]: Pair) => type.fromString(left).sub(type.fromString(right)));
    }
    assertEquals(fieldsOf(thrownBy(() => Quantity.zero().sub(Quantity.fromInt(1n)))), {
      name: "ParamError",
      message: "arithmetic underflow in Quantity",
      code: "Underflow",
      param: "Quantity",
    });
  });
});

describe("neg()", () => {
  it("flips the sign and keeps the scale", () => {
    for (const type of SIGNED) {
      assertOutcomes([
        ["1.50", "-1.50"],
        ["-1.50", "1.50"],
        ["0.00", "0.00"],
        [MAX, `-${MAX}`],
      ], (text) => type.fromString(text).neg());
    }
  });
});

describe("add(), sub(), compare() and equals()", () => {
  it("refuse everything but a value of their own class", () => {
    for (const type of DECIMALS) {
      const value = type.fromString("1");
      const values = [...OBJECTS_AND_NOTHING, 1, 1n, "1", anotherThan(type).fromString("1")];
      assertRefusesTypes((other) => value.add(other), values);
      assertRefusesTypes((other) => value.sub(other), values);
      assertRefusesTypes((other) => value.compare(other), values);
      assertRefusesTypes((other) => value.equals(other), values);
    }
  });

  it("refuse every other decimal class", () => {
    for (const type of DECIMALS) {
      const value = type.fromString("1");
      const strangers = DECIMALS.filter((other) => other !== type).map((other) => other.zero());
      assertRefusesTypes((other) => value.add(other), strangers);
      assertRefusesTypes((other) => value.sub(other), strangers);
      assertRefusesTypes((other) => value.compare(other), strangers);
      assertRefusesTypes((other) => value.equals(other), strangers);
    }
  });
});

describe("compare()", () => {
  it("orders by number, whatever the scale", () => {
    for (const type of DECIMALS) {
      const ascending = ["0.00", "0.0000000000000000000000000001", "0.9", "1.0", "9", "10.5", MAX];
      const values = ascending.map((text) => type.fromString(text));
      for (const [i, left] of values.entries()) {
        assertEquals(
          values.map((right) => left.compare(right)),
          values.map((_, j) => Math.sign(i - j)),
        );
        assertEquals(values.map((right) => left.equals(right)), values.map((_, j) => i === j));
      }
    }
  });

  it("orders negative values below zero", () => {
    for (const type of SIGNED) {
      const ascending = [`-${MAX}`, "-10", "-9.5", "-0.0000000000000000000000000001", "0", "0.1"];
      const values = ascending.map((text) => type.fromString(text));
      for (const [i, left] of values.entries()) {
        assertEquals(
          values.map((right) => left.compare(right)),
          values.map((_, j) => Math.sign(i - j)),
        );
      }
    }
  });

  it("ignores the scale and the sign of zero", () => {
    for (const type of DECIMALS) {
      const pairs = [["1.0", "1.000"], ["0", "0.0000"], ["100", "100.00"], ["0.5", ".50"]] as const;
      for (const [left, right] of pairs) {
        assert(type.fromString(left).equals(type.fromString(right)));
        assertEquals(type.fromString(left).compare(type.fromString(right)), 0);
      }
      assert(type.fromFloat(-0).equals(type.zero()));
      assertEquals(type.zero().compare(type.fromFloat(-0)), 0);
    }
  });

  it("sorts", () => {
    const prices = ["10", "9", "-1", "2.5"].map(Price.fromString);
    assertEquals(prices.sort((a, b) => a.compare(b)).map(String), ["-1", "2.5", "9", "10"]);
  });
});

describe("isZero()", () => {
  it("is true for every zero and for nothing else", () => {
    for (const type of DECIMALS) {
      const zeros = ["0", "0.00", `0.${"0".repeat(28)}`].map((text) => type.fromString(text));
      assert([...zeros, type.zero(), type.fromFloat(-0)].every((value) => value.isZero()));
      const others = ["1", "0.0000000000000000000000000001", MAX].map((text) =>
        type.fromString(text)
      );
      assert(others.every((value) => !value.isZero()));
    }
  });
});
