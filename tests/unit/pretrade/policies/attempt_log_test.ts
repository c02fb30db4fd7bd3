import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { AttemptLog } from "../../../../src/pretrade/policies/_attempt_log.ts";
import { per, rateSession, tooMany } from "./_session.ts";

// Far below what a log tells apart in any case.
const LIMIT = 5;

/** The counts that a new log gives for attempts at these times. */
function counts(times: readonly number[], windowNs: bigint): number[] {
  const log = new AttemptLog();
  return times.map((time) => {
    const forecast = log.peek(BigInt(time), windowNs);
    const count = log.record(BigInt(time), windowNs, LIMIT);
    assertEquals(forecast, count);
    return count;
  });
}

describe("AttemptLog", () => {
  it("counts the attempts of the window that ends now, this one included", () => {
    assertEquals(counts([0, 3, 9, 10, 12, 13, 40], 10n), [1, 2, 3, 3, 4, 4, 1]);
    assertEquals(counts([5, 5, 5, 15, 15], 10n), [1, 2, 3, 1, 2]);
    assertEquals(counts([0, 1, 2, 3], 1n), [1, 1, 1, 1]);
  });
  it("keeps what is later than now, in order of time", () => {
    assertEquals(counts([20, 5, 15, 14, 25, 16], 10n), [1, 2, 2, 3, 2, 3]);
    assertEquals(counts([9, 8, 7, 6, 5, 4, 14, 16, 18, 19], 10n), [1, 2, 3, 4, 5, 6, 6, 5, 4, 4]);
  });
  it("counts any number, while its ring grows and its ends wander", () => {
    const log = new AttemptLog();
    const expected: number[] = [];
    const found: number[] = [];
    // Batches of growing size, each a window behind the one before, so that the ring is emptied between any two.
    for (let size = 1; size <= 40; size++) {
      const now = BigInt(size) * 100n;
      for (let n = 1; n <= size; n++) {
        expected.push(n);
        found.push(log.record(now, 100n, LIMIT));
      }
    }
    assertEquals(found, expected);
  });
  it("counts on after a burst that made it long has expired", () => {
    const log = new AttemptLog();
    for (let n = 1; n <= 3000; n++) assertEquals(log.record(BigInt(n), 5000n, 1), n);
    assertEquals([20_000n, 20_001n, 25_000n, 25_001n].map((now) => log.record(now, 5000n, 1)), [
      1,
      2,
      2,
      2,
    ]);
  });
  it("keeps as many attempts as a window has, however long it runs", () => {
    const log = new AttemptLog();
    for (let now = 0n; now < 5000n; now++) {
      const expected = Math.min(Number(now) + 1, 37);
      assertEquals([log.peek(now, 37n), log.record(now, 37n, LIMIT)], [expected, expected]);
    }
    const wide = new AttemptLog();
    for (let n = 1; n <= 5000; n++) assertEquals(wide.record(BigInt(n), 10n ** 9n, LIMIT), n);
  });
  it("sorts attempts in while its ring is full, wrapped or both", () => {
    const log = new AttemptLog();
    for (const now of [0n, 1n, 2n, 3n]) log.record(now, 10n, LIMIT);
    // 0 to 2 go, 12 wraps around, and the ring grows with attempts that belong before others.
    const counts = [12n, 11n, 5n, 4n, 7n, 6n].map((now) => log.record(now, 10n, LIMIT));
    assertEquals(counts, [2, 3, 4, 5, 6, 7]);
    assertEquals([14n, 15n, 21n, 22n].map((now) => log.peek(now, 10n)), [6, 5, 2, 1]);
  });
  it("foretells without dropping", () => {
    const log = new AttemptLog();
    log.record(0n, 5n, LIMIT);
    assertEquals([log.peek(6n, 5n), log.peek(6n, 20n), log.record(6n, 20n, LIMIT)], [1, 2, 2]);
  });
  it("revives what a longer window holds, unless an attempt has dropped it", () => {
    const kept = new AttemptLog();
    kept.record(0n, 5n, LIMIT);
    assertEquals(kept.record(6n, 20n, LIMIT), 2);
    const dropped = new AttemptLog();
    dropped.record(0n, 5n, LIMIT);
    assertEquals([dropped.record(6n, 5n, LIMIT), dropped.record(7n, 20n, LIMIT)], [1, 2]);
  });
  it("spans the largest window", () => {
    const log = new AttemptLog();
    const max = 2n ** 64n - 1n;
    assertEquals([0n, max - 1n, max].map((now) => log.record(now, max, LIMIT)), [1, 2, 2]);
  });
  it("is idle when a window has passed since its last attempt", () => {
    const log = new AttemptLog();
    assertEquals(log.isIdle(0n, 10n), true);
    log.record(3n, 10n, LIMIT);
    log.record(5n, 10n, LIMIT);
    assertEquals(
      [0n, 5n, 14n, 15n, 99n].map((now) => log.isIdle(now, 10n)),
      [false, false, false, true, true],
    );
    assertEquals([log.isIdle(14n, 9n), log.isIdle(99n, 95n)], [true, false]);
  });
});

describe("AttemptLog, full", () => {
  const WINDOW = 100n;

  /** A log of 8 entries for a limit of 4, after attempts at 1 to `last`. */
  function filled(last: number): AttemptLog {
    const log = new AttemptLog(8);
    for (let n = 1; n <= last; n++) assertEquals(log.record(BigInt(n), WINDOW, 4), n);
    return log;
  }
  function peeks(log: AttemptLog, times: readonly number[]): number[] {
    return times.map((time) => log.peek(BigInt(time), WINDOW));
  }

  it("tells all attempts apart until then", () => {
    assertEquals(peeks(filled(8), [100, 101, 102, 107, 108]), [9, 8, 7, 2, 1]);
  });
  it("takes the older half for as late as the latest of it", () => {
    // 1 to 4 are one entry; true would be 10, 9, 7, 6, 5, 1.
    assertEquals(peeks(filled(9), [100, 101, 103, 104, 105, 109]), [10, 10, 10, 6, 5, 1]);
  });
  it("says the same when the attempt is made", () => {
    assertEquals(filled(9).record(103n, WINDOW, 4), 10);
    assertEquals(filled(9).record(104n, WINDOW, 4), 6);
    const log = filled(9);
    assertEquals([105n, 106n, 107n].map((now) => log.record(now, WINDOW, 4)), [5, 5, 5]);
    // 8, 9 and 105 to 107: nothing is grouped any more.
    assertEquals(peeks(log, [108, 109, 205, 206]), [5, 4, 3, 2]);
  });
  it("joins groups as attempts go on", () => {
    // Full at 8, 11 and 14, when 5 to 7 and then 8 to 10 join the group.
    assertEquals(peeks(filled(12), [103, 104, 106, 107, 108]), [13, 13, 13, 6, 5]);
    assertEquals(peeks(filled(15), [107, 109, 110, 111]), [16, 16, 6, 5]);
  });
  it("keeps a group to 8 times the mean", () => {
    const log = new AttemptLog(16);
    for (let n = 1; n <= 24; n++) assertEquals(log.record(BigInt(n), WINDOW, 4), n);
    // Full at 16, when 1 to 8 are joined, and at 23. 9 to 15 are joined then, but not with those: 15 is more than 8 × 23 ÷ 16 = 11.5.
    assertEquals(peeks(log, [107, 108, 114, 115, 116]), [25, 17, 17, 10, 9]);
  });
  it("joins nothing that the limit needs", () => {
    const log = new AttemptLog(8);
    for (let n = 1; n <= 16; n++) assertEquals(log.record(BigInt(n), WINDOW, 5), n);
    assertEquals(peeks(log, [101, 102, 115]), [16, 15, 2]);
    // Now 1 to 8 are one entry.
    assertEquals(log.record(17n, WINDOW, 5), 17);
    assertEquals(peeks(log, [107, 108, 109]), [18, 10, 9]);
  });
  it("grows for a higher limit and keeps its groups", () => {
    const log = filled(9);
    for (let n = 10; n <= 19; n++) assertEquals(log.record(BigInt(n), WINDOW, 8), n);
    // At 103 it is 17 in truth: a limit of 17 to 19 would refuse what it should let pass, for as long as the group lives.
    assertEquals(peeks(log, [103, 104, 105, 118]), [20, 16, 15, 2]);
  });
  it("sorts earlier attempts in before and behind its groups", () => {
    const log = filled(9);
    assertEquals([2n, 6n].map((now) => log.record(now, WINDOW, 4)), [10, 11]);
    // 2, then 1 to 4, then single ones with 6 twice.
    assertEquals(peeks(log, [101, 102, 104, 105, 106]), [12, 11, 7, 6, 4]);
  });
  it("drops a group as one, and takes no part of it back", () => {
    const log = filled(9);
    assertEquals(log.record(23n, 20n, 4), 10);
    assertEquals(log.record(24n, 20n, 4), 7);
    assertEquals(log.record(25n, WINDOW, 4), 8);
  });
  it("is idle when its last attempt is a window old", () => {
    const log = filled(13);
    assertEquals([112n, 113n].map((now) => log.isIdle(now, WINDOW)), [false, true]);
  });
  it("holds no more entries than it is long, for any number of attempts", () => {
    const log = new AttemptLog(64);
    const last = 20_000;
    const windowNs = BigInt(last);
    for (let n = 1; n <= last; n++) log.record(BigInt(n), windowNs, 32);
    const found = Array.from({ length: last }, (_, n) => log.peek(windowNs + BigInt(n), windowNs));
    // Attempts that go one by one show where entries end.
    assert(new Set(found).size <= 64, `${new Set(found).size} entries`);
    // No group holds more than 8 of 64 parts.
    const excess = found.map((count, n) => count - (last - n + 1));
    assert(Math.min(...excess) === 0 && Math.max(...excess) < last / 8, `${Math.max(...excess)}`);
  });
  it("tells 65536 attempts apart if nothing else is said", () => {
    const log = new AttemptLog();
    const counts = (times: readonly bigint[]) => times.map((now) => log.peek(now, 10n ** 6n));
    for (let n = 1n; n <= 65_536n; n++) log.record(n, 10n ** 6n, LIMIT);
    assertEquals(counts([10n ** 6n, 10n ** 6n + 1n, 10n ** 6n + 7n]), [65_537, 65_536, 65_530]);
    log.record(65_537n, 10n ** 6n, LIMIT);
    // Groups of 8 in the older half, none in the newer one.
    const times = [0n, 1n, 7n, 8n, 32_767n, 32_768n, 32_769n].map((n) => 10n ** 6n + n);
    assertEquals(counts(times), [65_538, 65_538, 65_538, 65_530, 32_778, 32_770, 32_769]);
  });
});

describe("a sliding log", () => {
  const account = (max: number) => rateSession({ accounts: { 1: per(max, 10) } });
  const refused = (count: number, max: number) => tooMany("account", count, "10s", max);

  it("keeps refused attempts; one that is exactly a window old is gone", () => {
    account(1).assertTimetable([
      [0, "pass"],
      [9.9, refused(2, 1)],
      [10, refused(2, 1)],
      [20, "pass"],
    ]);
    account(2).assertTimetable([
      [1, "pass"],
      [5, "pass"],
      [9, refused(3, 2)],
      [12, refused(3, 2)],
      [16, refused(3, 2)],
      [20, refused(3, 2)],
      [26, "pass"],
    ]);
  });
  it("is the same on the account+asset axis", () => {
    const refusal = tooMany("account+asset", 2, "10s", 1);
    rateSession({ pairs: { "1 USD": per(1, 10) } }).assertTimetable([
      [0, "pass"],
      [9.9, refusal],
      [10, refusal],
      [20, "pass"],
    ]);
  });
  it("keeps an account out for as long as it goes on hammering", () => {
    const rows = Array.from({ length: 50 }, (_, n): [number, string] => [
      n * 5,
      n === 0 ? "pass" : refused(2, 1),
    ]);
    account(1).assertTimetable([...rows, [49 * 5 + 10, "pass"]]);
  });
  it("keeps attempts that are later than now, and never takes a dropped one back", () => {
    account(2).assertTimetable([
      [20, "pass"],
      [5, "pass"], // 20 is later and stays
      [15, "pass"], // 5 is exactly 10 s old
      [14.9, refused(3, 2)], // 15 and 20 are later
      [25, "pass"], // only 20 is live: 14.9 and 15 are gone
      [16, refused(3, 2)], // 20 and 25; 14.9 and 15 would be live again
    ]);
  });
  it("judges exactly, and counts nearly so, when more than 65536 attempts are in its window", () => {
    const session = account(1);
    const verdictAt = (nanoseconds: number) => {
      session.clock.setNs(BigInt(nanoseconds));
      return session.dryRun();
    };
    for (let n = 0; n < 65_540; n++) {
      session.clock.setNs(BigInt(n));
      session.order();
    }
    // The first eight count until the last of them, that of 7 ns, is a window old.
    assertEquals(verdictAt(1e10 + 6), refused(65_541, 1));
    assertEquals(verdictAt(1e10 + 7), refused(65_533, 1));
    assertEquals(verdictAt(1e10 + 65_538), refused(2, 1));
    assertEquals(verdictAt(1e10 + 65_539), "pass");
  });
  it("takes a time before the policy was built for that moment", () => {
    account(2).assertTimetable([
      [-100, "pass"],
      [-1, "pass"],
      [9.999999999, refused(3, 2)],
      [10, "pass"],
    ]);
  });
});
