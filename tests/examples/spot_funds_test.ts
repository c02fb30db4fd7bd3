/**
 * Runs `examples/spot_funds.ts` as a user does: as a program of its own, on the runtime that runs this test. Every
 * number below was worked out by hand from the prices of the story and 1.10 USD for a euro.
 */
import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { spawnSync } from "node:child_process";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { Desk } from "../../examples/spot_funds/desk.ts";
import { ACCOUNT } from "../../examples/spot_funds/engine.ts";

const PROGRAM = fileURLToPath(new URL("../../examples/spot_funds.ts", import.meta.url));

const BREACH = "lower bound breached: realized pnl -254.90, lower bound -250, currency USD";

const STORY = `Deposit of 100000 USD
   USD   100000 available
   P&L   0 of the account

BUY 30 AAPL at 2000: accepted
   AAPL  0 available, 30 incoming
   USD   40000 available, 60000 held
   P&L   0 of the account

BUY 30 AAPL at 2000: refused
   InsufficientFunds: asset USD: available 40000, requested 60000

BUY fill of 10 at 1990, fee 5 EUR
   AAPL  10 available, 20 incoming, average 1990, P&L -5.50
   EUR   -5 available
   USD   40100 available, 40000 held
   P&L   -5.50 of the account

BUY fill of 15 at 2000
   AAPL  25 available, 5 incoming, average 1996, P&L -5.50
   EUR   -5 available
   USD   40100 available, 10000 held
   P&L   -5.50 of the account

Restart; the open order keeps its lock, [["2000"]]
   AAPL  25 available, 5 incoming, average 1996, P&L -5.50
   EUR   -5 available
   USD   40100 available, 10000 held
   P&L   -5.50 of the account

Cancel of the other 5
   AAPL  25 available, average 1996, P&L -5.50
   EUR   -5 available
   USD   50100 available
   P&L   -5.50 of the account

SELL 10 AAPL at 1985: accepted
   AAPL  15 available, 10 held, average 1996, P&L -5.50
   EUR   -5 available
   USD   50100 available, 19850 incoming
   P&L   -5.50 of the account

SELL fill of 10 at 1985, fee 2 EUR
   AAPL  15 available, average 1996, P&L -117.70
   EUR   -7 available
   USD   69950 available
   P&L   -117.70 of the account

SELL 15 AAPL at 1985: accepted
   AAPL  0 available, 15 held, average 1996, P&L -117.70
   EUR   -7 available
   USD   69950 available, 29775 incoming
   P&L   -117.70 of the account

SELL fill of 15 at 1987, fee 2 EUR
   AAPL  0 available, P&L -254.90
   EUR   -9 available
   USD   99755 available
   P&L   -254.90 of the account
   The account is blocked:
   ${BREACH}

BUY 1 AAPL at 1500: refused
   PnlKillSwitchTriggered: ${BREACH}

Settlement: 9 EUR of fees are bought for 9.90 USD
   AAPL  0 available, P&L -254.90
   USD   99745.10 available
   P&L   -254.90 of the account

Review: P&L set to 0, account unblocked

BUY 1 AAPL at 1500: accepted
   AAPL  0 available, 1 incoming, P&L -254.90
   USD   98245.10 available, 1500 held
   P&L   0 of the account

`;

describe("examples/spot_funds.ts", () => {
  it("tells the story of one account, with every number", () => {
    const launch = "deno" in process.versions ? ["run", "--no-lock", "--no-prompt"] : [];
    const child = spawnSync(process.execPath, [...launch, PROGRAM], { encoding: "utf8" });
    assertEquals([child.status, child.stderr], [0, ""]);
    assertEquals(child.stdout.split("\n"), STORY.split("\n"));
  });
});

describe("Desk of examples/spot_funds", () => {
  it("restores a desk whose next reports come out the same", () => {
    const desk = new Desk();
    desk.transfer({ USD: "1000" });
    const order = desk.send("BUY", "10", "50");
    if (typeof order === "string") throw new Error(order);
    desk.report(order, { quantity: "3", price: "49.5", feeEur: "1" });
    const restored = Desk.restore(desk.save());
    const results = [desk, restored].map((each) => {
      each.report({ ...order }, { quantity: "7", price: "48" });
      return each.engine.accounts().holdings(ACCOUNT).map((holding) =>
        Object.values(holding).map(String).join(" ")
      ).sort();
    });
    assertEquals(results[1], results[0]);
    assertEquals(restored.ledger, desk.ledger);
  });
});
