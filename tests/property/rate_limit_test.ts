import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import * as fc from "fast-check";
import { Engine } from "../../src/engine/mod.ts";
import {
  type SlidingBarrier,
  SlidingBarriers,
} from "../../src/pretrade/policies/_sliding_barriers.ts";
import { AccountAssetMap } from "../../src/pretrade/policies/account_asset_map.ts";
import type { RateCap } from "../../src/pretrade/policies/rate_limit_barriers.ts";
import {
  buildRateLimit,
  RateLimitBrokerBarrier,
  type RateLimitInit,
} from "../../src/pretrade/policies/mod.ts";
import { orderDraft } from "../../src/testing/mod.ts";
import {
  type Rates,
  rateSession,
  reconfigure,
  type Session,
  verdictOf,
} from "../unit/pretrade/policies/_session.ts";
import { check, seeded } from "./_arbitraries.ts";
import { type Cap, type Caps, NaiveRateLimit } from "./_rate_model.ts";

const W = 900n;

/** Steps at and around the ends of windows; few values, so that attempts meet them exactly. */
const forward = fc.constantFrom(0n, 0n, 1n, W / 3n, W - 1n, W, W + 1n);
const anyStep = fc.oneof(
  { arbitrary: forward, weight: 3 },
  { arbitrary: fc.constantFrom(-1n, -W / 3n, 1n - W, -W, -W - 1n), weight: 1 },
);
const windowNs = fc.constantFrom(W, W, W / 3n, 1n);
const cap: fc.Arbitrary<Cap> = fc.record({ max: fc.integer({ min: 0, max: 4 }), windowNs });
const account = fc.integer({ min: 1, max: 2 });
const asset = fc.constantFrom("USD", "EUR");

const axis = (keys: readonly string[], each: fc.Arbitrary<Cap>) =>
  fc.record(Object.fromEntries(keys.map((key) => [key, each])), { requiredKeys: [] });
const capsOf = (each: fc.Arbitrary<Cap>): fc.Arbitrary<Caps> =>
  fc.record({
    broker: fc.option(each, { nil: undefined }),
    assets: axis(["USD", "EUR"], each),
    accounts: axis(["1", "2"], each),
    pairs: axis(["1 USD", "1 EUR", "2 USD"], each),
  }) as fc.Arbitrary<Caps>;

const AXES = ["broker", "assets", "accounts", "pairs"] as const;
type Axis = typeof AXES[number];

const order = fc.record({
  op: fc.constant("order" as const),
  step: anyStep,
  account,
  asset,
  way: fc.constantFrom("start", "start", "execute", "dryRun", "dropCopy"),
});
const configure = fc.record({
  op: fc.constant("configure" as const),
  // A window of zero makes the whole call fail.
  caps: capsOf(fc.oneof(
    { arbitrary: cap, weight: 9 },
    { arbitrary: fc.constant({ max: 9, windowNs: 0n }), weight: 1 },
  )),
  axes: fc.subarray([...AXES]),
});
const command = fc.oneof(
  { arbitrary: order, weight: 6 },
  { arbitrary: configure, weight: 1 },
);
type Command = typeof command extends fc.Arbitrary<infer C> ? C : never;

const limit = ({ max, windowNs }: Cap): RateLimitInit => ({
  maxOrders: max,
  windowMs: Number(windowNs) / 1e6,
});
const limits = (caps: Readonly<Record<string, Cap>>) =>
  Object.fromEntries(Object.entries(caps).map(([key, each]) => [key, limit(each)]));

/** The barriers of some axes; a broker axis without one is cleared. */
function changeOf(caps: Caps, axes: readonly Axis[]): Rates & { clearBroker?: boolean } {
  const { broker, assets, accounts, pairs } = caps;
  return {
    ...(axes.includes("broker") ? broker ? { broker: limit(broker) } : { clearBroker: true } : {}),
    ...(axes.includes("assets") ? { assets: limits(assets) } : {}),
    ...(axes.includes("accounts") ? { accounts: limits(accounts) } : {}),
    ...(axes.includes("pairs") ? { pairs: limits(pairs) } : {}),
  };
}

/** What the policy says of an order by one of the ways in; drop copies are never refused. */
function judge({ engine }: Session, way: string, accountId: number, asset: string): string {
  const draft = orderDraft({ accountId, settlementAsset: asset });
  switch (way) {
    case "dryRun":
      return verdictOf(engine.startPreTradeDryRun(draft));
    case "dropCopy":
      return verdictOf(engine.applyDropCopy(draft));
    case "execute":
      return verdictOf(engine.executePreTrade(draft));
    default:
      return verdictOf(engine.startPreTrade(draft));
  }
}

/** The kind of error that a change ends with, if it does. */
function refusalOf(session: Session, caps: Caps, axes: readonly Axis[]): string {
  try {
    reconfigure(session, changeOf(caps, axes));
    return "done";
  } catch (error) {
    return (error as { kind?: string }).kind ?? String(error);
  }
}

function sessionOf(caps: Caps, startNs = 0n): Session {
  return rateSession(changeOf(caps, AXES), startNs);
}

/** The verdicts on a series of orders of account 1 in USD, with the times. */
function play(caps: Caps, steps: readonly bigint[]): { time: bigint; isAccepted: boolean }[] {
  const session = sessionOf(caps);
  let time = 0n;
  return steps.map((step) => {
    time += step;
    session.clock.setNs(time);
    return { time, isAccepted: session.order() === "pass" };
  });
}

/** The largest number of accepted orders in any window of a length, the end excluded. */
function densest(played: ReturnType<typeof play>, windowNs: bigint): number {
  const times = played.filter(({ isAccepted }) => isAccepted).map(({ time }) => time);
  return Math.max(
    0,
    ...times.map((start) =>
      times.filter((time) => time >= start && time - start < windowNs).length
    ),
  );
}

const NO_CAPS: Caps = { broker: undefined, assets: {}, accounts: {}, pairs: {} };
const steps = fc.array(forward, { minLength: 5, maxLength: 60, size: "max" });

/** So many accounts with a barrier each; the first four have some on pairs too. */
function crowd(size: number, cap: RateCap): SlidingBarriers {
  const barriers = new SlidingBarriers();
  const ids = Array.from({ length: size }, (_, n) => BigInt(n));
  const accountAssets = new AccountAssetMap<RateCap>();
  for (const id of ids.slice(0, 4)) {
    for (const asset of ["USD", "EUR"]) accountAssets.set(id, asset, cap);
  }
  const accounts = new Map(ids.map((id) => [id, cap]));
  barriers.use({ broker: undefined, assets: new Map(), accounts, accountAssets });
  return barriers;
}

describe(seeded("rate limit"), () => {
  it("counts as lists of everything would, through any timing and any change of settings", () => {
    const commands = fc.array(command, { minLength: 10, maxLength: 60, size: "max" });
    const startNs = fc.constantFrom(0n, -5n * W, 10n ** 24n);
    check(fc.property(capsOf(cap), startNs, commands, (caps, start, all) => {
      const session = sessionOf(caps, start);
      const naive = new NaiveRateLimit(caps);
      let time = 0n;
      const run = (each: Command): [found: string, expected: string] => {
        if (each.op === "configure") {
          const merged = { ...naive.caps };
          for (const axis of each.axes) Object.assign(merged, { [axis]: each.caps[axis] });
          const isValid = capList(merged).every(({ windowNs }) => windowNs > 0n);
          if (isValid) naive.configure(merged);
          return [refusalOf(session, each.caps, each.axes), isValid ? "done" : "VALIDATION"];
        }
        time += each.step;
        session.clock.setNs(start + time);
        const { account, asset, way } = each;
        const verdict = naive.order(account, asset, time, way === "dryRun");
        return [judge(session, way, account, asset), way === "dropCopy" ? "pass" : verdict];
      };
      const results = all.map(run);
      assertEquals(results.map(([found]) => found), results.map(([, expected]) => expected));
    }));
  });

  it("never accepts more than N in any window of an account, however the orders are timed", () => {
    check(fc.property(cap, steps, fc.boolean(), (each, all, isPair) => {
      const caps = isPair
        ? { ...NO_CAPS, pairs: { "1 USD": each } }
        : { ...NO_CAPS, accounts: { 1: each } };
      assert(densest(play(caps, all), each.windowNs) <= each.max);
    }));
  });

  it("accepts at most 2 N in any time of a fixed window's length", () => {
    check(fc.property(cap, steps, fc.boolean(), (each, all, isAsset) => {
      const caps = isAsset ? { ...NO_CAPS, assets: { USD: each } } : { ...NO_CAPS, broker: each };
      assert(densest(play(caps, all), each.windowNs) <= 2 * each.max);
    }));
  });

  it("accepts whatever no barrier has seen N of in its window", () => {
    check(fc.property(fc.integer({ min: 1, max: 5 }), steps, (max, all) => {
      const caps = { ...NO_CAPS, accounts: { 1: { max, windowNs: W } } };
      const played = play(caps, all);
      played.forEach(({ time, isAccepted }, i) => {
        const earlier = played.slice(0, i).filter((other) => time - other.time < W).length;
        assertEquals(isAccepted, earlier < max);
      });
    }));
  });

  it("forgets idle accounts only: among many, each one counts as if it were alone", () => {
    // More barriers than are left alone, all idle soon.
    const CROWD = 1100;
    const LAST = BigInt(CROWD - 1);
    const cap = { maxOrders: 4, windowNs: W };
    const some = fc.record({ step: forward, account: fc.integer({ min: 0, max: 3 }), asset });
    const sweepAt = fc.nat({ max: 40 });
    const all = fc.array(some, { minLength: 20, maxLength: 60, size: "max" });
    check(fc.property(all, sweepAt, (all, sweepAt) => {
      const barriers = crowd(CROWD, cap);
      const lists: Record<string, bigint[]> = {};
      let time = 0n;
      const count = (barrier: SlidingBarrier | undefined): number =>
        barriers.logOf(barrier as SlidingBarrier, time).record(time, W, cap.maxOrders);
      for (let n = 0; n < CROWD; n++) count(barriers.ofAccount(BigInt(n)));
      for (const [n, { step, account, asset }] of all.entries()) {
        time += step;
        // Attempts of somebody else, enough to look at every barrier.
        if (n === sweepAt) { for (let k = 0; k < CROWD * 4; k++) count(barriers.ofAccount(LAST)); }
        const id = BigInt(account);
        const own = (lists[account] ??= [0n]).filter((other) => time - other < W);
        const pair = (lists[`${account} ${asset}`] ??= []).filter((other) => time - other < W);
        assertEquals(
          [
            barriers.ofAccount(id)?.log?.peek(time, W) ?? 1,
            count(barriers.ofAccount(id)),
            count(barriers.ofPair(id, asset)),
          ],
          [own.length + 1, own.length + 1, pair.length + 1],
        );
        lists[account] = [...own, time];
        lists[`${account} ${asset}`] = [...pair, time];
      }
    }));
  });

  it("keeps a window to the nanosecond when its barrier is cloned", () => {
    const windowMs = fc.oneof(
      fc.double({ min: 1e-6, max: 18446744073709, noNaN: true }),
      fc.integer({ min: 1, max: 10 ** 9 }).map((ns) => ns / 1e6),
    );
    check(fc.property(windowMs, (ms) => {
      const barrier = new RateLimitBrokerBarrier({ maxOrders: 0, windowMs: ms });
      const texts = [barrier, barrier.clone(), barrier.clone().clone()].map((each) => {
        const engine = Engine.builder().builtin(buildRateLimit().brokerBarrier(each)).build();
        return verdictOf(engine.startPreTrade(orderDraft()));
      });
      assertEquals(texts, texts.map(() => texts[0]));
      assert(texts[0] !== "pass");
    }));
  });
});

function capList({ broker, assets, accounts, pairs }: Caps): Cap[] {
  return [
    ...(broker === undefined ? [] : [broker]),
    ...[assets, accounts, pairs].flatMap((each) => Object.values(each)),
  ];
}
