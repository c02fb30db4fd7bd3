import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { PnlHaltReason } from "../../../../../src/pretrade/mod.ts";
import {
  SpotFundsPnlBoundsAccountBarrier,
  SpotFundsPnlBoundsBarrier,
} from "../../../../../src/pretrade/policies/mod.ts";
import { Desk, killed, MAX, NAME } from "./_kit.ts";

function bounded(currency = "USD"): Desk {
  const desk = new Desk().currency("USD");
  const bounds = new SpotFundsPnlBoundsBarrier(currency, "-100", "250");
  desk.engine.configure().spotFundsPnlBoundsKillswitch(NAME, {
    accountBarriers: [new SpotFundsPnlBoundsAccountBarrier(1, bounds)],
  });
  return desk;
}

const fee = (desk: Desk, amount: string): string =>
  desk.report("BUY 0 A/USD @ 1", { isCancel: true, fee: `${amount} USD` }).split(" | ").slice(2)
    .join(
      " | ",
    );

describe("bookLedger()", () => {
  it("counts what fills realize and fees, not what opens or adds", () => {
    const desk = new Desk().currency("USD");
    assertEquals(desk.report("BUY 2 A/USD @ 10").includes("account"), false);
    assertEquals(
      desk.report("SELL 1 A/USD @ 15", { fee: "1.5 USD" }).split(" | ").at(-1),
      "account 1 3.5→3.5",
    );
  });
  it("blocks an account that leaves its bounds, and not one that comes back (example H)", () => {
    const desk = bounded();
    desk.report("BUY 20 A/USD @ 10");
    const breach =
      "lower bound breached: realized pnl -100.5, lower bound -100, upper bound 250, currency USD";
    assertEquals(
      desk.report("SELL 20 A/USD @ 5", { fee: "0.5 USD" }).split(" | ").slice(2),
      ["account 1 -100.5→-100.5", `block ${killed(breach)}`],
    );
    assertEquals(fee(desk, "-30"), "account 1 30→-70.5");
    assertEquals(desk.block(), killed(breach));
  });
  it("judges no report that leaves the ledger alone", () => {
    const desk = bounded();
    desk.setLedger("-500");
    desk.engine.accounts().unblock(1);
    assertEquals(desk.report("BUY 2 A/USD @ 10"), "A b 2→2 i -2→-2 avg 10 | USD h -20→-20");
  });
  it("blocks for bounds in a foreign currency, whatever the report changes", () => {
    assertEquals(
      bounded("EUR").report("BUY 0 A/USD @ 10"),
      `block ${
        killed("account currency USD, barrier currency EUR", "pnl barrier currency mismatch")
      }`,
    );
  });
  it("is silent once it is halted, but blocks again with each fill and fee", () => {
    const desk = bounded();
    desk.setLedger(PnlHaltReason.fromMissingFx());
    const block = `block ${killed("halt reason MissingFx", "account pnl calculation halted")}`;
    assertEquals(fee(desk, "1"), block);
    assertEquals(desk.report("BUY 2 A/USD @ 10").split(" | ").at(-1), block);
    assertEquals(desk.report("BUY 0 A/USD @ 10"), "");
  });
  it("halts when it can't tell: the gravest reason", () => {
    const desk = new Desk().currency("USD").fund("5 A");
    assertEquals(
      desk.report("SELL 1 A/USD @ 15", { fee: "1 EUR" }).split(" | ").at(-1),
      "account 1 missing-fx",
    );
    const full = new Desk().currency("USD");
    full.setLedger(`-${MAX}`);
    assertEquals(fee(full, "1"), "account 1 arithmetic-overflow");
  });
});
