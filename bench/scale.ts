import { do_not_optimize } from "mitata";
import { Engine, type EngineBuilder } from "../mod.ts";
import {
  buildOrderSizeLimit,
  buildOrderValidation,
  buildRateLimit,
  OrderSizeAssetBarrier,
  OrderSizeBrokerBarrier,
  RateLimitAccountBarrier,
  RateLimitBrokerBarrier,
} from "../src/pretrade/policies/mod.ts";
import { type Bench, inTurn, type Timed } from "./_measure.ts";

const PRICES = ["185.25", "0.15", "42350.75", "101.5", "1999.99", "63.125", "250.05"];
const QUANTITIES = ["10", "0.15", "2.5", "12.75", "3", "1", "7.5", "20"];
const ACCOUNTS = [["1", 1], ["1k", 1000], ["100k", 100_000]] as const;
const FEW_ACTIVE = [["1k_of_100k", 100_000]] as const;
/** One in so many accounts trades then. */
const ACTIVE_SHARE = 100;
const SMOKE_SIZE = 100;
/** Attempts that an account has in its window at any time. */
const ATTEMPTS = [["10", 10], ["1k", 1000], ["100k", 100_000]] as const;

/** The windows of the benches are told in orders: on the clock of the benches an order takes 1 µs. */
const NS_PER_ORDER = 1000n;
const MS_PER_ORDER = 0.001;
const ATTEMPTS_USUAL = 10;
const UNREACHED = 1_000_000_000;

/**
 * Whether an order costs the same however many accounts there are and however long the windows are.
 *
 * `map`: what a plain map of as many accounts costs, read and written in the same order of accounts, which is that of
 * no memory: its growth is that of cache misses. `three`: validation, size and rate with a fresh literal and a commit.
 * `1k_of_100k`: the engine knows 100,000 accounts, of which a thousand trade.
 */
export function scaleBenches(): Bench[] {
  return [
    ...sized("map", ACCOUNTS, plainMap),
    ...sized("rate", ACCOUNTS, (count) => rate(count, ATTEMPTS_USUAL)),
    ...sized("rate", FEW_ACTIVE, (count) => rate(count, ATTEMPTS_USUAL, count / ACTIVE_SHARE)),
    ...sized("three", ACCOUNTS, (count) => three(count, steadyEngine())),
    ...sized("three", FEW_ACTIVE, (count) => three(count, steadyEngine(), count / ACTIVE_SHARE)),
    ...sized("window", ATTEMPTS, (attempts) => rate(1, attempts)),
    { name: "scale/broker", setUp: fixedWindow },
    { name: "scale/three/host_clock", setUp: () => three(1000, Engine.builder()) },
  ];
}

function sized(
  name: string,
  sizes: readonly (readonly [string, number])[],
  setUp: (size: number) => Timed,
): Bench[] {
  return sizes.map(([label, size]) => ({
    name: `scale/${name}/${label}`,
    setUp: (isSmoke) => setUp(isSmoke ? Math.min(size, SMOKE_SIZE) : size),
  }));
}

/** An engine on a clock on which orders come one microsecond after the other. */
function steadyEngine(): EngineBuilder {
  let nowNs = 0n;
  return Engine.builder().clock(() => nowNs += NS_PER_ORDER);
}

function accountIds(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

/** All accounts in an order that memory does not have. */
function shuffled(count: number): number[] {
  const accounts = accountIds(count);
  let state = 0x2545f491;
  for (let last = count - 1; last > 0; last--) {
    state = Math.imul(state, 1664525) + 1013904223 >>> 0;
    const other = state % (last + 1);
    const swapped = accounts[last] as number;
    accounts[last] = accounts[other] as number;
    accounts[other] = swapped;
  }
  return accounts;
}

function plainMap(accountCount: number): Timed {
  const counters = new Map(
    accountIds(accountCount).map((account) => [BigInt(account), { count: 0 }]),
  );
  return {
    args: [inTurn(shuffled(accountCount))],
    body: (account: number) => {
      const counter = counters.get(BigInt(account));
      if (counter === undefined) throw new Error("Cannot measure: no such account");
      do_not_optimize(++counter.count);
    },
  };
}

/** Active accounts take turns, so a window of so many attempts is that long for each. */
function accountBarriers(
  accounts: readonly number[],
  attempts: number,
  activeCount: number,
): RateLimitAccountBarrier[] {
  const windowMs = attempts * activeCount * MS_PER_ORDER;
  const limit = { maxOrders: UNREACHED, windowMs };
  return accounts.map((account) => new RateLimitAccountBarrier(limit, account));
}

/** Sends so many orders of each active account, so that logs have their size before anything is timed, and one of all others. */
function warmUp(
  accounts: readonly number[],
  active: readonly number[],
  attempts: number,
  send: (account: number) => void,
): void {
  accounts.forEach(send);
  const byAge = active.toSorted((one, other) => one - other);
  for (let round = 0; round < attempts; round++) byAge.forEach(send);
}

function rate(accountCount: number, attempts: number, activeCount: number = accountCount): Timed {
  const accounts = accountIds(accountCount);
  const active = shuffled(accountCount).slice(0, activeCount);
  const engine = steadyEngine()
    .builtin(buildRateLimit().accountBarriers(accountBarriers(accounts, attempts, activeCount)))
    .build();
  const body = (accountId: number): void => {
    const result = engine.executePreTrade({
      operation: { underlyingAsset: "AAPL", settlementAsset: "USD", accountId },
    });
    if (!result.ok) throw new Error("Cannot measure: the order was rejected");
    result.reservation.commit();
    do_not_optimize(result);
  };
  warmUp(accounts, active, attempts, body);
  return { args: [inTurn(active)], body };
}

function fixedWindow(): Timed {
  const engine = steadyEngine()
    .builtin(
      buildRateLimit().brokerBarrier(
        new RateLimitBrokerBarrier({ maxOrders: UNREACHED, windowMs: 1 }),
      ),
    )
    .build();
  return {
    args: [inTurn([1, 2, 3, 4, 5])],
    body: (accountId: number) => {
      const result = engine.executePreTrade({
        operation: { underlyingAsset: "AAPL", settlementAsset: "USD", accountId },
      });
      if (!result.ok) throw new Error("Cannot measure: the order was rejected");
      result.reservation.commit();
      do_not_optimize(result);
    },
  };
}

function three(
  accountCount: number,
  builder: EngineBuilder,
  activeCount: number = accountCount,
): Timed {
  const accounts = accountIds(accountCount);
  const active = shuffled(accountCount).slice(0, activeCount);
  const engine = builder
    .builtin(buildOrderValidation())
    .builtin(
      buildOrderSizeLimit()
        .brokerBarrier(new OrderSizeBrokerBarrier({ maxQuantity: "1000", maxNotional: "1000000" }))
        .assetBarriers([
          new OrderSizeAssetBarrier({ maxQuantity: "500" }, "AAPL"),
          new OrderSizeAssetBarrier({ maxNotional: "900000" }, "USD"),
        ]),
    )
    .builtin(
      buildRateLimit()
        .brokerBarrier(new RateLimitBrokerBarrier({ maxOrders: UNREACHED, windowMs: 1000 }))
        .accountBarriers(accountBarriers(accounts, ATTEMPTS_USUAL, activeCount)),
    )
    .build();
  const body = (price: string, quantity: string, accountId: number): void => {
    const result = engine.executePreTrade({
      operation: {
        underlyingAsset: "AAPL",
        settlementAsset: "USD",
        accountId,
        side: "BUY",
        tradeAmount: { quantity },
        price,
      },
    });
    if (!result.ok) throw new Error("Cannot measure: the order was rejected");
    result.reservation.commit();
    do_not_optimize(result);
  };
  warmUp(accounts, active, ATTEMPTS_USUAL, (account) => body("185.25", "10", account));
  return { args: [inTurn(PRICES), inTurn(QUANTITIES), inTurn(active)], body };
}
