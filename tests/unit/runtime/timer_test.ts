import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { every, withDeadline } from "../../../src/runtime/timer.ts";

const wait = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

describe("every()", () => {
  it("ticks again and again until it is stopped", async () => {
    let ticks = 0;
    const stop = every(1, () => ticks++);
    while (ticks < 3) await wait(1);
    stop();
    const last = ticks;
    await wait(10);
    assertEquals(ticks, last);
  });
  it("tells that the thread was held up", async () => {
    const late: boolean[] = [];
    const stop = every(20, (isLate) => late.push(isLate));
    const start = Date.now();
    // The thread does something else for several periods.
    while (Date.now() - start < 100);
    while (late.length === 0) await wait(1);
    stop();
    // A host whose clock stands still while code runs can't tell.
    assert(late[0] === true || Date.now() === start);
  });
});

describe("withDeadline()", () => {
  it("gives what the promise gives, and says nothing once it is settled", async () => {
    let calls = 0;
    const late = () => void calls++;
    assertEquals(await withDeadline(Promise.resolve(7), 5, late), 7);
    const failure = await withDeadline(Promise.reject("no"), 5, late).catch((error) => error);
    await wait(20);
    assertEquals([failure, calls], ["no", 0]);
  });
  it("says that it is late, once, and goes on waiting", async () => {
    let calls = 0;
    let resolve: (value: string) => void = () => {};
    const late = () => {
      calls++;
      setTimeout(() => resolve("at last"), 20);
    };
    const value = await withDeadline(new Promise<string>((take) => resolve = take), 1, late);
    assertEquals([value, calls], ["at last", 1]);
  });
  it("waits without end, and longer than timers can", async () => {
    for (const milliseconds of [Infinity, 2 ** 31]) {
      let calls = 0;
      await withDeadline(wait(5), milliseconds, () => calls++);
      assertEquals(calls, 0);
    }
  });
});
