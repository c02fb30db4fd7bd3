import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { toText } from "../../../../../src/internal/decimal/mod.ts";
import { Reject } from "../../../../../src/pretrade/internal.ts";
import {
  legsOf,
  negativePart,
  OrderLeg,
  positivePart,
  type PricedOrder,
} from "../../../../../src/pretrade/policies/spot_funds/order_legs.ts";
import { dec, MAX, parseOrder, refused } from "./_kit.ts";
import { linesOf } from "../../../engine/_kit.ts";

function legs(text: string, isBooked = false): string {
  const { side, quantity, volume, underlying, settlement, price = "" } = parseOrder(text);
  const order: PricedOrder = {
    underlying,
    settlement,
    isBuy: side === "BUY",
    quantity: quantity === undefined ? undefined : dec(quantity),
    volume: volume === undefined ? undefined : dec(volume),
    price: dec(price),
    isBooked,
  };
  const result = legsOf(order);
  if (result instanceof Reject) return linesOf({ rejects: [result] }).join();
  return [result.first, result.second].map(({ asset, hold, incoming }) =>
    `${asset} ${toText(hold)} ${toText(incoming)}`
  ).join(", ");
}

describe("legsOf()", () => {
  it("holds the price of a buy, and what is sold", () => {
    assertEquals(legs("BUY 4 A/B @ 2.50"), "B 10.00 0, A 0 4");
    assertEquals(legs("SELL 4 A/B @ 2.50"), "A 4 0, B 0 10.00");
  });
  it("holds nothing for a buy at a negative price, and both legs of such a sale", () => {
    assertEquals(legs("BUY 4 A/B @ -2.5"), "B 0 0, A 0 4");
    assertEquals(legs("SELL 4 A/B @ -2.5"), "A 4 0, B 10.0 0");
  });
  it("divides a volume by the absolute price, and does not multiply back for a buy", () => {
    assertEquals(legs("BUY vol 100 A/B @ 3"), "B 100 0, A 0 33.333333333333333333333333333");
    assertEquals(legs("BUY vol 9 A/B @ -3"), "B 0 0, A 0 3");
    assertEquals(
      legs("SELL vol 100 A/B @ 7"),
      "A 14.285714285714285714285714286 0, B 0 100.00000000000000000000000000",
    );
    assertEquals(legs("SELL vol 9 A/B @ -3"), "A 3 0, B 9 0");
  });
  it("refuses a volume at price 0, unless the order is booked already", () => {
    const code = "OrderValueCalculationFailed";
    const line = refused(
      code,
      "order value calculation failed",
      "price or volume could not be used to evaluate order quantity",
    );
    assertEquals(legs("BUY vol 9 A/B @ 0"), line);
    assertEquals(legs(`BUY vol ${MAX} A/B @ 0.1`), line);
    assertEquals(legs("BUY vol 9 A/B @ 0", true), "B 0 0, A 0 0");
    assertEquals(legs("SELL vol 9 A/B @ 0", true), "A 0 0, B 0 0");
    assertEquals(legs("BUY 9 A/B @ 0"), "B 0 0, A 0 9");
  });
  it("refuses a value that does not fit, without details", () => {
    assertEquals(
      legs(`SELL ${MAX} A/B @ 2`),
      refused("OrderValueCalculationFailed", "order value calculation failed", ""),
    );
  });
});

describe("OrderLeg", () => {
  it("is idle if it does nothing", () => {
    assertEquals(new OrderLeg("A", dec("0.0"), dec("0")).isIdle(), true);
    assertEquals(new OrderLeg("A", dec("1"), dec("0")).isIdle(), false);
    assertEquals(new OrderLeg("A", dec("0"), dec("1")).isIdle(), false);
  });
});

describe("positivePart() and negativePart()", () => {
  it("cut at zero", () => {
    const parts = ["-1.5", "0.00", "1.5"].map((text) => [
      toText(positivePart(dec(text))),
      toText(negativePart(dec(text))),
    ]);
    assertEquals(parts, [["0", "1.5"], ["0", "0"], ["1.5", "0"]]);
  });
});
