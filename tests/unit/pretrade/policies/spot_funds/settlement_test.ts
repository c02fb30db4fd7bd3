import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { buildSpotFunds } from "../../../../../src/pretrade/policies/mod.ts";
import { Desk, MAX, NAME } from "./_kit.ts";

function overflow(details: string): string {
  return `block ArithmeticOverflow [${NAME}] arithmetic overflow: ${details}`;
}

function set(desk: Desk, asset: string, amount: object): void {
  desk.adjust([{ operation: { asset }, amount }]);
}

describe("Settlement", () => {
  it("gives a better price back at once, and takes a worse one without asking", () => {
    const lock = [[0, "10"]] as const;
    const desk = new Desk().currency("USD");
    assertEquals(
      desk.report("BUY 2 A/USD @ 9", { lock }),
      "A b 2→2 i -2→-2 avg 9 | USD b 2→2 h -20→-20",
    );
    assertEquals(
      desk.report("BUY 2 A/USD @ 12", { lock }),
      "A b 2→4 i -2→-4 avg 10.50 | USD b -4→-2 h -20→-40",
    );
    assertEquals(
      desk.report("BUY 2 A/USD @ 10", { lock }),
      "A b 2→6 i -2→-6 avg 10.333333333333333333333333333 | USD h -20→-60",
    );
  });
  it("takes the proceeds of a sale as they come, and what was expected at the lock", () => {
    const desk = new Desk().currency("USD").fund("5 A @ 1");
    assertEquals(
      desk.report("SELL 2 A/USD @ 12", { lock: [[0, "10"]] }),
      "A h -2→-2 pnl 22→22 avg 1 | USD b 24→24 i -20→-20 | account 1 22→22",
    );
  });
  it("changes nothing for a quantity of 0", () => {
    assertEquals(new Desk().currency("USD").report("BUY 0 A/USD @ 12"), "");
  });
  it("takes a fee from the free money of its own asset, and from the line of the underlying", () => {
    const desk = new Desk((service) => buildSpotFunds().marketData(service, 0)).currency("USD");
    desk.mark("BNB/USD", "300");
    assertEquals(
      desk.report("BUY 0 A/USD @ 1", { isCancel: true, fee: "0.01 BNB" }),
      "A pnl -3.00→-3.00 | BNB b -0.01→-0.01 | account 1 -3.00→-3.00",
    );
    assertEquals(
      desk.report("BUY 1 A/USD @ 5", { fee: "0.5 A" }).split(" | ")[0],
      "A b 0.5→0.5 i -1→-1 missing-fx",
    );
  });
  it("halts the line for the gravest reason, once", () => {
    const desk = new Desk();
    assertEquals(
      desk.report("BUY 0 A/USD @ 1", { isCancel: true, fee: "1 USD" }),
      "A missing-account-currency | USD b -1→-1 | account 1 missing-account-currency",
    );
    assertEquals(desk.report("BUY 0 A/USD @ 1", { isCancel: true, fee: "1 USD" }), "USD b -1→-2");
  });
  it("halts at a price that does not fit in the account's currency", () => {
    const desk = new Desk((service) => buildSpotFunds().marketData(service, 0)).currency("USD");
    desk.mark("EUR/USD", MAX);
    assertEquals(
      desk.report("BUY 1 A/EUR @ 2", { fee: "2 EUR" }),
      "A b 1→1 i -1→-1 arithmetic-overflow | EUR b -2→-2 h -2→-2 | account 1 arithmetic-overflow",
    );
  });
  it("books a fill that can be priced before the fee that can't", () => {
    const desk = new Desk().currency("USD").fund("2 A @ 1");
    assertEquals(
      desk.report("SELL 1 A/USD @ 3", { fee: "1 EUR" }),
      "A h -1→-1 missing-fx | USD b 3→3 i -3→-3 | EUR b -1→-1 | account 1 missing-fx",
    );
    assertEquals(desk.holds("A"), "2 -1 0 avg 1 missing-fx");
  });
  it("halts at a line or a sum that does not fit", () => {
    const desk = new Desk().currency("USD");
    desk.adjust([{ operation: { asset: "A", realizedPnl: `-${MAX}` } }]);
    assertEquals(
      desk.report("BUY 0 A/USD @ 1", { isCancel: true, fee: "1 USD" }),
      "A arithmetic-overflow | USD b -1→-1 | account 1 -1→-1",
    );
    // The line itself would fit, but the report would have to tell a change of twice the largest number.
    const both = new Desk((service) => buildSpotFunds().marketData(service, 0)).currency("USD");
    both.mark("EUR/USD", "1");
    both.fund("1 A @ 0");
    both.adjust([{ operation: { asset: "A", realizedPnl: `-${MAX}` } }]);
    assertEquals(
      both.report(`SELL 1 A/USD @ ${MAX}`, { fee: `-${MAX} EUR`, lock: [[0, "0"]] }).split(
        " | ",
      )[0],
      "A h -1→-1 arithmetic-overflow",
    );
    assertEquals(both.holds("A"), "1 -1 0 arithmetic-overflow");
  });
  it("stops at what does not fit, with what was booked before", () => {
    const desk = new Desk().currency("USD");
    assertEquals(
      desk.report(`BUY 2 A/USD @ ${MAX}`),
      overflow(`fill notional volume overflow: asset USD, px ${MAX}, qty 2`),
    );
    assertEquals(
      desk.report("BUY 2 A/USD @ 1", { lock: [[0, MAX]] }),
      overflow(`settlement notional overflow: asset USD, lock_px ${MAX}, qty 2`),
    );
    assertEquals(
      desk.report(`BUY 1 A/USD @ -${MAX}`, { lock: [[0, MAX]] }),
      overflow(`fill balance credit overflow: asset USD, consume ${MAX}, flow ${MAX}`),
    );
    set(desk, "USD", { balance: { absolute: MAX } });
    assertEquals(
      desk.report("SELL 1 A/USD @ 5"),
      "A h -1→-1 avg 5 | " + overflow("fill leg mutation overflow: asset USD, consume 0, credit 5"),
    );
    assertEquals(
      desk.report("SELL 0 A/USD @ 5", { isCancel: true, fee: "-1 USD" }),
      overflow("fee debit overflow: currency USD, fee -1"),
    );
    const low = new Desk().currency("USD");
    set(low, "USD", { balance: { absolute: `-${MAX}` } });
    assertEquals(
      low.report(`SELL 1 A/USD @ ${MAX}`, { lock: [[0, "0"]], fee: "-1 USD" }).split(" | "),
      [
        `A h -1→-1 avg ${MAX}`,
        `USD b ${MAX}→0`,
        overflow("fee balance delta overflow: currency USD, fee -1"),
      ],
    );
    assertEquals(low.holds("USD"), "1 0 0");
  });
  it("books both legs on one slot, the second one seeing the first", () => {
    const desk = new Desk().currency("X").fund("10 X");
    assertEquals(
      desk.report("BUY 2 X/X @ 3"),
      "X b 2→12 i -2→-2 missing-cost-basis | X h -6→-6",
    );
  });
});
