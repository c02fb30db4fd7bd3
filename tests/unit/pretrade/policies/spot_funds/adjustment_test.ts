import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { toText } from "../../../../../src/internal/decimal/mod.ts";
import { AccountAdjustment } from "../../../../../src/model/mod.ts";
import { readAccountAdjustment } from "../../../../../src/model/internal.ts";
import { linesOf } from "../../../engine/_kit.ts";
import {
  deltasOf,
  isRefusal,
  readRequest,
  workIn,
} from "../../../../../src/pretrade/policies/spot_funds/adjustment.ts";
import { Slot } from "../../../../../src/pretrade/policies/spot_funds/slot.ts";
import { dec, MAX, NAME } from "./_kit.ts";

/** A slot after a balance adjustment of `operation`, `amount` and `bounds`, or why it was refused. */
function worked(slot: Slot, operation: object, amount?: object, bounds?: object): string {
  const adjustment = readAccountAdjustment({
    operation: { asset: "A", ...operation },
    ...(amount && { amount }),
    ...(bounds && { bounds }),
  });
  const request = readRequest("A", adjustment.operation as never, adjustment);
  if (request === undefined) return "nothing";
  const refusal = workIn(request, slot);
  if (refusal !== undefined) return linesOf({ rejects: [refusal] }).join();
  const { available, held, incoming, average, pnl } = slot;
  const states = [average, pnl].map((state) =>
    state === undefined ? "-" : typeof state === "string" ? state : toText(state)
  );
  return [available, held, incoming].map(toText).concat(states).join(" ");
}

function slotOf(values: Partial<Slot> = {}): Slot {
  return Object.assign(new Slot(), values);
}

function exceeded(details: string): string {
  return `account AccountAdjustmentBoundsExceeded [${NAME}] account adjustment bounds exceeded: ${details}`;
}

function overflow(details: string): string {
  return `account ArithmeticOverflow [${NAME}] arithmetic overflow: ${details}`;
}

describe("readRequest()", () => {
  it("finds nothing in an element that asks for nothing, bounds or not", () => {
    assertEquals(worked(slotOf(), {}), "nothing");
    assertEquals(worked(slotOf(), {}, {}, { balanceLower: "5" }), "nothing");
    const empty = new AccountAdjustment();
    assertEquals(readRequest("A", { averageEntryPrice: undefined } as never, empty), undefined);
  });
});

describe("workIn()", () => {
  it("adds deltas and puts absolute values in place", () => {
    const slot = slotOf({ available: dec("1.5") });
    assertEquals(
      worked(slot, {}, {
        balance: { delta: "-2" },
        held: { absolute: "7.0" },
        incoming: { delta: "3" },
      }),
      "-0.5 7.0 3 - -",
    );
  });
  it("checks the bounds of what is given, equal inside, and no other", () => {
    const amount = { balance: { delta: "11" } };
    assertEquals(
      worked(slotOf(), {}, amount, { balanceUpper: "11", heldLower: "5" }),
      "11 0 0 - -",
    );
    assertEquals(
      worked(slotOf(), {}, amount, { balanceUpper: "10" }),
      exceeded("asset A: balance 11, lower None, upper Some(PositionSize(10))"),
    );
    assertEquals(
      worked(slotOf(), {}, { held: { delta: "1" } }, { heldLower: "2", heldUpper: "0.5" }),
      exceeded("asset A: held 1, lower Some(PositionSize(2)), upper Some(PositionSize(0.5))"),
    );
    assertEquals(
      worked(slotOf(), {}, { incoming: { delta: "1" } }, { incomingLower: "2" }),
      exceeded("asset A: incoming 1, lower Some(PositionSize(2)), upper None"),
    );
  });
  it("sets average and P&L; a halt takes the average away", () => {
    const slot = slotOf({ available: dec("1") });
    assertEquals(
      worked(slot, { averageEntryPrice: "-5", realizedPnl: "2.50" }),
      "1 0 0 -5 2.50",
    );
  });
  it("drops the average of a flat slot, and keeps it through a change of sign", () => {
    assertEquals(worked(slotOf(), { averageEntryPrice: "5" }), "0 0 0 - -");
    const slot = slotOf({ available: dec("2"), average: dec("5") });
    assertEquals(worked(slot, {}, { balance: { delta: "-3" } }), "-1 0 0 5 -");
    assertEquals(worked(slot, {}, { held: { delta: "1" } }), "-1 1 0 - -");
  });
  it("does not look at an average that an element can't have made flat", () => {
    const slot = slotOf({ average: dec("5") });
    assertEquals(worked(slot, {}, { incoming: { delta: "1" } }), "0 0 1 5 -");
  });
  it("refuses what does not fit", () => {
    assertEquals(
      worked(slotOf({ available: dec(MAX) }), {}, { balance: { delta: "1" } }),
      overflow(
        `account adjustment overflow: asset A, field balance, current ${MAX}, applied delta: 1`,
      ),
    );
    assertEquals(
      worked(slotOf({ available: dec(MAX) }), { averageEntryPrice: "1" }, {
        held: { absolute: MAX },
      }),
      overflow("account adjustment net-position overflow: asset A"),
    );
  });
});

describe("deltasOf()", () => {
  it("tells the change of all three quantities", () => {
    const after = slotOf({ available: dec("3"), held: dec("-1"), incoming: dec("0.5") });
    assertEquals(deltasOf("A", slotOf({ available: dec("1") }), after), {
      balance: dec("2"),
      held: dec("-1"),
      incoming: dec("0.5"),
    });
  });
  it("refuses one that does not fit", () => {
    for (
      const [field, name] of [["available", "balance"], ["held", "held"], ["incoming", "incoming"]]
    ) {
      const [low, high] = [`-${MAX}`, MAX].map((text) => slotOf({ [field as string]: dec(text) }));
      const refusal = deltasOf("A", low as Slot, high as Slot);
      assertEquals(
        isRefusal(refusal) && linesOf({ rejects: [refusal] }).join(),
        overflow(`account adjustment delta overflow: asset A, field ${name}`),
      );
    }
  });
});
