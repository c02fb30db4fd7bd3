/**
 * One account's money from funding to settlement: what an order holds, what fills, fees and a cancel change, and a
 * limit on losses that is really hit.
 *
 *     deno run examples/spot_funds.ts
 *     bun examples/spot_funds.ts
 *     node examples/spot_funds.ts        (Node 24)
 *
 * In `spot_funds/`, `engine.ts` builds the engine, `desk.ts` asks it and keeps the locks, `statement.ts` prints.
 */
import process from "node:process";
import { Desk, type OpenOrder, type Saved, type Trade } from "./spot_funds/desk.ts";
import { ACCOUNT } from "./spot_funds/engine.ts";
import { statement } from "./spot_funds/statement.ts";

function tell(): void {
  let desk = new Desk();
  desk.transfer({ USD: "100000" });
  print("Deposit of 100000 USD", statement(desk));

  const buy = send(desk, "BUY", "30", "2000");
  send(desk, "BUY", "30", "2000"); // what is held cannot be spent twice
  report(desk, buy, { quantity: "10", price: "1990", feeEur: "5" });
  report(desk, buy, { quantity: "15", price: "2000" });

  desk = restart(desk, buy);
  report(desk, buy); // the same order object serves: all it has are texts

  report(desk, send(desk, "SELL", "10", "1985"), { quantity: "10", price: "1985", feeEur: "2" });
  report(desk, send(desk, "SELL", "15", "1985"), { quantity: "15", price: "1987", feeEur: "2" });
  send(desk, "BUY", "1", "1500");

  desk.transfer({ USD: "-9.90", EUR: "9" });
  print("Settlement: 9 EUR of fees are bought for 9.90 USD", statement(desk));

  desk.setLedger("0");
  desk.engine.accounts().unblock(ACCOUNT);
  print("Review: P&L set to 0, account unblocked", []);
  send(desk, "BUY", "1", "1500");
}

/** An order that was refused is none; the story goes on with one that stands for it. */
function send(desk: Desk, side: "BUY" | "SELL", quantity: string, price: string): OpenOrder {
  const answer = desk.send(side, quantity, price);
  const what = `${side} ${quantity} AAPL at ${price}`;
  if (typeof answer !== "string") {
    print(`${what}: accepted`, statement(desk));
    return answer;
  }
  print(`${what}: refused`, [`   ${answer}`]);
  return { side, lock: "[]", left: "0" };
}

function report(desk: Desk, order: OpenOrder, trade?: Trade): void {
  const what = trade === undefined
    ? `Cancel of the other ${order.left}`
    : `${order.side} fill of ${trade.quantity} at ${trade.price}` +
      (trade.feeEur === undefined ? "" : `, fee ${trade.feeEur} EUR`);
  const stopped = desk.report(order, trade);
  const why = stopped === undefined ? [] : ["   The account is blocked:", `   ${stopped}`];
  print(what, [...statement(desk), ...why]);
}

/** What a restart does: everything goes through text and comes back into a new engine. */
function restart(desk: Desk, order: OpenOrder): Desk {
  const stored = JSON.stringify({ account: desk.save(), order });
  const { account } = JSON.parse(stored) as { account: Saved };
  const restored = Desk.restore(account);
  print(`Restart; the open order keeps its lock, ${order.lock}`, statement(restored));
  return restored;
}

function print(title: string, lines: readonly string[]): void {
  process.stdout.write(`${[title, ...lines, ""].join("\n")}\n`);
}

// A reader that needs no more, such as `| head`, closes the pipe; that is no failure.
process.stdout.on("error", (error: Error & { code?: string }) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});
tell();
