/** The engine that the threads of these tests share: funds per account and a budget of orders for all of them. */
import { Engine, type SyncMode } from "../../src/engine/mod.ts";
import type { DecisionRecord } from "../../src/engine/mod.ts";
import type { OrderInit } from "../../src/model/mod.ts";
import {
  buildRateLimit,
  buildSpotFunds,
  RateLimitBrokerBarrier,
} from "../../src/pretrade/policies/mod.ts";

/** The accounts that have funds: 1 up to this one. */
export const FUNDED = 5;

/** What the engine allows. */
export interface Limits {
  /** What each account has, in whole dollars. */
  readonly balance: number;
  /** Orders of all accounts together. */
  readonly budget: number;
}

/** What an operation came to on the owner's thread, in the owner's order. */
export interface Event {
  readonly what: "accepted" | "refused" | "commit" | "rollback";
  /** Price of the order, which is unique in a run. */
  readonly tag: string;
  readonly account: number;
}

/** An engine, and what it went through. */
export interface Scenario {
  readonly engine: Engine;
  readonly events: Event[];
  /** How many reservations are neither committed nor rolled back. */
  openCount(): number;
  /** What the account has, asset by asset. */
  holdingsOf(account: number): string;
}

/** Makes an engine whose clock stands still, so that the budget is spent once. */
export function makeScenario(mode: SyncMode, { balance, budget }: Limits): Scenario {
  const events: Event[] = [];
  let open = 0;
  const onDecision = (record: DecisionRecord): void => {
    const what = eventOf(record);
    if (what === undefined) return;
    if (what === "accepted") open++;
    else if (what !== "refused") open--;
    const { accountId, price } = record.order?.operation ?? {};
    events.push({ what, tag: `${price}`, account: Number(accountId?.value) });
  };
  const cap = new RateLimitBrokerBarrier({ maxOrders: budget, windowMs: 60_000 });
  const engine = Engine.builder().clock(() => 0n)[mode]()
    .observer({ onDecision })
    .builtin(buildRateLimit().brokerBarrier(cap))
    .builtin(buildSpotFunds())
    .build();
  const deposit = { operation: { asset: "USD" }, amount: { balance: { absolute: `${balance}` } } };
  for (let account = 1; account <= FUNDED; account++) {
    engine.applyAccountAdjustment(account, [deposit]);
  }
  const holdingsOf = (account: number): string =>
    engine.accounts().holdings(account).map(({ asset, available, held, incoming }) =>
      `${asset} ${available} free, ${held} held, ${incoming} incoming`
    ).join("; ");
  return { engine, events, openCount: () => open, holdingsOf };
}

function eventOf({ operation, verdict }: DecisionRecord): Event["what"] | undefined {
  if (operation === "commit" || operation === "rollback") return operation;
  if (operation !== "executePreTrade") return undefined;
  if (verdict === "failed") throw new Error("A check failed");
  return verdict;
}

/** An order for one share: its tag is its price in dollars. */
export function makeOrder(account: number, tag: string): OrderInit {
  return {
    operation: {
      underlyingAsset: "AAPL",
      settlementAsset: "USD",
      accountId: account,
      side: "BUY",
      tradeAmount: { quantity: "1" },
      price: tag,
    },
  };
}
