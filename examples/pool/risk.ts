/** The engine of a shard: the pool starts one thread per shard, and each loads this file. */
import { Engine } from "@openpit-ts/openpit";
import {
  buildOrderSizeLimit,
  buildOrderValidation,
  OrderSizeBrokerBarrier,
} from "@openpit-ts/openpit/pretrade/policies";
import type { ShardInfo } from "@openpit-ts/openpit/sync";
import { OpenOrders } from "../shared_engine/open_orders.ts";

/** Makes the engine. All its limits can be decided per account, so the accounts may be spread. */
export function createEngine(_shard: ShardInfo): Engine {
  const size = new OrderSizeBrokerBarrier({ maxQuantity: "1000", maxNotional: "100000" });
  return Engine.builder()
    .builtin(buildOrderValidation())
    .builtin(buildOrderSizeLimit().brokerBarrier(size))
    .preTrade(new OpenOrders(30)) // it says partition: "account"; one that is silent would be refused
    .build() as Engine;
}
