import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Desk, MAX, NAME, refused } from "./_kit.ts";

function limited(asset: string, limit: string): Desk {
  const desk = new Desk();
  desk.engine.configure().spotFunds(NAME, {
    globalLimitMode: "TrackOnly",
    positionLimits: [{ accountId: 1, asset, limit }],
  });
  return desk;
}

function beyond(asset: string, side: string, position: string, limit: string): string {
  return refused(
    "PositionLimitExceeded",
    "position limit exceeded",
    `asset ${asset}, side ${side}, projected worst-case position ${position}, limit ${limit}`,
  );
}

function inexact(asset: string, stage: string, cause: string): string {
  return refused(
    "ArithmeticOverflow",
    "arithmetic overflow",
    `position-limit arithmetic failure: asset ${asset}, stage ${stage}, cause ${cause}`,
  );
}

function set(desk: Desk, asset: string, amount: object): void {
  desk.adjust([{ operation: { asset }, amount }]);
}

describe("limitRefusal()", () => {
  it("lets a position come up to the limit, long and short", () => {
    const desk = limited("A", "10");
    assertEquals(desk.order("BUY 10.5 A/USD @ 1"), beyond("A", "long", "10.5", "10"));
    assertEquals(desk.order("BUY 10 A/USD @ 1").slice(0, 8), "lock 0:1");
    assertEquals(desk.order("SELL 10.5 A/USD @ 1"), beyond("A", "short", "-10.5", "10"));
    assertEquals(desk.order("SELL 10 A/USD @ 1").slice(0, 8), "lock 0:1");
    assertEquals(desk.order("SELL 1 A/USD @ 1"), beyond("A", "short", "-11", "10"));
  });
  it("limits settlement assets too, before the other leg of a sale is undone", () => {
    const desk = limited("USD", "5");
    assertEquals(desk.order("BUY 1 A/USD @ 6"), beyond("USD", "short", "-6", "5"));
    assertEquals(desk.order("SELL 1 A/USD @ 6"), beyond("USD", "long", "6", "5"));
    assertEquals([desk.holds("USD"), desk.holds("A")], ["nothing", "nothing"]);
  });
  it("allows nothing at a limit of 0, and everything again when it is taken away", () => {
    const desk = limited("A", "0");
    assertEquals(desk.order("BUY 1 A/USD @ 1"), beyond("A", "long", "1", "0"));
    desk.engine.configure().spotFunds(NAME, {
      positionLimits: [{ accountId: 1, asset: "A", limit: null }],
    });
    assertEquals(desk.order("BUY 1 A/USD @ 1").slice(0, 8), "lock 0:1");
  });
  it("judges two legs on one slot together", () => {
    const desk = limited("X", "5");
    // Takes 6 and brings 2.
    assertEquals(desk.order("BUY 2 X/X @ 3").slice(0, 8), "lock 0:3");
    assertEquals(desk.order("BUY 2 X/X @ 3"), beyond("X", "short", "-10", "5"));
    // What is taken is brought: nothing to judge.
    assertEquals(desk.order("BUY 2 X/X @ 1").slice(0, 8), "lock 0:1");
  });
  it("is not asked by drop copies", () => {
    assertEquals(limited("A", "1").dropCopy("BUY 2 A/USD @ 1").slice(0, 8), "lock 0:1");
  });
  it("refuses sums that don't fit or lose digits", () => {
    const desk = limited("A", "10");
    set(desk, "A", { balance: { absolute: MAX }, held: { absolute: "1" } });
    assertEquals(
      desk.order("BUY 1 A/USD @ 1"),
      inexact("A", "pre-order reconstruction", "overflow"),
    );
    set(desk, "A", { balance: { absolute: MAX }, held: { absolute: "0" } });
    assertEquals(desk.order("BUY 1 A/USD @ 1"), inexact("A", "projection", "overflow"));
    assertEquals(desk.order("BUY 0.1 A/USD @ 1"), inexact("A", "projection", "inexact"));
  });
  it("needs an exact sum of both legs", () => {
    const desk = limited("X", "10");
    // 0.7 × MAX has one digit too many and is rounded; less 0.7 it would have to be again.
    assertEquals(desk.order(`BUY 0.7 X/X @ ${MAX}`), inexact("X", "net", "inexact"));
  });
});

describe("firstLegRefusal()", () => {
  it("refuses a first leg that loses digits", () => {
    const desk = limited("X", "10");
    set(desk, "X", { balance: { absolute: MAX } });
    assertEquals(
      desk.order("BUY 0.1 X/X @ 1.5"),
      inexact("X", "first-step transition", "inexact"),
    );
  });
  it("lets legs pass that cancel out", () => {
    const desk = limited("X", "10");
    set(desk, "X", { balance: { absolute: MAX } });
    assertEquals(desk.order("BUY 0.1 X/X @ 1").slice(0, 8), "lock 0:1");
  });
});
