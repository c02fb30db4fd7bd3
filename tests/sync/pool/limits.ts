/** An engine whose limits can be decided per account: loaded by each shard, and by the test beside them. */
import process from "node:process";
import { Engine } from "../../../mod.ts";
import type { Context, Policy, PolicyPreTradeResult } from "../../../src/pretrade/mod.ts";
import {
  buildOrderSizeLimit,
  buildOrderValidation,
  buildRateLimit,
  OrderSizeBrokerBarrier,
  RateLimitAccountBarrier,
} from "../../../src/pretrade/policies/mod.ts";

/** How many desks have a rate of their own. */
export const DESKS = 40;
const OPEN_MAX = 100;

/** Lets each account have so many units in open orders. Quantity 666 kills the thread, if it is a shard's. */
class OpenUnits implements Policy {
  readonly name = "OpenUnits";
  readonly partition = "account";
  readonly #open = new Map<bigint, number>();
  readonly #isShard: boolean;

  constructor(isShard: boolean) {
    this.#isShard = isShard;
  }

  checkPreTradeStart(_context: Context, order: Parameters<Policy["checkPreTradeStart"]>[1]): void {
    const isFatal = `${order.operation?.tradeAmount?.asQuantity}` === "666";
    if (isFatal && this.#isShard) process.exit(9);
  }

  performPreTradeCheck(
    _context: Context,
    order: Parameters<Policy["performPreTradeCheck"]>[1],
  ): PolicyPreTradeResult {
    const account = order.operation?.accountId?.value as bigint;
    const quantity = Number(`${order.operation?.tradeAmount?.asQuantity}`);
    const open = this.#open.get(account) ?? 0;
    if (open + quantity > OPEN_MAX) {
      const details = `open ${open}, asked for ${quantity}, max allowed: ${OPEN_MAX}`;
      return { rejects: [{ code: "RiskLimitExceeded", reason: "too much open", details }] };
    }
    this.#open.set(account, open + quantity);
    const end = () => void this.#open.set(account, (this.#open.get(account) ?? 0) - quantity);
    return { mutations: [{ commit() {}, rollback: end }] };
  }
}

/** Makes the engine of a shard; the only one of its kind if no shard is named. */
export function createEngine(shard?: { readonly index: number; readonly count: number }): Engine {
  const rates = Array.from(
    { length: DESKS },
    (_, desk) =>
      new RateLimitAccountBarrier({ maxOrders: 30, windowMs: 3_600_000 }, `desk-${desk}`),
  );
  const cap = new OrderSizeBrokerBarrier({ maxQuantity: "55", maxNotional: "7500" });
  return Engine.builder()
    .builtin(buildOrderValidation())
    .builtin(buildOrderSizeLimit().brokerBarrier(cap))
    .builtin(buildRateLimit().accountBarriers(rates))
    .preTrade(new OpenUnits(shard !== undefined))
    .build();
}
