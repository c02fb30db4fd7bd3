/** What commands of a history are to the book and to the engine: prices, quantities, texts. */
import type { OrderOperationInit } from "../../src/model/mod.ts";
import { type BookedOrder, print, scaled } from "./_spot_book.ts";
import type { OrderCommand } from "./_spot_history.ts";

/** Ten-thousandths that a market order may cost more or bring less. */
export const SLIPPAGE = 25n;
/** Cents in millionths. */
export const CENT = 10_000n;

/** What the book makes of an order; undefined if nothing can price it. The mark is in cents. */
export function bookedOrder(
  { account, side, instrument, thousandths, price }: OrderCommand,
  mark: bigint | undefined,
  isPositive: boolean,
): BookedOrder | undefined {
  const [underlying, settlement] = instrument;
  const factor = side === "BUY" ? 10_000n + SLIPPAGE : 10_000n - SLIPPAGE;
  let lock = price === undefined ? mark && mark * factor : price * CENT;
  if (lock === undefined) return undefined;
  if (isPositive && lock <= 0n) lock = CENT;
  return { account, side, underlying, settlement, quantity: thousandths, lock };
}

/** The order as the engine takes it; one by volume is worth exactly what its quantity is. */
export function operationOf(
  { account, side, instrument, thousandths, price, isByVolume }: OrderCommand,
  order: BookedOrder | undefined,
): OrderOperationInit {
  const [underlyingAsset, settlementAsset] = instrument;
  const worth = order === undefined ? 0n : order.lock * thousandths;
  const tradeAmount = isByVolume && worth !== 0n
    ? { volume: print(worth < 0n ? -worth : worth) }
    : { quantity: scaled(thousandths, 3) };
  return {
    underlyingAsset,
    settlementAsset,
    accountId: account,
    side,
    tradeAmount,
    price: price === undefined || order === undefined ? undefined : scaled(order.lock, 6),
  };
}

/** A trade at some distance from the price of the lock, in millionths; a disciplined venue gives no worse price. */
export function tradePrice(
  { side, lock }: BookedOrder,
  cents: bigint,
  isDisciplined: boolean,
): bigint {
  const price = lock + cents * CENT;
  if (!isDisciplined) return price;
  return (side === "BUY") === (cents > 0n) ? lock : price < 0n ? 0n : price;
}
