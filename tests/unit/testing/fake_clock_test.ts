import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { FakeClock } from "../../../src/testing/mod.ts";

describe("FakeClock", () => {
  it("starts at 0 or where it is told to, and stands still", () => {
    const clock = new FakeClock();
    assertEquals([clock.now(), clock.now()], [0n, 0n]);
    assertEquals(new FakeClock(5n).now(), 5n);
    assertEquals(new FakeClock(-5n).now(), -5n);
  });
  it("moves on by milliseconds, down to a nanosecond, and back", () => {
    const clock = new FakeClock();
    const readings = [1, 0.000001, 0.5, 0, -2, 86_400_000].map((milliseconds) => {
      clock.advanceMs(milliseconds);
      return clock.now();
    });
    assertEquals(readings, [
      1_000_000n,
      1_000_001n,
      1_500_001n,
      1_500_001n,
      -499_999n,
      86_399_999_500_001n,
    ]);
  });
  it("rounds what is finer than a nanosecond", () => {
    const clock = new FakeClock();
    clock.advanceMs(0.0000004);
    assertEquals(clock.now(), 0n);
    clock.advanceMs(0.0000006);
    assertEquals(clock.now(), 1n);
  });
  it("can be set, beyond what a number could hold", () => {
    const clock = new FakeClock();
    clock.setNs(2n ** 80n);
    clock.advanceMs(1);
    assertEquals(clock.now(), 2n ** 80n + 1_000_000n);
  });
  it("refuses to move by what is no finite number; the reading stays", () => {
    const clock = new FakeClock(7n);
    for (const milliseconds of [NaN, Infinity, -Infinity]) {
      assertThrows(() => clock.advanceMs(milliseconds), RangeError);
    }
    assertEquals(clock.now(), 7n);
  });
  it("has a reading that works without its object, one per clock", () => {
    const [one, two] = [new FakeClock(), new FakeClock()];
    const { now } = one;
    one.advanceMs(1);
    assertEquals([now(), two.now()], [1_000_000n, 0n]);
  });
});
