import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { hostClock } from "../../../src/runtime/clock.ts";

/** Runs with another `performance`, or none. */
function withPerformance<T>(value: { now(): number } | undefined, run: () => T): T {
  const original = Object.getOwnPropertyDescriptor(globalThis, "performance");
  Object.defineProperty(globalThis, "performance", { value, configurable: true, writable: true });
  try {
    return run();
  } finally {
    if (original === undefined) Reflect.deleteProperty(globalThis, "performance");
    else Object.defineProperty(globalThis, "performance", original);
  }
}

describe("hostClock()", () => {
  it("gives whole nanoseconds that do not go back", () => {
    const readings = Array.from({ length: 100 }, hostClock);
    assert(readings.every((reading) => typeof reading === "bigint"));
    assertEquals([...readings].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)), readings);
  });
  it("rounds the milliseconds of performance.now() to the nanosecond", () => {
    const rows: readonly [ms: number, ns: bigint][] = [
      [0, 0n],
      [1, 1_000_000n],
      [1.5, 1_500_000n],
      [0.0000004, 0n],
      [0.0000006, 1n],
      [123456.789012, 123_456_789_012n],
      [-1, -1_000_000n],
    ];
    const found = rows.map(([ms]) => withPerformance({ now: () => ms }, hostClock));
    assertEquals(found, rows.map(([, ns]) => ns));
  });
  it("calls now() as a method of its object, at the reading and not before", () => {
    const host = {
      ms: 2,
      now(): number {
        return this.ms;
      },
    };
    assertEquals(withPerformance(host, hostClock), 2_000_000n);
  });
  it("falls back to the wall clock where there is no performance", () => {
    const before = Date.now();
    const reading = Number(withPerformance(undefined, hostClock) / 1_000_000n);
    // A millisecond is beyond what a double can't tell apart at this size.
    assert(before - 1 <= reading && reading <= Date.now());
  });
});
