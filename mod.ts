/**
 * A pre-trade risk engine: put it between a trading decision and a venue.
 *
 * An order goes through two stages. The start stage runs every policy's cheap check; the main stage reserves state and gives
 * a reservation to be committed when the order went out, or rolled back when it didn't. A refusal is a
 * value that lists all reasons; only misuse throws.
 *
 * @example
 * ```ts
 * import { Engine } from "@openpit-ts/openpit";
 * import {
 *   buildOrderSizeLimit,
 *   buildOrderValidation,
 *   OrderSizeBrokerBarrier,
 * } from "@openpit-ts/openpit/pretrade/policies";
 * import { assertEquals } from "@std/assert";
 *
 * const engine = Engine.builder()
 *   .builtin(buildOrderValidation())
 *   .builtin(
 *     buildOrderSizeLimit().brokerBarrier(new OrderSizeBrokerBarrier({ maxNotional: "100000" })),
 *   )
 *   .build();
 *
 * const result = engine.executePreTrade({
 *   operation: {
 *     underlyingAsset: "AAPL",
 *     settlementAsset: "USD",
 *     accountId: "desk-7",
 *     side: "BUY",
 *     tradeAmount: { quantity: "600" },
 *     price: "185.50",
 *   },
 * });
 *
 * assertEquals(result.ok, false);
 * assertEquals(result.rejects[0]?.code, "OrderNotionalExceedsLimit");
 * assertEquals(result.rejects[0]?.details, "requested 111300.00, max allowed: 100000");
 * ```
 *
 * @module
 */
export * from "./src/engine/mod.ts";
