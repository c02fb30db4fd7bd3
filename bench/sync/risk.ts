/** The engine of every row: validation, size and rate, all decided per account, and orders that pass. */
import { Engine, type EngineBuilder } from "../../mod.ts";
import type { OrderInit } from "../../src/model/mod.ts";
import {
  buildOrderSizeLimit,
  buildOrderValidation,
  buildRateLimit,
  OrderSizeAssetBarrier,
  OrderSizeBrokerBarrier,
  RateLimitAccountBarrier,
} from "../../src/pretrade/policies/mod.ts";

const ACCOUNTS = Array.from({ length: 256 }, (_, number) => `desk-${number}`);
const PRICES = ["185.25", "0.15", "4350.75", "101.5", "1999.99", "63.125", "250.05"];
const QUANTITIES = ["10", "0.15", "2.5", "12.75", "3", "1", "7.5", "20"];
// Never reached, and counted all the same.
const RATE = { maxOrders: 1_000_000_000, windowMs: 1 };

/** Makes the engine, by default in noSync mode. */
export function makeEngine(builder: EngineBuilder = Engine.builder()): Engine {
  return builder
    .builtin(buildOrderValidation())
    .builtin(
      buildOrderSizeLimit()
        .brokerBarrier(new OrderSizeBrokerBarrier({ maxQuantity: "1000", maxNotional: "1000000" }))
        .assetBarriers([new OrderSizeAssetBarrier({ maxQuantity: "500" }, "AAPL")]),
    )
    .builtin(
      buildRateLimit().accountBarriers(
        ACCOUNTS.map((account) => new RateLimitAccountBarrier(RATE, account)),
      ),
    )
    .build();
}

/** The engine of a shard. */
export function createEngine(): Engine {
  return makeEngine();
}

/** A fresh order of the stream: 256 accounts in turn, prices and quantities that differ. */
export function orderOf(number: number): OrderInit {
  return {
    operation: {
      underlyingAsset: "AAPL",
      settlementAsset: "USD",
      accountId: ACCOUNTS[number & 255] as string,
      side: "BUY",
      tradeAmount: { quantity: QUANTITIES[number & 7] as string },
      price: PRICES[number % 7] as string,
    },
  };
}
