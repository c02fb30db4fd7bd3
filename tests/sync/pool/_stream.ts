/** Seeded streams of orders, and what an engine says of them. */
import type { OrderInit } from "../../../src/model/mod.ts";

/** Numbers from 0 up to a bound, the same for the same seed (mulberry32). */
export function seeded(seed: number): (bound: number) => number {
  let state = seed >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}

/** An order of one of so many desks. */
export function randomOrder(random: (bound: number) => number, desks: number): OrderInit {
  return {
    operation: {
      underlyingAsset: ["AAPL", "MSFT", "SPX"][random(3)] as string,
      settlementAsset: "USD",
      accountId: `desk-${random(desks)}`,
      side: random(2) === 0 ? "BUY" : "SELL",
      tradeAmount: { quantity: `${1 + random(60)}` },
      price: `${100 + random(50)}.${random(10)}`,
    },
  };
}
