import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { CashFlow, Price, Quantity, Volume } from "../../../src/param/mod.ts";
import { DECIMALS, MAX } from "./_decimals.ts";
import {
  assertOutcomes,
  assertRefusesTypes,
  fieldsOf,
  OBJECTS_AND_NOTHING,
  outcome,
  thrownBy,
} from "./_expect.ts";

describe("Volume", () => {
  it("is never negative", () => {
    assertEquals(outcome(() => new Volume("-0.1")), "Negative/Volume");
    assertEquals(outcome(() => new Volume(1).sub(new Volume(2))), "Underflow/Volume");
  });
});

describe("Volume.calculateQuantity()", () => {
  it("divides by the absolute price", () => {
    assertOutcomes(
      [
        [["6352.6125", "42350.75"], "0.15"],
        [["6352.6125", "-42350.75"], "0.15"],
        [["1", "2"], "0.50"],
        [["1", "3"], "0.3333333333333333333333333333"],
        [["0.00", "3"], "0"],
        [["1.00", "0.5"], "2.0"],
        [["0.0000000000000000000000000001", MAX], "0"],
        [[MAX, MAX], "1"],
      ],
      ([volume, price]: readonly [string, string]) =>
        new Volume(volume).calculateQuantity(new Price(price)),
    );
    assert(new Volume(1).calculateQuantity(new Price(1)) instanceof Quantity);
  });

  it("drops zeros of an inexact quotient only so far", () => {
    assertOutcomes(
      [
        [["3", "0.00002"], "150000"],
        [["3", "0.0000002"], "15000000"],
        [["3", "0.00000002"], "150000000"],
        [["1", "0.004"], "250"],
        [["1", "0.2"], "5.0"],
        // Eight zeros at once go only where the low 32 bits of the mantissa are zero.
        [["8388608", "0.5"], "16777216"],
        [["4194304", "0.5"], "8388608.0"],
        [
          ["20000000000000000000000000000", "20000000000000000000000000001"],
          "1.000000000000000000000",
        ],
      ],
      ([volume, price]: readonly [string, string]) =>
        new Volume(volume).calculateQuantity(new Price(price)),
    );
  });

  it("rounds once, half to even, where the mantissa is full", () => {
    assertOutcomes(
      [
        [["16.000000000000000000000000001", "2"], "8.00000000000000000000"],
        [["16.000000000000000000000000003", "2"], "8.000000000000000000000000002"],
        [["158.45632502852867518708790069", "20"], "7.922816251426433759354395034"],
        [["158.45632502852867518708790071", "20"], "7.922816251426433759354395036"],
        [["7922816243.5036175079279612752", "999999999"], "7.922816251426433759354395035"],
        [["7922816243.5036175079279612742", "999999999"], "7.922816251426433759354395034"],
        [["7922816235.5808012565015275148", "999999998"], "7.9228162514264337593543950335"],
        [["13468787627424937390902471557", "0.17"], MAX],
        [["55459713759985036315480765235", "0.7"], "Overflow/Volume"],
        [["15845632502852867518708790069", "0.20"], "Overflow/Volume"],
        [["1584563250285286751870879006.9", "0.20"], "7922816251426433759354395034"],
        [["0.0000000000000000000000000001", "2"], "0"],
        [["0.0000000000000000000000000003", "2"], "0.0000000000000000000000000002"],
      ],
      ([volume, price]: readonly [string, string]) =>
        new Volume(volume).calculateQuantity(new Price(price)),
    );
  });

  it("is a plain zero for a price of zero", () => {
    for (const price of [new Price("0"), new Price("0.00"), Price.fromFloat(-0)]) {
      assertEquals(new Volume("10.50").calculateQuantity(price).toString(), "0");
      assertEquals(new Volume("0.00").calculateQuantity(price).toString(), "0");
    }
  });

  it("overflows as a Volume", () => {
    assertEquals(fieldsOf(thrownBy(() => new Volume(MAX).calculateQuantity(new Price("0.1")))), {
      name: "ParamError",
      message: "arithmetic overflow in Volume",
      code: "Overflow",
      param: "Volume",
    });
  });

  it("throws on overflow also where only the last digits go past the limit", () => {
    const volume = new Volume("39614081257132168796771975168");
    const error = thrownBy(() => volume.calculateQuantity(new Price("0.0500000000")));
    assertEquals(fieldsOf(error).message, "arithmetic overflow in Volume");
  });

  it("refuses everything but a Price", () => {
    const strangers = DECIMALS.filter((type) => type !== Price).map((type) => type.zero());
    const values = [...OBJECTS_AND_NOTHING, "1", 1, 1n, ...strangers];
    assertRefusesTypes((value) => new Volume(1).calculateQuantity(value), values);
  });
});

describe("Volume cash flows", () => {
  it("flow in with a plus and out with a minus", () => {
    const volume = new Volume("12.50");
    assertEquals(volume.toCashFlowInflow().toString(), "12.50");
    assertEquals(volume.toCashFlowOutflow().toString(), "-12.50");
    assert(volume.toCashFlowInflow() instanceof CashFlow);
    assert(volume.toCashFlowOutflow() instanceof CashFlow);
  });
});
