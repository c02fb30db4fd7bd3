/**
 * An audit trail: an observer writes down what the engine decided, as NDJSON.
 *
 *     deno run examples/audit_trail.ts
 *     bun examples/audit_trail.ts
 *     node examples/audit_trail.ts        (Node 24)
 *
 * The observer is `audit_trail/audit_trail.ts`. The time stands on a fake clock, so every run prints
 * the same.
 */
import process from "node:process";
import { Engine } from "@openpit-ts/openpit";
import {
  buildOrderSizeLimit,
  buildPnlBoundsKillswitch,
  OrderSizeBrokerBarrier,
  OrderSizeLimitBuilder,
  PnlBoundsBrokerBarrier,
} from "@openpit-ts/openpit/pretrade/policies";
import { FakeClock } from "@openpit-ts/openpit/testing";
import { AuditTrail } from "./audit_trail/audit_trail.ts";

const ACCOUNT = 99224416;
const INSTRUMENT = { underlyingAsset: "AAPL", settlementAsset: "USD" } as const;
const OPENING_MS = Date.UTC(2026, 0, 5, 14, 30);

const clock = new FakeClock();
const wallTime = () => new Date(OPENING_MS + Number(clock.now() / 1_000_000n)).toISOString();
const trail = new AuditTrail((line) => void process.stdout.write(`${line}\n`), wallTime);
const engine = Engine.builder()
  .clock(clock.now)
  .observer(trail)
  .builtin(buildOrderSizeLimit().brokerBarrier(new OrderSizeBrokerBarrier({ maxQuantity: "100" })))
  .builtin(buildPnlBoundsKillswitch().brokerBarriers([new PnlBoundsBrokerBarrier("USD", "-500")]))
  .build();

function buy(quantity: string): void {
  clock.advanceMs(250);
  engine.executePreTrade({
    operation: {
      ...INSTRUMENT,
      accountId: ACCOUNT,
      side: "BUY",
      tradeAmount: { quantity },
      price: "185.50",
    },
  }).reservation?.commit();
}

buy("100");
buy("101"); // one too many

clock.advanceMs(1000);
engine.configure().orderSizeLimit(OrderSizeLimitBuilder.NAME, {
  broker: new OrderSizeBrokerBarrier({ maxQuantity: "200" }),
});
buy("101");

clock.advanceMs(1000);
engine.applyExecutionReport({ // a loss that trips the kill switch
  operation: { ...INSTRUMENT, accountId: ACCOUNT, side: "BUY" },
  financialImpact: { pnl: "-509.50", fee: "0" },
});
buy("1");

clock.advanceMs(60_000);
engine.accounts().unblock(ACCOUNT);
if (engine.observerFailures > 0) throw new Error("Cannot trust the trail: lines are missing");
