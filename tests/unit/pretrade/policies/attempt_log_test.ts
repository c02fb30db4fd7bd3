import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { AttemptLog } from "../../../../src/pretrade/policies/_attempt_log.ts";
import { per, rateSession, tooMany } from "./_session.ts";

/** The counts that a new log gives for attempts at these times. */
function counts(times: readonly number[], windowNs: bigint): number[] {
  const log = new AttemptLog();
  return times.map((time) => {
    const forecast = log.peek(BigInt(time), windowNs);
    const count = log.record(BigInt(time), windowNs);
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
        found.push(log.record(now, 100n));
      }
    }
    assertEquals(found, expected);
  });
  it("keeps as many attempts as a window has, however long it runs", () => {
    const log = new AttemptLog();
    for (let now = 0n; now < 5000n; now++) {
      const expected = Math.min(Number(now) + 1, 37);
      assertEquals([log.peek(now, 37n), log.record(now, 37n)], [expected, expected]);
    }
    const wide = new AttemptLog();
    for (let n = 1; n <= 5000; n++) assertEquals(wide.record(BigInt(n), 10n ** 9n), n);
  });
  it("sorts attempts in while its ring is full, wrapped or both", () => {
    const log = new AttemptLog();
    for (const now of [0n, 1n, 2n, 3n]) log.record(now, 10n);
    // 0 to 2 go, 12 wraps around, and the ring grows with attempts that belong before others.
    assertEquals([12n, 11n, 5n, 4n, 7n, 6n].map((now) => log.record(now, 10n)), [2, 3, 4, 5, 6, 7]);
    assertEquals([14n, 15n, 21n, 22n].map((now) => log.peek(now, 10n)), [6, 5, 2, 1]);
  });
  it("foretells without dropping", () => {
    const log = new AttemptLog();
    log.record(0n, 5n);
    assertEquals([log.peek(6n, 5n), log.peek(6n, 20n), log.record(6n, 20n)], [1, 2, 2]);
  });
  it("revives what a longer window holds, unless an attempt has dropped it", () => {
    const kept = new AttemptLog();
    kept.record(0n, 5n);
    assertEquals(kept.record(6n, 20n), 2);
    const dropped = new AttemptLog();
    dropped.record(0n, 5n);
    assertEquals([dropped.record(6n, 5n), dropped.record(7n, 20n)], [1, 2]);
  });
  it("spans the largest window", () => {
    const log = new AttemptLog();
    const max = 2n ** 64n - 1n;
    assertEquals([0n, max - 1n, max].map((now) => log.record(now, max)), [1, 2, 2]);
  });
  it("is idle when a window has passed since its last attempt", () => {
    const log = new AttemptLog();
    assertEquals(log.isIdle(0n, 10n), true);
    log.record(3n, 10n);
    log.record(5n, 10n);
    assertEquals(
      [0n, 5n, 14n, 15n, 99n].map((now) => log.isIdle(now, 10n)),
      [false, false, false, true, true],
    );
    assertEquals([log.isIdle(14n, 9n), log.isIdle(99n, 95n)], [true, false]);
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
  it("takes a time before the policy was built for that moment", () => {
    account(2).assertTimetable([
      [-100, "pass"],
      [-1, "pass"],
      [9.999999999, refused(3, 2)],
      [10, "pass"],
    ]);
  });
});
