import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import * as fc from "fast-check";
import { AttemptLog } from "../../src/pretrade/policies/_attempt_log.ts";
import { check, seeded } from "./_arbitraries.ts";

const W = 64n;

/** The same log, plainly: a list of times in order, gone through at each attempt. */
class NaiveLog {
  times: bigint[] = [];

  count(now: bigint, windowNs: bigint): number {
    return this.#alive(now, windowNs).length + 1;
  }

  record(now: bigint, windowNs: bigint): void {
    this.times = [...this.#alive(now, windowNs), now];
  }

  #alive(now: bigint, windowNs: bigint): bigint[] {
    return this.times.filter((time) => now - time < windowNs);
  }
}

interface Attempt {
  readonly step: bigint;
  readonly windowNs: bigint;
  readonly isPeek: boolean;
}

/** Steps that pile attempts up; few are long enough to let them go. */
const forward = fc.oneof(
  { arbitrary: fc.constantFrom(0n, 1n, 1n, 2n), weight: 30 },
  { arbitrary: fc.constantFrom(W / 4n, W - 1n, W), weight: 1 },
);
const anyStep = fc.oneof(
  { arbitrary: forward, weight: 6 },
  { arbitrary: fc.constantFrom(-1n, -2n, -W / 2n, -W), weight: 1 },
);
const isPeek = fc.boolean();
const wanderings = attempts(fc.record({
  step: anyStep,
  windowNs: fc.constantFrom(W, W, W / 2n, 2n * W, 1n),
  isPeek,
}));
const marches = attempts(fc.record({ step: forward, windowNs: fc.constant(W), isPeek }));
const exactMin = fc.constantFrom(4, 8, 16, 32, 64);
const limit = fc.integer({ min: 0, max: 20 });

function attempts(each: fc.Arbitrary<Attempt>): fc.Arbitrary<Attempt[]> {
  return fc.array(each, { minLength: 20, maxLength: 300, size: "max" });
}

/** The number of entries that a log may hold: the first power of two that is as long as either asks for. */
function boundOf(exactMin: number, limit: number): number {
  let bound = 4;
  while (bound < exactMin || bound < 2 * limit) bound *= 2;
  return bound;
}

interface Step {
  readonly found: number;
  readonly truth: number;
  /** The most attempts that the list has held so far. */
  readonly most: number;
  readonly limit: number;
}

/** Plays attempts on a log and on the list; the limit may depend on how far the play is. */
function play(
  log: AttemptLog,
  all: readonly Attempt[],
  limitAt: (index: number) => number,
): { steps: Step[]; times: bigint[] } {
  const naive = new NaiveLog();
  const times: bigint[] = [];
  let now = 10_000n;
  let most = 0;
  const steps = all.map(({ step, windowNs, isPeek }, index) => {
    now += step;
    const limit = limitAt(index);
    const truth = naive.count(now, windowNs);
    const found = isPeek ? log.peek(now, windowNs) : log.record(now, windowNs, limit);
    if (!isPeek) {
      naive.record(now, windowNs);
      times.push(now);
    }
    most = Math.max(most, naive.times.length);
    return { found, truth, most, limit };
  });
  return { steps, times };
}

describe(seeded("attempt log"), () => {
  it("judges as a list of all attempts would, through any timing and any change of windows", () => {
    let grouped = 0;
    check(fc.property(exactMin, limit, wanderings, (exactMin, limit, all) => {
      const bound = boundOf(exactMin, limit);
      for (const { found, truth, most } of play(new AttemptLog(exactMin), all, () => limit).steps) {
        assertEquals(found <= limit, truth <= limit);
        assert(found >= truth, `${found} of ${truth}`);
        if (most <= bound) assertEquals(found, truth);
        if (found > truth) grouped++;
      }
    }));
    // Else nothing was shown.
    assert(grouped > 1000, `${grouped} counts too high`);
  });

  it("holds as many entries as its bound, and counts a group too much at most", () => {
    check(fc.property(exactMin, limit, marches, (exactMin, limit, all) => {
      const bound = boundOf(exactMin, limit);
      const log = new AttemptLog(exactMin);
      const { steps, times } = play(log, all, () => limit);
      let most = 1;
      for (const { found, truth } of steps) {
        assert(found - truth < 8 * most / bound, `${found} of ${truth}, ${most} before`);
        most = Math.max(most, found);
      }
      // Each entry is seen to go when the latest of its attempts is a window old, until nothing but the order at hand is left.
      const seen = new Set(times.map((time) => log.peek(time + W, W)));
      seen.delete(1);
      assert(seen.size <= bound, `${seen.size} entries`);
    }));
  });

  it("never lets pass what the list would refuse, however the limit changes", () => {
    const limits = fc.array(limit, { minLength: 2, maxLength: 6 });
    check(fc.property(exactMin, limits, wanderings, (exactMin, limits, all) => {
      const limitAt = (index: number) => limits[Math.floor(index / 50)] ?? limits[0] as number;
      for (const { found, truth } of play(new AttemptLog(exactMin), all, limitAt).steps) {
        assert(found >= truth, `${found} of ${truth}`);
      }
    }));
  });

  it("judges as the list when the limit is only ever lowered", () => {
    const limits = fc.array(limit, { minLength: 2, maxLength: 6 });
    check(fc.property(exactMin, limits, wanderings, (exactMin, limits, all) => {
      const falling = limits.toSorted((a, b) => b - a);
      const limitAt = (index: number) => falling[Math.floor(index / 50)] ?? 0;
      for (const { found, truth, limit } of play(new AttemptLog(exactMin), all, limitAt).steps) {
        assertEquals(found <= limit, truth <= limit);
      }
    }));
  });
});
