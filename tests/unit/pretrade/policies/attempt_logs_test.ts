import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { AttemptLogs } from "../../../../src/pretrade/policies/_attempt_logs.ts";
import { per, type Rates, rateSession, reconfigure, type Session, tooMany } from "./_session.ts";

const WINDOW = 10n;
const LIMIT = 5;

/** Ids that are used by nothing else, `count` of them. */
function accounts(count: number): bigint[] {
  return Array.from({ length: count }, (_, n) => BigInt(n) + 1000n);
}

/** Logs whose attempts matter for a window. */
function newLogs(): AttemptLogs {
  const logs = new AttemptLogs();
  logs.keepFor(WINDOW);
  return logs;
}

function record(logs: AttemptLogs, account: bigint, now: bigint): number {
  return logs.ofAccount(account, now).record(now, WINDOW, LIMIT);
}

function remembered(logs: AttemptLogs, ids: readonly bigint[]): number {
  return ids.filter((id) => logs.findAccount(id) !== undefined).length;
}

describe("AttemptLogs", () => {
  it("makes a log at the first attempt, and finds only what was made", () => {
    const logs = newLogs();
    assertEquals([logs.findAccount(1n), logs.findPair(1n, "USD")], [undefined, undefined]);
    const own = logs.ofAccount(1n, 0n);
    const usd = logs.ofPair(1n, "USD", 0n);
    const eur = logs.ofPair(1n, "EUR", 0n);
    assertEquals(new Set([own, usd, eur, logs.ofPair(2n, "USD", 0n)]).size, 4);
    assert(logs.ofAccount(1n, 5n) === own && logs.findAccount(1n) === own);
    assert(logs.ofPair(1n, "USD", 5n) === usd && logs.findPair(1n, "USD") === usd);
    assertEquals([logs.findAccount(2n), logs.findPair(1n, "usd")], [undefined, undefined]);
  });
  it("forgets an account with all its assets on demand", () => {
    const logs = newLogs();
    logs.ofAccount(1n, 0n);
    logs.ofPair(1n, "USD", 0n);
    logs.ofPair(2n, "USD", 0n);
    logs.deleteAccount(1n);
    assertEquals([logs.findAccount(1n), logs.findPair(1n, "USD")], [undefined, undefined]);
    assert(logs.findPair(2n, "USD") !== undefined);
  });
});

describe("idle logs", () => {
  it("of fewer than 1024 accounts are left alone", () => {
    const logs = newLogs();
    const ids = accounts(1022);
    for (const id of ids) record(logs, id, 0n);
    for (let n = 0; n < 3000; n++) record(logs, 1n, 100n);
    assertEquals(remembered(logs, ids), 1022);
  });
  it("of more are given back, but never more than a few per order", () => {
    const logs = newLogs();
    const ids = accounts(3000);
    for (const id of ids) record(logs, id, 0n);
    let left = remembered(logs, ids);
    assertEquals(left, 3000);
    for (let n = 0; n < 3000; n++) {
      record(logs, 1n, 10n);
      if (n % 500 !== 0) continue;
      const now = remembered(logs, ids);
      assert(left - now <= 2 * 500, `${left - now} of 500 orders`);
      left = now;
    }
    // Sweeping stops when few are left.
    assertEquals(remembered(logs, ids), 1022);
  });
  it("are told from those with an attempt in the window, own or of an asset", () => {
    const logs = newLogs();
    const ids = accounts(3000);
    for (const id of ids) {
      record(logs, id, 0n);
      if (id % 3n === 0n) record(logs, id, 1n);
      if (id % 3n === 1n) logs.ofPair(id, "USD", 1n).record(1n, WINDOW, LIMIT);
    }
    for (let n = 0; n < 9000; n++) record(logs, 1n, 10n);
    const live = ids.filter((id) => id % 3n !== 2n);
    assertEquals(remembered(logs, ids), live.length);
    assertEquals(remembered(logs, live), live.length);
    // 1002 = 3 × 334 made its second attempt within the window.
    assertEquals(logs.findAccount(1002n)?.peek(10n, WINDOW), 2);
  });
  it("of ever new accounts do not pile up", () => {
    const logs = newLogs();
    const ids = accounts(20_000);
    ids.forEach((id, n) => record(logs, id, BigInt(n)));
    // Those of the last window, 1024 that are always left alone, and as many that the sweep has not come to yet.
    assert(remembered(logs, ids) < 3 * 1024, `${remembered(logs, ids)} logs`);
  });
  it("are given back faster than new accounts come", () => {
    const logs = newLogs();
    const ids = accounts(15_000);
    const crowd = ids.slice(0, 5000);
    for (const id of crowd) record(logs, id, 0n);
    ids.slice(5000).forEach((id, n) => record(logs, id, BigInt(n) + WINDOW));
    assertEquals(remembered(logs, crowd), 0);
    assert(remembered(logs, ids) < 3 * 1024, `${remembered(logs, ids)} logs`);
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
    for (let n = 0; n < CROWD; n++) session.order({ accountId: 0 });
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
