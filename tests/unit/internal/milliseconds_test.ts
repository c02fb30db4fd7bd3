import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { toMilliseconds, toNanoseconds } from "../../../src/internal/milliseconds.ts";

describe("toNanoseconds()", () => {
  it("keeps fractions down to a nanosecond and rounds the rest", () => {
    const rows = [
      [0, 0n],
      [-0, 0n],
      [1, 1_000_000n],
      [0.1, 100_000n],
      [1.5, 1_500_000n],
      [0.000001, 1n],
      [0.0000004, 0n],
      [0.0000006, 1n],
      [1234.567891, 1_234_567_891n],
    ] as const;
    assertEquals(rows.map(([ms]) => toNanoseconds(ms)), rows.map(([, ns]) => ns));
  });

  it("is exact where a double of nanoseconds would not be", () => {
    assertEquals(toNanoseconds(9_007_199_254_740_991), 9_007_199_254_740_991_000_000n);
    assertEquals(toNanoseconds(86_400_000_001.5), 86_400_000_001_500_000n);
    assertEquals(toNanoseconds(1e300), BigInt(1e300) * 1_000_000n);
  });
});

describe("toMilliseconds()", () => {
  it("gives back what was converted", () => {
    const all = [0, 0.1, 1.1, 1234.567, 86_400_000_001.5, 9_007_199_254_740_991, 1e21];
    assertEquals(all.map((ms) => toMilliseconds(toNanoseconds(ms))), all);
  });
});
