import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Slot } from "../../../../../src/pretrade/policies/spot_funds/slot.ts";
import { dec } from "./_kit.ts";

describe("Slot", () => {
  it("is blank without quantities, average and published P&L, whatever the scale of its zeros", () => {
    const slot = new Slot();
    slot.held = dec("0.00");
    assertEquals([slot.isBlank(), slot.hasValue()], [true, false]);
    slot.pnl = dec("0.0");
    assertEquals([slot.isBlank(), slot.hasValue()], [false, false]);
    slot.pnl = "MissingFx";
    assertEquals(slot.hasValue(), true);
    slot.pnl = undefined;
    slot.average = dec("0");
    assertEquals([slot.isBlank(), slot.hasValue()], [false, true]);
  });
  it("counts each quantity as a value", () => {
    for (const field of ["available", "held", "incoming"] as const) {
      const slot = new Slot();
      slot[field] = dec("-1");
      assertEquals([slot.isBlank(), slot.hasValue()], [false, true], field);
    }
  });
  it("owns what is free and what is held, not what is expected", () => {
    const slot = new Slot();
    slot.available = dec("5");
    slot.held = dec("-7.5");
    slot.incoming = dec("100");
    assertEquals(slot.owned(), dec("-2.5"));
    slot.available = slot.held = dec("79228162514264337593543950335");
    assertEquals(slot.owned(), undefined);
  });
  it("equals a slot of the same values in other scales, and no other", () => {
    const slot = new Slot();
    slot.available = dec("1.0");
    slot.average = dec("2");
    slot.pnl = dec("3");
    const same = slot.copy();
    same.available = dec("1");
    same.pnl = dec("3.00");
    assertEquals(slot.equals(same), true);
    const changes: Partial<Slot>[] = [
      { available: dec("2") },
      { held: dec("1") },
      { incoming: dec("1") },
      { average: undefined },
      { average: dec("2.1") },
      { pnl: "MissingFx" },
      { pnl: undefined },
    ];
    for (const change of changes) {
      assertEquals(slot.equals(Object.assign(slot.copy(), change)), false, Object.keys(change)[0]);
    }
  });
});
