import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { PnlHaltReason } from "../../../../../src/pretrade/mod.ts";
import { makePnl } from "../../../../../src/param/internal.ts";
import {
  addStates,
  graver,
  type HaltName,
  isHalted,
  makeHaltReason,
  makePnlOutcome,
  readPnlState,
} from "../../../../../src/pretrade/policies/spot_funds/pnl_state.ts";
import { dec, MAX } from "./_kit.ts";

const RANKED: readonly HaltName[] = [
  "ArithmeticOverflow",
  "MissingAccountCurrency",
  "MissingFx",
  "MissingCostBasis",
  "MissingInitialPnl",
];

describe("graver()", () => {
  it("ranks the reasons", () => {
    for (const [index, name] of RANKED.entries()) {
      for (const other of RANKED.slice(index)) {
        assertEquals([graver(name, other), graver(other, name)], [name, name]);
      }
      assertEquals([graver(name, undefined), graver(undefined, name)], [name, name]);
    }
    assertEquals(graver(undefined, undefined), undefined);
  });
});

describe("addStates()", () => {
  it("adds numbers, and lets a halt halt the sum", () => {
    assertEquals(addStates(dec("1.5"), dec("2")), dec("3.5"));
    assertEquals(addStates(dec("1"), "MissingFx"), "MissingFx");
    assertEquals(addStates("MissingCostBasis", dec("1")), "MissingCostBasis");
    assertEquals(addStates("MissingCostBasis", "MissingFx"), "MissingFx");
    assertEquals(addStates(dec(MAX), dec(MAX)), "ArithmeticOverflow");
  });
});

describe("the public form of a reason", () => {
  it("is read back as what it was made of", () => {
    const kinds = RANKED.map((name) => makeHaltReason(name).kind);
    assertEquals(kinds, [
      "arithmetic-overflow",
      "missing-account-currency",
      "missing-fx",
      "missing-cost-basis",
      "missing-initial-pnl",
    ]);
    assertEquals(RANKED.map((name) => readPnlState(makeHaltReason(name))), [...RANKED]);
    assertEquals(readPnlState(makePnl(dec("1.50"))), dec("1.50"));
    assertEquals(isHalted(readPnlState(PnlHaltReason.fromMissingFx())), true);
  });
});

describe("makePnlOutcome()", () => {
  it("gives a change or a reason", () => {
    const change = makePnlOutcome(dec("-1"), dec("2"));
    assertEquals(`${change.pnl?.delta} ${change.pnl?.absolute}`, "-1 2");
    assertEquals(makePnlOutcome(undefined, "MissingFx").haltReason?.isMissingFx, true);
  });
});
