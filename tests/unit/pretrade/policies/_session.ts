/** An engine on a clock that stands still until it is told to move, for the tests of the policies that keep state. */

import { assertEquals } from "@std/assert";
import { Engine, type EngineBuildError } from "../../../../src/engine/mod.ts";
import type { OrderOperationInit } from "../../../../src/model/mod.ts";
import type { BuiltinPolicy, RateLimitInit } from "../../../../src/pretrade/policies/mod.ts";
import {
  buildRateLimit,
  RateLimitAccountAssetBarrier,
  RateLimitAccountBarrier,
  RateLimitAssetBarrier,
  RateLimitBrokerBarrier,
  type RateLimitReadyBuilder,
} from "../../../../src/pretrade/policies/mod.ts";
import { FakeClock, orderDraft } from "../../../../src/testing/mod.ts";
import { linesOf, thrownBy } from "../../engine/_kit.ts";

const RATE_LIMIT = "RateLimitPolicy";

/** Orders by time, in seconds since the engine was built, and what is said of each. */
export type Timetable = readonly (readonly [seconds: number, verdict: string])[];

/** One engine of some policies, and orders of account 1 in AAPL/USD, with any field replaced. */
export class Session {
  readonly clock: FakeClock;
  readonly engine: Engine;
  readonly #startNs: bigint;

  constructor(tokens: BuiltinPolicy | readonly BuiltinPolicy[], startNs = 0n) {
    this.#startNs = startNs;
    this.clock = new FakeClock(startNs);
    const [first, ...others] = [tokens].flat() as [BuiltinPolicy, ...BuiltinPolicy[]];
    const builder = Engine.builder().clock(this.clock.now).builtin(first);
    for (const other of others) builder.builtin(other);
    this.engine = builder.build();
  }

  /** Sets the time, in seconds since the engine was built. */
  goTo(seconds: number): void {
    this.clock.setNs(this.#startNs + BigInt(Math.round(seconds * 1e9)));
  }

  /** The verdict on an order. */
  order(changes: OrderOperationInit = {}): string {
    return verdictOf(this.engine.startPreTrade(orderDraft(changes)));
  }

  /** The verdict on an order, with nothing recorded; both dry runs must agree. */
  dryRun(changes: OrderOperationInit = {}): string {
    const verdict = verdictOf(this.engine.startPreTradeDryRun(orderDraft(changes)));
    assertEquals(verdictOf(this.engine.executePreTradeDryRun(orderDraft(changes))), verdict);
    return verdict;
  }

  /** What a drop copy is refused for. */
  dropCopy(changes: OrderOperationInit = {}): string {
    return verdictOf(this.engine.applyDropCopy(orderDraft(changes)));
  }

  /** The verdicts on equal orders, one after the other. */
  orders(count: number, changes: OrderOperationInit = {}): string[] {
    return Array.from({ length: count }, () => this.order(changes));
  }

  /** Checks the verdicts on equal orders by time; a dry run before each must say the same. */
  assertTimetable(rows: Timetable, changes: OrderOperationInit = {}): void {
    const found = rows.map(([seconds]) => {
      this.goTo(seconds);
      const forecast = this.dryRun(changes);
      const verdict = this.order(changes);
      return [seconds, forecast, verdict];
    });
    assertEquals(found, rows.map(([seconds, verdict]) => [seconds, verdict, verdict]));
  }
}

/** Rejects as one text. */
export function verdictOf(result: Parameters<typeof linesOf>[0]): string {
  return linesOf(result).join(" | ") || "pass";
}

/** The line of an order that a rate barrier refuses. */
export function tooMany(axis: string, count: number, window: string, max: number): string {
  return `order RateLimitExceeded [${RATE_LIMIT}] rate limit exceeded: ${axis} barrier: submitted ${count} orders in ${window} window, max allowed: ${max}`;
}

/** So many orders per seconds. */
export function per(maxOrders: number, seconds: number): RateLimitInit {
  return { maxOrders, windowMs: seconds * 1000 };
}

/** The limits of a rate limit by axis; pairs are keyed by account and asset, as in `1 USD`. */
export interface Rates {
  readonly broker?: RateLimitInit;
  readonly assets?: Readonly<Record<string, RateLimitInit>>;
  readonly accounts?: Readonly<Record<number, RateLimitInit>>;
  readonly pairs?: Readonly<Record<string, RateLimitInit>>;
}

/** The barriers of the given axes, as `configure()` takes them. */
export interface RateOptions {
  readonly broker?: RateLimitBrokerBarrier;
  readonly assetBarriers?: RateLimitAssetBarrier[];
  readonly accountBarriers?: RateLimitAccountBarrier[];
  readonly accountAssetBarriers?: RateLimitAccountAssetBarrier[];
}

/** Limits as `configure()` takes them: axes that are left out are left out. */
export function rateOptions({ broker, assets, accounts, pairs }: Rates): RateOptions {
  return {
    ...(broker && { broker: new RateLimitBrokerBarrier(broker) }),
    ...(assets && { assetBarriers: entriesOf(assets, makeAsset) }),
    ...(accounts && { accountBarriers: entriesOf(accounts, makeAccount) }),
    ...(pairs && { accountAssetBarriers: entriesOf(pairs, makePair) }),
  };
}

/** Limits as `builtin()` takes them. */
export function rateLimit(rates: Rates): RateLimitReadyBuilder {
  const { broker, assetBarriers, accountBarriers, accountAssetBarriers } = rateOptions(rates);
  const builder = buildRateLimit()
    .assetBarriers(assetBarriers ?? [])
    .accountBarriers(accountBarriers ?? [])
    .accountAssetBarriers(accountAssetBarriers ?? []);
  return broker === undefined ? builder : builder.brokerBarrier(broker);
}

/** A session with just a rate limit. */
export function rateSession(rates: Rates, startNs?: bigint): Session {
  return new Session(rateLimit(rates), startNs);
}

/** Changes the rate limit of a session. */
export function reconfigure(session: Session, rates: Rates & { clearBroker?: boolean }): void {
  const { clearBroker, ...limits } = rates;
  session.engine.configure().rateLimit(RATE_LIMIT, {
    ...rateOptions(limits),
    ...(clearBroker === undefined ? {} : { clearBroker }),
  });
}

/** Kind and message of the error that registering a policy throws. */
export function registrationError(token: BuiltinPolicy): string {
  const { kind, message } = thrownBy(() => Engine.builder().builtin(token)) as EngineBuildError;
  return `${kind}: ${message}`;
}

function entriesOf<Barrier>(
  limits: Readonly<Record<string, RateLimitInit>>,
  make: (limit: RateLimitInit, key: string) => Barrier,
): Barrier[] {
  return Object.entries(limits).map(([key, limit]) => make(limit, key));
}

function makeAsset(limit: RateLimitInit, asset: string): RateLimitAssetBarrier {
  return new RateLimitAssetBarrier(limit, asset);
}

function makeAccount(limit: RateLimitInit, account: string): RateLimitAccountBarrier {
  return new RateLimitAccountBarrier(limit, BigInt(account));
}

function makePair(limit: RateLimitInit, key: string): RateLimitAccountAssetBarrier {
  const [account = "", asset = ""] = key.split(" ");
  return new RateLimitAccountAssetBarrier(limit, BigInt(account), asset);
}
