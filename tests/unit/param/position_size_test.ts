import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Fee, Pnl, PositionSize, Price, Quantity, Side } from "../../../src/param/mod.ts";
import { DECIMALS, MAX } from "./_decimals.ts";
import {
  assertOutcomes,
  assertRefusesRange,
  assertRefusesTypes,
  fieldsOf,
  OBJECTS_AND_NOTHING,
  thrownBy,
} from "./_expect.ts";

const NO_QUANTITIES: readonly unknown[] = [
  ...OBJECTS_AND_NOTHING,
  ...["1", 1, 1n],
  ...DECIMALS.filter((type) => type !== Quantity).map((type) => type.zero()),
];
const NO_SIDES: readonly string[] = ["", "LONG", "BUY ", " BUY", "B", "toString", "\u017fELL"];

/** Checks every wrong side at a call that takes one. */
function assertChecksSide(call: (side: never) => unknown): void {
  const wrongTypes = [...OBJECTS_AND_NOTHING, 1, 1n, Side.buy()];
  assertRefusesTypes(call, wrongTypes, "side must be a string");
  assertRefusesRange(call, NO_SIDES, 'side must be "BUY" or "SELL"');
}

describe("PositionSize.fromQuantityAndSide()", () => {
  it("is positive for BUY and negative for SELL, in any case", () => {
    assertOutcomes(
      [
        [["1.50", "BUY"], "1.50"],
        [["1.50", "SELL"], "-1.50"],
        [["1.50", "buy"], "1.50"],
        [["1.50", "Sell"], "-1.50"],
        [["0.00", "BUY"], "0.00"],
        [["0.00", "SELL"], "-0.00"],
        [[MAX, "SELL"], `-${MAX}`],
      ],
      ([quantity, side]: readonly [string, string]) =>
        PositionSize.fromQuantityAndSide(new Quantity(quantity), side as "BUY"),
    );
    const { fromQuantityAndSide } = PositionSize;
    assert(fromQuantityAndSide(new Quantity(1), "BUY") instanceof PositionSize);
  });

  it("refuses everything but a Quantity and a side", () => {
    assertRefusesTypes((value) => PositionSize.fromQuantityAndSide(value, "BUY"), NO_QUANTITIES);
    assertChecksSide((side) => PositionSize.fromQuantityAndSide(new Quantity(1), side));
  });
});

describe("PositionSize.checkedAddQuantity()", () => {
  it("adds for BUY, subtracts for SELL and may cross zero", () => {
    assertOutcomes(
      [
        [["1.5", "1", "BUY"], "2.5"],
        [["1.5", "1", "SELL"], "0.5"],
        [["1.5", "2", "SELL"], "-0.5"],
        [["-1.5", "2.00", "BUY"], "0.50"],
        [["-1.5", "2", "sell"], "-3.5"],
        [["1.50", "1.5", "SELL"], "0.00"],
        [["0.00", "1", "SELL"], "-1"],
        [["1", "0.00", "SELL"], "1"],
        [["0", "0.00", "BUY"], "0.00"],
        [["0", "0.00", "SELL"], "-0.00"],
        [[MAX, "1", "SELL"], "79228162514264337593543950334"],
        [[MAX, "1", "BUY"], "Overflow/PositionSize"],
        [[`-${MAX}`, "1", "SELL"], "Overflow/PositionSize"],
      ],
      ([size, quantity, side]: readonly [string, string, string]) =>
        new PositionSize(size).checkedAddQuantity(new Quantity(quantity), side as "BUY"),
    );
    const sum = new PositionSize(1).checkedAddQuantity(new Quantity(1), "BUY");
    assert(sum instanceof PositionSize);
  });

  it("overflows as a PositionSize", () => {
    const add = () => new PositionSize(MAX).checkedAddQuantity(new Quantity(1), "BUY");
    assertEquals(fieldsOf(thrownBy(add)), {
      name: "ParamError",
      message: "arithmetic overflow in PositionSize",
      code: "Overflow",
      param: "PositionSize",
    });
  });

  it("refuses everything but a Quantity and a side", () => {
    const size = new PositionSize(1);
    assertRefusesTypes((value) => size.checkedAddQuantity(value, "BUY"), NO_QUANTITIES);
    assertChecksSide((side) => size.checkedAddQuantity(new Quantity(1), side));
  });
});

describe("PositionSize.toOpenQuantity() and toCloseQuantity()", () => {
  it("give the absolute quantity with the side that opens or closes it", () => {
    const table = [
      ["1.50", ["1.50", "BUY"], ["1.50", "SELL"]],
      ["-1.50", ["1.50", "SELL"], ["1.50", "BUY"]],
      [`-${MAX}`, [MAX, "SELL"], [MAX, "BUY"]],
      ["0", ["0", "BUY"], ["0", undefined]],
      ["0.00", ["0", "BUY"], ["0", undefined]],
    ] as const;
    const found = table.map(([text]) => {
      const size = new PositionSize(text);
      const [[open, opening], [close, closing]] = [size.toOpenQuantity(), size.toCloseQuantity()];
      assert(open instanceof Quantity && close instanceof Quantity);
      return [text, [open.toString(), opening], [close.toString(), closing]];
    });
    assertEquals(found, table as never);
  });

  it("give two elements, the side of a closed position included", () => {
    assertEquals(PositionSize.zero().toCloseQuantity().length, 2);
    assertEquals(PositionSize.zero().toOpenQuantity().length, 2);
  });
});

describe("PositionSize", () => {
  it("is made from a profit as it is and from a fee with its sign flipped", () => {
    assertEquals(PositionSize.fromPnl(new Pnl("-3.50")).toString(), "-3.50");
    assertEquals(PositionSize.fromFee(new Fee("3.50")).toString(), "-3.50");
  });

  it("grows with signed products of prices", () => {
    const flow = new Price("-2.50").calculatePositionSize(new Quantity(4));
    assertEquals(new PositionSize("1").add(flow).toString(), "-9.00");
  });
});
