import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { PnlHaltReason } from "../../../../../src/pretrade/mod.ts";
import {
  buildSpotFunds,
  SpotFundsPnlBoundsAccountBarrier,
  type SpotFundsPnlBoundsAxis,
  SpotFundsPnlBoundsBarrier,
} from "../../../../../src/pretrade/policies/mod.ts";
import { Desk, killed, MAX, NAME } from "./_kit.ts";

function deskWith(axis: SpotFundsPnlBoundsAxis, lower: string): Desk {
  const desk = new Desk((service) => buildSpotFunds().marketData(service, 0)).currency("USD");
  desk.fund("1000 USD");
  bound(desk, axis, lower);
  return desk;
}

function bound(desk: Desk, axis: SpotFundsPnlBoundsAxis, lower: string): void {
  desk.engine.configure().spotFundsPnlBoundsKillswitch(NAME, {
    axes: { [axis]: { globalBarrier: new SpotFundsPnlBoundsBarrier("USD", lower) } },
  });
}

/** What an order is refused for, if the details say so. */
function judged(desk: Desk): string {
  return desk.dryRun("BUY 1 Z/USD @ 1").replace(/ block .*/, "");
}

function breached(label: string, value: string, lower: string, suffix = ""): string {
  return `account ${
    killed(`lower bound breached: ${label} ${value}, lower bound ${lower}, currency USD${suffix}`)
  }`;
}

function halted(details: string): string {
  return `account ${killed(details, "account pnl calculation halted")}`;
}

const PASSES = "lock 0:1 | USD b -1→999 h 1→1 | Z i 1→1";

describe("axisBlock()", () => {
  it("sums what closing at the mark would bring", () => {
    const desk = deskWith("accountUnrealized", "-5");
    desk.fund("2 A @ 10");
    desk.fund("1 B @ 4");
    desk.mark("A/USD", "8");
    desk.mark("B/USD", "3");
    assertEquals(judged(desk), PASSES);
    desk.mark("B/USD", "2.99");
    assertEquals(judged(desk), breached("account unrealized pnl", "-5.01", "-5"));
  });
  it("adds the ledger for the account's total, and the line for a position's", () => {
    const desk = deskWith("accountTotal", "-5");
    desk.fund("2 A @ 10");
    desk.mark("A/USD", "8");
    desk.setLedger("-1.5");
    assertEquals(judged(desk), breached("account total pnl", "-5.5", "-5"));
    const position = deskWith("positionTotal", "-5");
    position.fund("2 A @ 10");
    position.mark("A/USD", "8");
    position.adjust([{ operation: { asset: "A", realizedPnl: "-1.5" } }]);
    assertEquals(judged(position), breached("position total pnl", "-5.5", "-5", ", asset A"));
  });
  it("judges positions one by one, by name", () => {
    const desk = deskWith("positionUnrealized", "-5");
    for (const asset of ["B", "A"]) {
      desk.fund(`1 ${asset} @ 10`);
      desk.mark(`${asset}/USD`, "1");
    }
    assertEquals(judged(desk), breached("position unrealized pnl", "-9", "-5", ", asset A"));
  });
  it("asks nothing of an account whose bounds are all in another currency", () => {
    const desk = deskWith("accountTotal", "-5").currency("EUR");
    desk.setLedger("-9");
    assertEquals(judged(desk), PASSES);
    desk.currency("USD");
    assertEquals(judged(desk), breached("account total pnl", "-9", "-5"));
  });
  it("halts at a gain that does not fit", () => {
    const desk = deskWith("accountUnrealized", "-5");
    desk.fund(`1 A @ -${MAX}`);
    desk.mark("A/USD", MAX);
    assertEquals(judged(desk), halted("account unrealized pnl: halt reason ArithmeticOverflow"));
  });
  it("takes a sold position for what it is", () => {
    const desk = deskWith("accountUnrealized", "-5");
    desk.fund("-2 A @ 10");
    desk.mark("A/USD", "13");
    assertEquals(judged(desk), breached("account unrealized pnl", "-6", "-5"));
  });
  it("leaves plain cash alone, and needs nothing for a flat slot", () => {
    const desk = deskWith("positionUnrealized", "-5");
    desk.fund("7 EUR");
    desk.adjust([{
      operation: { asset: "A", realizedPnl: PnlHaltReason.fromMissingFx() },
    }]);
    assertEquals(judged(desk), PASSES);
    bound(desk, "positionTotal", "-5");
    assertEquals(judged(desk), halted("position total pnl: halt reason MissingFx, asset A"));
  });
  it("halts without currency, rate or average price, and at an overflow", () => {
    const desk = deskWith("accountUnrealized", "-5");
    desk.fund("2 A @ 10");
    assertEquals(judged(desk), halted("account unrealized pnl: halt reason MissingFx"));
    desk.mark("A/USD", MAX);
    assertEquals(judged(desk), halted("account unrealized pnl: halt reason ArithmeticOverflow"));
    desk.engine.accounts().clearCurrency(1);
    assertEquals(
      judged(desk),
      halted("account unrealized pnl: halt reason MissingAccountCurrency"),
    );
    desk.currency("USD");
    desk.mark("A/USD", "1");
    desk.adjust([{
      operation: { asset: "A", realizedPnl: PnlHaltReason.fromMissingInitialPnl() },
    }]);
    assertEquals(judged(desk), halted("account unrealized pnl: halt reason MissingCostBasis"));
    const full = deskWith("accountUnrealized", "-5").fund(`${MAX} A @ 1`);
    full.adjust([{ operation: { asset: "A", realizedPnl: PnlHaltReason.fromMissingFx() } }]);
    full.adjust([{ operation: { asset: "A" }, amount: { held: { absolute: MAX } } }]);
    assertEquals(judged(full), halted("account unrealized pnl: halt reason ArithmeticOverflow"));
  });
  it("names bounds in a foreign currency", () => {
    const desk = deskWith("accountTotal", "-5");
    const foreign = new SpotFundsPnlBoundsBarrier("EUR", "-5");
    desk.engine.configure().spotFundsPnlBoundsKillswitch(NAME, {
      axes: {
        accountTotal: { accountBarriers: [new SpotFundsPnlBoundsAccountBarrier(1, foreign)] },
      },
    });
    assertEquals(
      desk.block(),
      killed(
        "account total pnl: account currency USD, barrier currency EUR",
        "pnl barrier currency mismatch",
      ),
    );
  });
});
