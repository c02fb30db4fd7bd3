import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  type SlidingBarrier,
  SlidingBarriers,
} from "../../../../src/pretrade/policies/_sliding_barriers.ts";
import { AccountAssetMap } from "../../../../src/pretrade/policies/account_asset_map.ts";
import type { RateCap } from "../../../../src/pretrade/policies/rate_limit_barriers.ts";
import type { RateLimitSettings } from "../../../../src/pretrade/policies/rate_limit_settings.ts";
import { per, type Rates, rateSession, reconfigure, type Session, tooMany } from "./_session.ts";

const WINDOW = 10n;
const LIMIT = 5;
const CAP: RateCap = { maxOrders: LIMIT, windowNs: WINDOW };
/** The account whose orders make others' logs looked at. */
const OTHER = 1n;
/** An account without a barrier. */
const NOBODY = 7n;
/** Every so many attempts others are looked at, two at a time. */
const EVERY = 64;

/** Ids that are used by nothing else, `count` of them. */
function accounts(count: number): bigint[] {
  return Array.from({ length: count }, (_, n) => BigInt(n) + 1000n);
}

function settings(
  ids: readonly bigint[],
  pairs: readonly (readonly [account: bigint, asset: string])[] = [],
  cap: RateCap = CAP,
): RateLimitSettings {
  const accountAssets = new AccountAssetMap<RateCap>();
  for (const [account, asset] of pairs) accountAssets.set(account, asset, cap);
  return {
    broker: undefined,
    assets: new Map(),
    accounts: new Map(ids.map((id) => [id, cap])),
    accountAssets,
  };
}

function barriersOf(
  ids: readonly bigint[],
  pairs: readonly (readonly [account: bigint, asset: string])[] = [],
): SlidingBarriers {
  const barriers = new SlidingBarriers();
  barriers.use(settings([OTHER, ...ids], pairs));
  return barriers;
}

function recordIn(
  barriers: SlidingBarriers,
  barrier: SlidingBarrier | undefined,
  now: bigint,
): number {
  assert(barrier?.cap !== undefined);
  return barriers.logOf(barrier, now).record(now, WINDOW, LIMIT);
}

function record(barriers: SlidingBarriers, account: bigint, now: bigint): number {
  return recordIn(barriers, barriers.ofAccount(account), now);
}

function remembered(barriers: SlidingBarriers, ids: readonly bigint[]): number {
  return ids.filter((id) => barriers.ofAccount(id)?.log !== undefined).length;
}

describe("SlidingBarriers", () => {
  it("finds what was configured, with a log from the first attempt on", () => {
    const barriers = barriersOf([], [[OTHER, "USD"], [OTHER, "EUR"], [2n, "USD"]]);
    assertEquals([barriers.ofAccount(NOBODY), barriers.ofPair(OTHER, "usd")], [
      undefined,
      undefined,
    ]);
    assertEquals([barriers.ofAccount(2n), barriers.ofPair(NOBODY, "USD")], [undefined, undefined]);
    const found = [
      barriers.ofAccount(OTHER),
      barriers.ofPair(OTHER, "USD"),
      barriers.ofPair(OTHER, "EUR"),
      barriers.ofPair(2n, "USD"),
    ].filter((barrier) => barrier !== undefined);
    assertEquals(new Set(found).size, 4);
    for (const barrier of found) {
      assertEquals([barrier.cap, barrier.log], [CAP, undefined]);
      const log = barriers.logOf(barrier, 0n);
      assert(barriers.logOf(barrier, 5n) === log && barrier.log === log);
    }
  });
  it("keeps the log of a barrier that was removed, until it comes back", () => {
    const barriers = barriersOf([5n], [[5n, "USD"]]);
    record(barriers, 5n, 0n);
    recordIn(barriers, barriers.ofPair(5n, "USD"), 0n);
    barriers.use(settings([]));
    assertEquals(barriers.ofAccount(5n)?.cap, undefined);
    assertEquals(barriers.ofPair(5n, "USD")?.cap, undefined);
    barriers.use(settings([5n], [[5n, "USD"]]));
    assertEquals(record(barriers, 5n, 1n), 2);
    assertEquals(recordIn(barriers, barriers.ofPair(5n, "USD"), 1n), 2);
  });
  it("forgets a barrier that was removed and has no log", () => {
    const barriers = barriersOf([5n], [[5n, "USD"]]);
    barriers.use(settings([]));
    assertEquals([barriers.ofAccount(5n), barriers.ofPair(5n, "USD")], [undefined, undefined]);
  });
  it("forgets an account with all its assets on demand", () => {
    const barriers = barriersOf([], [[OTHER, "USD"], [2n, "USD"]]);
    barriers.deleteAccount(OTHER);
    assertEquals([barriers.ofAccount(OTHER), barriers.ofPair(OTHER, "USD")], [
      undefined,
      undefined,
    ]);
    assert(barriers.ofPair(2n, "USD") !== undefined);
  });
});

describe("idle logs", () => {
  it("of fewer than 1024 barriers are left alone", () => {
    const ids = accounts(1022);
    const barriers = barriersOf(ids);
    for (const id of ids) record(barriers, id, 0n);
    for (let n = 0; n < 3000 * EVERY; n++) record(barriers, OTHER, 100n);
    assertEquals(remembered(barriers, ids), 1022);
  });
  it("are left alone when retired accounts leave fewer than 1024 barriers", () => {
    const ids = accounts(1500);
    const barriers = barriersOf(ids, ids.slice(0, 100).map((id) => [id, "USD"]));
    for (const id of ids) record(barriers, id, 0n);
    const left = ids.slice(478);
    for (const id of ids.slice(0, 478)) barriers.deleteAccount(id);
    for (let n = 0; n < 3000 * EVERY; n++) record(barriers, OTHER, 100n);
    assertEquals(remembered(barriers, left), 1022);
  });
  it("of more are given back, but never more than a few per order", () => {
    const ids = accounts(3000);
    const barriers = barriersOf(ids);
    for (const id of ids) record(barriers, id, 0n);
    let left = remembered(barriers, ids);
    assertEquals(left, 3000);
    for (let n = 1; n <= 1501 * EVERY; n++) {
      record(barriers, OTHER, 10n);
      if (n % (500 * EVERY) !== 0) continue;
      const now = remembered(barriers, ids);
      assert(left - now > 0 && left - now <= 2 * 500, `${left - now} of ${500 * EVERY} orders`);
      left = now;
    }
    assertEquals(remembered(barriers, ids), 0);
  });
  it("are told from those with an attempt in the window, own or of an asset", () => {
    const ids = accounts(3000);
    const paired = ids.filter((id) => id % 3n === 1n);
    const barriers = barriersOf(ids, paired.map((id) => [id, "USD"]));
    for (const id of ids) {
      record(barriers, id, 0n);
      if (id % 3n === 0n) record(barriers, id, 1n);
    }
    for (const id of paired) {
      recordIn(barriers, barriers.ofPair(id, "USD"), id % 2n === 0n ? 0n : 1n);
    }
    for (let n = 0; n < 4001 * EVERY; n++) record(barriers, OTHER, 10n);
    const live = ids.filter((id) => id % 3n === 0n);
    assertEquals([remembered(barriers, ids), remembered(barriers, live)], [1000, 1000]);
    const livePairs = paired.filter((id) => barriers.ofPair(id, "USD")?.log !== undefined);
    assertEquals(livePairs, paired.filter((id) => id % 2n === 1n));
    // 1002 = 3 × 334 made its second attempt within the window.
    assertEquals(barriers.ofAccount(1002n)?.log?.peek(10n, WINDOW), 2);
  });
  it("of accounts that come once each do not pile up", () => {
    const ids = accounts(20_000);
    const barriers = barriersOf(ids);
    let most = 0;
    for (let round = 0n; round < 3n; round++) {
      ids.forEach((id, n) => {
        record(barriers, id, round * 20_000n + BigInt(n));
        if (n % 1000 === 0) most = Math.max(most, remembered(barriers, ids));
      });
    }
    // Every new log has two others looked at, so all are looked at in the time of half as many new ones.
    assert(most <= 10_000 + 1000, `${most} logs`);
  });
  it("of a window that was longer once are kept for that long", () => {
    const ids = accounts(2000);
    const barriers = new SlidingBarriers();
    barriers.use(settings([OTHER, ...ids], [], { maxOrders: LIMIT, windowNs: 2n * WINDOW }));
    for (const id of ids) record(barriers, id, 0n);
    barriers.use(settings([OTHER, ...ids]));
    for (let n = 0; n < 1002 * EVERY; n++) record(barriers, OTHER, 19n);
    assertEquals(remembered(barriers, ids), 2000);
    for (let n = 0; n < 1002 * EVERY; n++) record(barriers, OTHER, 20n);
    assertEquals(remembered(barriers, ids), 0);
  });
});

describe("an account among 3000", () => {
  const CROWD = 3000;

  /** Limits for account 1 and the crowd, whom only account 0 comes after. */
  function limits(windowSeconds: number): Rates {
    const limit = per(1, windowSeconds);
    const keys = Array.from({ length: CROWD }, (_, account): [number, typeof limit] => [
      account,
      limit,
    ]);
    return { accounts: Object.fromEntries(keys) };
  }
  function crowded(): Session {
    const session = rateSession(limits(10));
    for (let account = 1; account < CROWD; account++) session.order({ accountId: account });
    return session;
  }
  /** Orders of somebody else, enough to look at every account. */
  function sweep(session: Session): void {
    for (let n = 0; n < CROWD * EVERY / 2 + EVERY; n++) session.order({ accountId: 0 });
  }

  it("starts anew when its window is empty", () => {
    const session = crowded();
    session.goTo(10);
    sweep(session);
    assertEquals(session.orders(2), ["pass", tooMany("account", 2, "10s", 1)]);
  });
  it("does not while its window is not", () => {
    const session = crowded();
    session.goTo(9.999999999);
    sweep(session);
    assertEquals(session.order(), tooMany("account", 2, "10s", 1));
  });
  it("does not when its window was made longer in the meantime", () => {
    const session = crowded();
    session.goTo(5);
    reconfigure(session, limits(20));
    session.goTo(11);
    sweep(session);
    assertEquals(session.order(), tooMany("account", 2, "20s", 1));
  });
  it("does not when its barrier was gone in the meantime", () => {
    const session = crowded();
    reconfigure(session, { accounts: {}, pairs: { "0 USD": per(1, 1) } });
    session.goTo(5);
    sweep(session);
    reconfigure(session, limits(10));
    assertEquals(session.order(), tooMany("account", 2, "10s", 1));
  });
  it("does when its window was made shorter in the meantime", () => {
    const session = crowded();
    session.goTo(1);
    reconfigure(session, limits(5));
    session.goTo(6);
    sweep(session);
    assertEquals(session.order(), "pass");
  });
});
