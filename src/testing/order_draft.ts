import type { OrderInit, OrderOperationInit } from "../model/mod.ts";

/** A complete plain order: account 1 buys 10 AAPL/USD at 100, with any field of the operation replaced. */
export function orderDraft(changes: OrderOperationInit = {}): OrderInit & {
  readonly operation: Required<OrderOperationInit>;
} {
  return {
    operation: {
      underlyingAsset: "AAPL",
      settlementAsset: "USD",
      accountId: 1,
      side: "BUY",
      tradeAmount: { quantity: "10" },
      price: "100",
      ...changes,
    },
  };
}
