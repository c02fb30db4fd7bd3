import { assert } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  CashFlow,
  Fee,
  Notional,
  Pnl,
  PositionSize,
  Price,
  Quantity,
  Volume,
} from "../../../src/param/mod.ts";
import { DECIMALS, SIGNED, UNSIGNED } from "./_decimals.ts";
import { assertCalls, assertOutcomes } from "./_expect.ts";

const ZERO_28 = `0.${"0".repeat(28)}`;
const ULP = "0.0000000000000000000000000001";

/** A negative zero of any scale, which no text makes. */
function negativeZero(text = "0"): PositionSize {
  return PositionSize.fromFee(Fee.fromString(text));
}

describe("negative zero", () => {
  it("equals zero in everything but its text", () => {
    for (const type of DECIMALS) {
      const value = type.fromFloat(-0);
      assert(value.toString() === "-0" && value.toJSON() === "-0");
      assert(value.isZero() && value.equals(type.zero()));
      assert(value.compare(type.zero()) === 0 && type.zero().compare(value) === 0);
    }
  });

  it("comes from the float -0 and from negative floats that underflow", () => {
    for (const type of SIGNED) {
      assertOutcomes([[-0, "-0"], [-1e-30, "-0"]], (x) => type.fromFloat(x));
    }
    for (const type of UNSIGNED) assertOutcomes([[-0, "-0"]], (x) => type.fromFloat(x));
  });

  it("comes from conversions that flip the sign of a zero", () => {
    for (const [text, flipped] of [["0", "-0"], ["0.00", "-0.00"], [ZERO_28, `-${ZERO_28}`]]) {
      const conversions: readonly (readonly [string, (text: string) => unknown])[] = [
        ["Fee.toPnl", (text) => Fee.fromString(text).toPnl()],
        ["Fee.toCashFlow", (text) => Fee.fromString(text).toCashFlow()],
        ["Fee.toPositionSize", (text) => Fee.fromString(text).toPositionSize()],
        ["Pnl.fromFee", (text) => Pnl.fromFee(Fee.fromString(text))],
        ["CashFlow.fromFee", (text) => CashFlow.fromFee(Fee.fromString(text))],
        ["PositionSize.fromFee", (text) => PositionSize.fromFee(Fee.fromString(text))],
        ["Volume.toCashFlowOutflow", (text) => Volume.fromString(text).toCashFlowOutflow()],
        ["fromVolumeOutflow", (text) => CashFlow.fromVolumeOutflow(Volume.fromString(text))],
        ["SELL", (text) => PositionSize.fromQuantityAndSide(Quantity.fromString(text), "SELL")],
      ];
      assertOutcomes(
        conversions.map((conversion) => [conversion, flipped ?? ""] as const),
        ([, convert]) => convert(text ?? ""),
      );
    }
  });

  it("flips back to a zero without a sign", () => {
    assertOutcomes([["-0", "0"]], () => Fee.fromFloat(-0).toPnl());
    assertOutcomes([["-0", "0"]], () => Volume.fromFloat(-0).toCashFlowOutflow());
  });

  it("passes through conversions that keep the number", () => {
    assertCalls([
      [() => Pnl.fromFloat(-0).toCashFlow(), "-0"],
      [() => Pnl.fromFloat(-0).toPositionSize(), "-0"],
      [() => Volume.fromFloat(-0).toCashFlowInflow(), "-0"],
      [() => Notional.fromVolume(Volume.fromFloat(-0)), "-0"],
    ]);
  });

  it("comes from a large negative product that rounds to zero", () => {
    const large = "-0.0000000000000000005000000000"; // Mantissa 5000000000, beyond 32 bits.
    const small = "-0.0000000000000000000000000005"; // Mantissa 5.
    assertCalls([
      [() => Price.fromString(large).mul(1e-28), `-${ZERO_28}`],
      [
        () => Price.fromString(large).calculatePositionSize(Quantity.fromString(ULP)),
        `-${ZERO_28}`,
      ],
      [() => Price.fromString(large).calculateVolume(Quantity.fromString(ULP)), ZERO_28],
      [() => Price.fromString(small).mul(0.1), ZERO_28],
      [() => Price.fromString(small).mul(1e-28), "0"],
    ]);
  });

  it("comes from rounded text with an exponent below 1e-28", () => {
    assertOutcomes([
      [["-0.1e-28", 28], `-${ZERO_28}`],
      [["-0.1e-28", 2], "-0.00"],
      [["-0.1e-28", 0], "-0"],
      [["0.1e-28", 28], ZERO_28],
      // Without an exponent the sign goes, with the digits.
      [["-0.00000000000000000000000000001", 28], ZERO_28],
      [["-0.00", 28], "0.00"],
    ], ([text, scale]: readonly [string, number]) => Price.fromStringRounded(text, scale, "down"));
  });

  it("passes through neg() and additions of zeros", () => {
    const [plus, minus, one] = [PositionSize.zero(), negativeZero(), PositionSize.fromString("1")];
    assertCalls([
      [() => minus.neg(), "-0"],
      [() => plus.neg(), "0"],
      [() => negativeZero("0.00").neg(), "-0.00"],
      [() => minus.add(one), "1"],
      [() => one.add(minus), "1"],
      [() => plus.add(minus), "-0"],
      [() => minus.add(plus), "0"],
      [() => minus.add(minus), "-0"],
      [() => plus.sub(minus), "-0"],
      [() => minus.sub(plus), "0"],
      [() => minus.sub(one), "-1"],
      [() => one.sub(minus), "1"],
      [() => plus.add(negativeZero("0.00")), "-0.00"],
      [() => negativeZero("0.00").sub(PositionSize.fromString("0.0")), "0.0"],
    ]);
  });

  it("never comes from an exact sum", () => {
    const one = PositionSize.fromString("-1.0");
    assertCalls([[() => one.sub(one), "0.0"], [() => one.add(one.neg()), "0.0"]]);
  });

  it("disappears in mul(), div() and mod()", () => {
    for (const type of DECIMALS) {
      const value = type.fromFloat(-0);
      assertCalls([
        [() => value.mul(3), "0"],
        [() => value.div(3), "0"],
        [() => value.mod(3), "0"],
        [() => type.fromString("1.50").mul(-0), "0"],
      ]);
    }
  });

  it("disappears in exact parsing and when a number is rounded to zero", () => {
    for (const type of DECIMALS) {
      assertCalls([
        [() => type.fromString("-0"), "0"],
        [() => type.fromString("-0.00"), "0.00"],
        [() => type.fromString(type.fromFloat(-0).toString()), "0"],
        [() => type.fromStringRounded("-0.4", 0, "up"), "0"],
        [() => type.fromFloatRounded(-0.4, 0, "midpointNearestEven"), "0"],
      ]);
    }
  });

  it("disappears in absolute values", () => {
    const [price, quantity] = [Price.fromFloat(-0), Quantity.fromString("0.00")];
    assertCalls([
      [() => price.calculateVolume(quantity), "0"],
      [() => price.calculatePositionSize(quantity), "0"],
      [() => Notional.fromPriceQuantity(price, quantity), "0"],
      [() => Volume.fromFloat(-0).calculateQuantity(Price.fromString("-2")), "0"],
      [() => negativeZero("0.00").toOpenQuantity()[0], "0"],
      [() => negativeZero("0.00").toCloseQuantity()[0], "0"],
    ]);
  });
});
