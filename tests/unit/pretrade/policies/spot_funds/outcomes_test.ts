import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { makeOutcomeAmount } from "../../../../../src/model/internal.ts";
import { OrderLeg } from "../../../../../src/pretrade/policies/spot_funds/order_legs.ts";
import {
  amountUnlessZero,
  legOutcome,
  outcomeOf,
} from "../../../../../src/pretrade/policies/spot_funds/outcomes.ts";
import { makePnlOutcome } from "../../../../../src/pretrade/policies/spot_funds/pnl_state.ts";
import { Slot } from "../../../../../src/pretrade/policies/spot_funds/slot.ts";
import { dec, outcomeText } from "./_kit.ts";

describe("outcomeOf()", () => {
  it("tells what it is given, with its group", () => {
    const outcome = outcomeOf(3, "A", {
      balance: makeOutcomeAmount(dec("1"), dec("2.0")),
      pnl: makePnlOutcome(dec("4"), dec("5")),
      average: dec("6"),
    });
    assertEquals(outcomeText(outcome), "#3 A b 1→2.0 pnl 4→5 avg 6");
  });
});

describe("amountUnlessZero()", () => {
  it("tells no change of 0, whatever its scale", () => {
    assertEquals(amountUnlessZero(dec("0.00"), dec("5")), undefined);
    assertEquals(`${amountUnlessZero(dec("-1"), dec("5"))?.delta}`, "-1");
  });
});

describe("legOutcome()", () => {
  it("tells a hold as less balance and more held", () => {
    const slot = Object.assign(new Slot(), {
      available: dec("7"),
      held: dec("3"),
      incoming: dec("2"),
    });
    const told = (hold: string, incoming: string) =>
      outcomeText(legOutcome(0, new OrderLeg("A", dec(hold), dec(incoming)), slot));
    assertEquals([told("3", "0"), told("0", "2"), told("3", "2")], [
      "A b -3→7 h 3→3",
      "A i 2→2",
      "A b -3→7 h 3→3 i 2→2",
    ]);
  });
});
