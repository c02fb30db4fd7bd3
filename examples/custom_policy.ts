/**
 * A policy of one's own: it caps the money that an account may have in open orders.
 *
 *     deno run examples/custom_policy.ts
 *     bun examples/custom_policy.ts
 *     node examples/custom_policy.ts        (Node 24)
 *
 * The policy is `custom_policy/notional_cap.ts`. The engine keeps its sums: a check reserves, a
 * rollback takes back by itself, a report releases.
 */
import process from "node:process";
import { Engine } from "@openpit-ts/openpit";
import type { ExecutionReportInit } from "@openpit-ts/openpit/model";
import type { Lock, Reservation } from "@openpit-ts/openpit/pretrade";
import { NotionalCap } from "./custom_policy/notional_cap.ts";

const INSTRUMENT = { underlyingAsset: "AAPL", settlementAsset: "USD" } as const;

const engine = Engine.builder().strictInput().preTrade(new NotionalCap("100000")).build();

/** Asks for an order to buy and says what comes of it. */
function ask(account: string, quantity: string, price: string): Reservation | undefined {
  const result = engine.executePreTrade({
    operation: {
      ...INSTRUMENT,
      accountId: account,
      side: "BUY",
      tradeAmount: { quantity },
      price,
    },
  });
  const why = result.rejects.map(({ code, details }) => `${code}, ${details}`).join("; ");
  const verdict = result.ok ? "accepted" : `rejected: ${why}`;
  print(`${account} buys ${quantity} at ${price}: ${verdict}`);
  return result.reservation;
}

/** The order goes out. The lock is its receipt, to be handed back with its reports. */
function send(reservation: Reservation | undefined): Lock {
  if (reservation === undefined) throw new Error("Cannot send an order that was rejected");
  const lock = reservation.lock();
  reservation.commit();
  return lock;
}

/** The venue reports on an order. */
function report(account: string, fill: NonNullable<ExecutionReportInit["fill"]>): void {
  engine.applyExecutionReport({
    operation: { ...INSTRUMENT, accountId: account, side: "BUY" },
    fill,
  });
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

print("Cap: 100000 USD in open orders per account\n");
const lock = send(ask("desk-7", "300", "200")); // 60000 open
ask("desk-7", "250", "200"); // 50000 more would be 110000
send(ask("desk-8", "250", "200")); // another account has a cap of its own

const unsent = ask("desk-7", "200", "200"); // 100000 open: exactly the cap
ask("desk-7", "1", "0.01");
unsent?.rollback();
print("the venue is not reached, desk-7 takes its second order back");

// A better price than the limit releases what was reserved, not what was paid.
const lastTrade = { quantity: "100", price: "199.50" };
report("desk-7", { lock, lastTrade, isFinal: false });
print("the venue trades 100 of the first 300");
send(ask("desk-7", "300", "200")); // 40000 + 60000

report("desk-7", { lock, isFinal: true, remainingReservedQuantity: "200" });
print("the venue cancels the other 200");
ask("desk-7", "200", "200.01");
ask("desk-7", "200", "200");
