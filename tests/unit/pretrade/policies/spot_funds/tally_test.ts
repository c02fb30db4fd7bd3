import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Slot } from "../../../../../src/pretrade/policies/spot_funds/slot.ts";
import { Tally } from "../../../../../src/pretrade/policies/spot_funds/tally.ts";
import { dec, MAX, outcomeText } from "./_kit.ts";

function told(tally: Tally): string | undefined {
  const outcome = tally.outcome(0, "A");
  return outcome && outcomeText(outcome);
}

function slot(available: string): Slot {
  return Object.assign(new Slot(), { available: dec(available) });
}

describe("Tally", () => {
  it("tells nothing of an asset that was not touched, and of changes that cancel out", () => {
    const tally = new Tally();
    assertEquals(told(tally), undefined);
    tally.addBalance(dec("2"));
    tally.addBalance(dec("-2.0"));
    tally.settle(slot("7"));
    assertEquals(told(tally), undefined);
  });
  it("sums changes, with the state after the last one", () => {
    const tally = new Tally();
    tally.addBalance(dec("2"));
    tally.settle(slot("3"));
    tally.addBalance(dec("1.5"));
    tally.addHeld(dec("-1"));
    tally.addIncoming(dec("4"));
    tally.settle(slot("9"));
    assertEquals(told(tally), "A b 3.5→9 h -1→0 i 4→0");
  });
  it("counts nothing that does not fit", () => {
    for (const add of ["addBalance", "addHeld", "addIncoming"] as const) {
      const tally = new Tally();
      assertEquals([tally[add](dec(MAX)), tally[add](dec("1"))], [true, false], add);
    }
  });
  it("sums what was realized; a halt wins, and hides the average", () => {
    const tally = new Tally();
    tally.settle(slot("1"));
    tally.realize(dec("2"), dec("5"));
    tally.realize(dec("-1"), dec("4"));
    tally.showAverage(dec("10"));
    assertEquals(told(tally), "A pnl 1→4 avg 10");
    tally.halt("MissingFx");
    assertEquals(tally.realize(dec("-1"), dec("4")), true);
    assertEquals(told(tally), "A missing-fx");
  });
  it("halts at a sum that does not fit", () => {
    const tally = new Tally();
    tally.settle(slot("1"));
    tally.realize(dec(MAX), dec("5"));
    assertEquals(tally.realize(dec(MAX), dec("6")), false);
    assertEquals(told(tally), "A arithmetic-overflow");
  });
});
