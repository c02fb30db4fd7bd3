import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { every } from "../../../src/runtime/timer.ts";

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
