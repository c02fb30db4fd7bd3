import { assert, assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { Json } from "../../../src/engine/internal.ts";
import { LifecycleError } from "../../../src/engine/mod.ts";
import { currentThread } from "../../../src/runtime/thread.ts";
import { Link, type LinkOptions } from "../../../src/sync/link.ts";
import { rejection } from "./_kit.ts";
import { type FakePort, portPair } from "./_ports.ts";

const same = (value: Json) => value;
const turn = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

/** A link whose other end notes the calls of each message, and answers when it is told to. */
function world(options: LinkOptions = {}) {
  const [near, far] = portPair();
  const frames: [number, string][][] = [];
  far.addEventListener("message", ({ data }) => {
    if (typeof data !== "string") return;
    const [version, from, calls] = JSON.parse(data) as [number, string, [number, string][]];
    assertEquals([version, from], [1, currentThread()]);
    frames.push(calls);
  });
  const answer = (...answers: [number, 0 | 1, Json][]) =>
    far.postMessage(JSON.stringify([1, answers]));
  return { link: new Link(near, options), near, far, frames, answer };
}

describe("Link", () => {
  it("sends the calls of one turn in one message, numbered from 1", async () => {
    const { link, frames } = world();
    void link.call(same, "a", 1);
    void link.call(same, "b");
    await turn();
    void link.call(same, "c");
    await turn();
    assertEquals<unknown>(frames, [[[1, "a", 1], [2, "b"]], [[3, "c"]]]);
  });
  it("gives each caller its answer, and its error", async () => {
    const { link, answer } = world();
    const calls = [
      link.call((value, id) => [value, id], "a"),
      link.call(same, "b").catch((error) => `failed ${error}`),
      link.call(() => {
        throw new Error("unreadable");
      }, "c").catch((error) => `failed ${error}`),
    ];
    answer([2, 0, "no"], [1, 1, "yes"], [3, 1, null], [9, 1, null]);
    assertEquals(await Promise.all(calls), [["yes", 1], "failed no", "failed Error: unreadable"]);
  });
  it("holds calls back beyond the number in flight, and keeps their order", async () => {
    const { link, frames, answer } = world({ maxInFlight: 2 });
    const done = [1, 2, 3, 4].map((index) => link.call(same, `call${index}`));
    await turn();
    assertEquals(frames.flat().map(([id]) => id), [1, 2]);
    answer([1, 1, "a"]);
    await turn();
    const last = link.call(same, "call5");
    assertEquals(frames.flat().map(([id]) => id), [1, 2, 3]);
    answer([2, 1, "b"], [3, 1, "c"]);
    await turn();
    answer([4, 1, "d"], [5, 1, "e"]);
    assertEquals(await Promise.all([...done, last]), ["a", "b", "c", "d", "e"]);
    assertEquals(frames.flat().map(([id]) => id), [1, 2, 3, 4, 5]);
  });
  it("reserves several numbers for a call of many, and sends it at once", async () => {
    const { link, near, frames } = world();
    void link.call(same, "before");
    void link.callMany(3, same, "batch");
    assertEquals<unknown>(near.sent.map((text) => JSON.parse(`${text}`)[2]), [[
      [1, "before"],
      [2, "batch"],
    ]]);
    void link.call(same, "next");
    void link.callMany(2, same, "batch");
    await turn();
    assertEquals<unknown>(frames.slice(1), [[[5, "next"], [6, "batch"]]]);
  });
  it("sends calls that can't be written together one by one, and fails one that can't be written at all", async () => {
    const { link, near, answer } = world({ maxInFlight: 3 });
    const stringify = JSON.stringify;
    const calls = ["a", "long", "b", "c"].map((name) => link.call(same, name));
    const outcomes = Promise.allSettled(calls);
    try {
      JSON.stringify = ((value: unknown) => {
        const text = stringify(value);
        if (text.includes("long")) throw new RangeError("too long");
        return text;
      }) as typeof JSON.stringify;
      await turn();
    } finally {
      JSON.stringify = stringify;
    }
    const sent = near.sent.map((text) => JSON.parse(`${text}`)[2]);
    assertEquals(sent, [[[1, "a"]], [[3, "b"]], [[4, "c"]]]);
    answer([1, 1, "A"], [3, 1, "B"], [4, 1, "C"]);
    assertEquals(
      (await outcomes).map((each) => each.status === "fulfilled" ? each.value : `${each.reason}`),
      ["A", "RangeError: too long", "B", "C"],
    );
    await link.close();
  });
  it("keeps the process alive only while answers are due", async () => {
    const { link, near, answer } = world();
    assert(!near.isKeptAlive);
    const call = link.call(same, "a");
    assert(near.isKeptAlive);
    answer([1, 1, null]);
    await call;
    assert(!near.isKeptAlive);
  });
  it("fails what is open and what comes later when the other end is gone", async () => {
    const ends: Error[] = [];
    const { link, near } = world({ maxInFlight: 1, onEnd: (why) => ends.push(why) });
    const open = [rejection(link.call(same, "a")), rejection(link.call(same, "b"))];
    near.tell("close", {});
    const errors = [...await Promise.all(open), await rejection(link.call(same, "c"))];
    for (const error of errors) {
      assert(error instanceof LifecycleError);
      assertEquals(error.message, "the connection to the engine has ended");
    }
    assertEquals([ends.length, link.endedBy === ends[0]], [1, true]);
  });
  it("fails with an error of its user's choice", async () => {
    const { link, near } = world({ endError: (cause) => new Error("shard", { cause }) });
    const open = rejection(link.call(same, "a"));
    near.tell("close", {});
    assertEquals((await open).message, "shard");
  });
  it("is given up with an error of one's choice", async () => {
    const { link, near } = world();
    const open = rejection(link.call(same, "a"));
    const why = new LifecycleError("stuck");
    link.lose(why);
    assertEquals([await open, link.endedBy, near.isOpen], [why, why, false]);
  });
  it("closes when all calls so far were answered, and says goodbye", async () => {
    const { link, frames, answer, near } = world();
    const call = link.call(same, "a");
    const closed = link.close();
    assert(link.close() === closed);
    const late = rejection(link.call(same, "b"));
    await turn();
    assert(near.isOpen);
    answer([1, 1, "done"]);
    assertEquals(await call, "done");
    await closed;
    await turn();
    assert((await late) instanceof LifecycleError && !near.isOpen);
    assertEquals<unknown>(frames, [[[1, "a"]], [[0, "bye"]]]);
  });
  it("gives signs of life, and gives up on a silent other end only while answers are due", async () => {
    const { link, frames } = world({ leaseMs: 30 });
    while (frames.length < 8) await new Promise<void>((resolve) => setTimeout(resolve, 5));
    assertEquals([frames.flat(), link.endedBy], [[], undefined]);
    const failed = rejection(link.call(same, "a"));
    // A real port keeps the process alive while an answer is due; here the test does.
    while (link.endedBy === undefined) await new Promise<void>((resolve) => setTimeout(resolve, 5));
    assertEquals((await failed).message, "the connection to the engine has ended");
  });
  it("does not give up on an end that answers signs of life", async () => {
    const { link, far, frames, answer } = world({ leaseMs: 30 });
    far.addEventListener("message", () => answer());
    const call = link.call(same, "slow");
    while (frames.length < 14) await new Promise<void>((resolve) => setTimeout(resolve, 5));
    answer([1, 1, "late"]);
    assertEquals(await call, "late");
    await link.close();
  });
  it("passes on what no text can carry, after the calls before it", async () => {
    const { link, near } = world();
    void link.call(same, "a");
    const object = {} as FakePort;
    link.give(["port", object], []);
    link.forget(7);
    await turn();
    assertEquals(
      near.sent.map((message) => typeof message === "string" ? "calls" : (message as [string])[0]),
      ["calls", "port", "drop"],
    );
  });
  it("refuses a lease that is none", () => {
    for (const leaseMs of [0, -1, NaN, 2147483648]) {
      assertThrows(() => world({ leaseMs }), RangeError, "leaseMs must be a positive number");
    }
  });
  it("refuses a number in flight that is none", () => {
    for (const maxInFlight of [0, -1, 1.5, NaN]) {
      assertThrows(
        () => world({ maxInFlight }),
        RangeError,
        "maxInFlight must be a positive integer",
      );
    }
  });
});
