import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Desk, MAX, NAME } from "./_kit.ts";

function cancel(desk: Desk, text: string, lock: string, rest: string): string {
  return desk.report(text, { isCancel: true, lock: [[0, lock]], rest });
}

function overflow(details: string): string {
  return `block ArithmeticOverflow [${NAME}] arithmetic overflow: ${details}`;
}

describe("releaseRest()", () => {
  it("gives the rest of a buy and of a sale back at the price of the lock", () => {
    const desk = new Desk();
    assertEquals(
      cancel(desk, "BUY 1 A/USD @ 1", "2.5", "4"),
      "A i -4→-4 | USD b 10.0→10.0 h -10.0→-10.0",
    );
    assertEquals(
      cancel(desk, "SELL 1 A/USD @ 1", "2.5", "4"),
      "A b 4→4 h -4→-4 | USD i -10.0→-10.0",
    );
    assertEquals(
      cancel(desk, "SELL 1 A/USD @ 1", "-2.5", "4"),
      "A b 4→8 h -4→-8 | USD b 10.0→20.0 h -10.0→-20.0",
    );
    assertEquals(cancel(desk, "BUY 1 A/USD @ 1", "-2.5", "4"), "A i -4→-8");
  });
  it("does nothing for a report that is not final, and for a rest of 0", () => {
    const desk = new Desk();
    assertEquals(desk.report("BUY 1 A/USD @ 1", { isCancel: true, lock: [] }), "");
    assertEquals(cancel(desk, "BUY 1 A/USD @ 1", "1", "0"), "");
  });
  it("needs the lock, and runs also after a fill that failed", () => {
    const desk = new Desk();
    const lacking = (purpose: string) =>
      `block MissingRequiredField [${NAME}] pre-trade lock has no price for settlement ${purpose}: group 0`;
    assertEquals(
      desk.report("BUY 1 A/USD @ 1", { lock: [[3, "1"]], rest: "4" }),
      `${lacking("fill")} | ${lacking("release")}`,
    );
    assertEquals(
      desk.report(`BUY 2 A/USD @ ${MAX}`, { lock: [[0, "1"]], rest: "4" }),
      "A i -4→-4 | USD b 4→4 h -4→-4 | " +
        overflow(`fill notional volume overflow: asset USD, px ${MAX}, qty 2`),
    );
  });
  it("blocks at what does not fit, and leaves that slot alone", () => {
    const desk = new Desk();
    desk.adjust([{ operation: { asset: "USD" }, amount: { balance: { absolute: MAX } } }]);
    assertEquals(
      cancel(desk, "BUY 1 A/USD @ 1", "2", "4"),
      "A i -4→-4 | " + overflow("cancel release overflow: asset USD, held 8, incoming 0"),
    );
    assertEquals(desk.holds("USD"), `${MAX} 0 0`);
    assertEquals(
      cancel(desk, "BUY 1 A/USD @ 1", "2", MAX).split(" | ").at(-1),
      overflow(`settlement notional overflow: asset USD, lock_px 2, qty ${MAX}`),
    );
  });
  it("blocks when the slots take it, and the sum of the report's changes does not fit", () => {
    const set = (desk: Desk, asset: string, amount: object) =>
      desk.adjust([{ operation: { asset }, amount }]);
    const half = "50000000000000000000000000000";
    const held = new Desk().currency("USD");
    set(held, "A", { held: { absolute: half }, balance: { absolute: `-${half}` } });
    assertEquals(
      held.report(`SELL ${half} A/USD @ 0`, { lock: [[0, "0"]], rest: half }).split(" | ").at(-1),
      overflow(`cancel held delta overflow: asset A, release ${half}`),
    );
    const balance = new Desk().currency("USD");
    set(balance, "USD", { balance: { absolute: `-${half}` }, held: { absolute: half } });
    assertEquals(
      balance.report(`BUY 1 A/USD @ -${half}`, { lock: [[0, "1"]], rest: half }).split(" | ").at(
        -1,
      ),
      overflow(`cancel balance delta overflow: asset USD, release ${half}`),
    );
    const incoming = new Desk().currency("USD");
    set(incoming, "A", { incoming: { absolute: half } });
    assertEquals(
      incoming.report(`BUY ${half} A/USD @ 0`, { lock: [[0, "0"]], rest: half }).split(" | ").at(
        -1,
      ),
      overflow(`cancel incoming delta overflow: asset A, release ${half}`),
    );
  });
});
