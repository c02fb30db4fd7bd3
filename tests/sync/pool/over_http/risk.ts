/** The engine of a shard of one who has the package from the web. Quantity 666 kills the thread. */
import { Engine } from "@openpit-ts/openpit";
import { buildOrderValidation } from "@openpit-ts/openpit/pretrade/policies";
import type { ShardInfo } from "@openpit-ts/openpit/sync";
import process from "node:process";

/** Makes the engine. */
export function createEngine(_shard: ShardInfo): Engine {
  return Engine.builder()
    .builtin(buildOrderValidation())
    .preTrade({
      name: "Fatal",
      partition: "account",
      checkPreTradeStart(_context, order) {
        if (`${order.operation?.tradeAmount?.asQuantity}` === "666") process.exit(9);
      },
      performPreTradeCheck() {},
    })
    .build();
}
