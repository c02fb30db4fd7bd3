import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { toText } from "../../../../../src/internal/decimal/mod.ts";
import {
  isHalted,
  type PnlState,
} from "../../../../../src/pretrade/policies/spot_funds/pnl_state.ts";
import {
  applyFill,
  contributionOf,
} from "../../../../../src/pretrade/policies/spot_funds/position_line.ts";
import { Slot } from "../../../../../src/pretrade/policies/spot_funds/slot.ts";
import { dec, MAX } from "./_kit.ts";

/** A slot of `owned`, `avg`, `pnl`; then what a fill of `flow @ price` makes of it: average, line, realized, shown; and for the ledger. */
function fill(
  [owned, average, pnl]: readonly [string, (string | undefined)?, PnlState?],
  flow: string,
  price?: string,
): string {
  const slot = new Slot();
  slot.available = dec(owned);
  slot.average = average === undefined ? undefined : dec(average);
  slot.pnl = pnl;
  const unpriced = price === undefined ? "MissingFx" as const : undefined;
  const given = { flow: dec(flow), price: price === undefined ? undefined : dec(price), unpriced };
  const change = applyFill(slot, given);
  const line = [change.average, change.pnl, change.realized, change.shown].map(textOf).join(" ");
  return `${line}${change.halt === undefined ? "" : " halts"}; ${
    textOf(contributionOf(slot, given))
  }`;
}

function textOf(state: PnlState | undefined): string {
  return state === undefined ? "-" : isHalted(state) ? state : toText(state);
}

describe("applyFill() and contributionOf()", () => {
  it("open at the price, and publish nothing", () => {
    assertEquals(fill(["0"], "2", "10"), "10 - - 10; -");
    assertEquals(fill(["0"], "-2", "10"), "10 - - 10; -");
    assertEquals(fill(["0", undefined, dec("7")], "2", "10"), "10 7 - 10; -");
  });
  it("add at the weighted mean", () => {
    // (2 × 10 + 3 × 20) ÷ 5
    assertEquals(fill(["2", "10"], "3", "20"), "16 - - 16; -");
    assertEquals(fill(["-2", "10"], "-3", "20"), "16 - - 16; -");
  });
  it("reduce and close at the old average, and publish what was realized, 0 too", () => {
    assertEquals(fill(["5", "10"], "-2", "12"), "10 4 4 10; 4");
    assertEquals(fill(["-5", "10"], "2", "12"), "10 -4 -4 10; -4");
    assertEquals(fill(["5", "10", dec("1.5")], "-5", "10"), "- 1.5 0 -; 0");
  });
  it("flip to the price, and realize the whole old position", () => {
    assertEquals(fill(["10", "100"], "-30", "132.00"), "132.00 320.00 320.00 132.00; 320.00");
    assertEquals(fill(["-10", "100"], "30", "90"), "90 100 100 90; 100");
  });
  it("halt a line without average price, and leave one that is halted alone", () => {
    assertEquals(fill(["5"], "-2", "12"), "- MissingCostBasis - - halts; MissingCostBasis");
    assertEquals(fill(["5"], "2", "12"), "- MissingCostBasis - - halts; -");
    assertEquals(
      fill(["5", undefined, "MissingFx"], "-2", "12"),
      "- MissingFx - -; MissingCostBasis",
    );
  });
  it("go on averaging on a halted line, and tell the ledger", () => {
    assertEquals(fill(["5", "10", "MissingFx"], "-2", "12"), "10 MissingFx - 10; 4");
    assertEquals(fill(["2", "10", "MissingFx"], "3", "20"), "16 MissingFx - 16; -");
  });
  it("drop the average of a fill that has no price, except on a partial reduction", () => {
    assertEquals(fill(["0"], "2"), "- MissingFx - - halts; -");
    assertEquals(fill(["2", "10"], "3"), "- MissingFx - - halts; -");
    assertEquals(fill(["5", "10"], "-5"), "- MissingFx - - halts; MissingFx");
    assertEquals(fill(["5", "10"], "-6"), "- MissingFx - - halts; MissingFx");
    assertEquals(fill(["5", "10"], "-2"), "10 MissingFx - - halts; MissingFx");
    assertEquals(
      fill(["5", "10", "MissingCostBasis"], "-2"),
      "10 MissingCostBasis - 10; MissingFx",
    );
  });
  it("halt at an overflow of price or average, which takes the average away", () => {
    assertEquals(fill([MAX, "10"], "1", "1"), "- ArithmeticOverflow - - halts; -");
    assertEquals(fill(["2", MAX], "2", MAX), "- ArithmeticOverflow - - halts; -");
    assertEquals(fill(["9", MAX], "-9", "1"), "- ArithmeticOverflow - - halts; ArithmeticOverflow");
    assertEquals(
      fill(["9", "-1"], "-9", MAX),
      "- ArithmeticOverflow - - halts; ArithmeticOverflow",
    );
    assertEquals(
      fill(["9", MAX, "MissingFx"], "-9", "1"),
      `${MAX} MissingFx - -; ArithmeticOverflow`,
    );
  });
  it("halt at an overflow of the sum, which keeps the average", () => {
    assertEquals(
      fill(["5", "10", dec(MAX)], "-2", "12"),
      "10 ArithmeticOverflow - - halts; 4",
    );
  });
  it("can't tell anything of a position that does not fit", () => {
    const slot = new Slot();
    slot.available = slot.held = dec(MAX);
    const given = { flow: dec("1"), price: dec("1"), unpriced: undefined };
    assertEquals(applyFill(slot, given).halt, "ArithmeticOverflow");
    assertEquals(contributionOf(slot, given), "ArithmeticOverflow");
  });
});
