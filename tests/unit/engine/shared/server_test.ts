import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { AccountChainError, Engine, ThreadAffinityError } from "../../../../src/engine/mod.ts";
import {
  decodeThrown,
  type Json,
  replyBytes,
  ReplyReader,
} from "../../../../src/engine/internal.ts";
import { currentThread } from "../../../../src/runtime/thread.ts";
import { sharedMemory } from "../../../../src/runtime/shared_memory.ts";
import { engineOf, noted, orderOf, policy } from "../_kit.ts";
import { orderWire, RawCaller } from "../../sync/_kit.ts";
import { portPair } from "../../sync/_ports.ts";

function engineIn(mode: "noSync" | "fullSync" | "accountSync", log: string[] = []): Engine {
  let count = 0;
  return Engine.builder()[mode]().preTrade(policy("a", {
    main: () => ({ mutations: [noted(log, `${++count}`)] }),
  })).build();
}

/** The error that answers the one call of a frame. */
function errorIn(frame: Json): unknown {
  const [, answers] = frame as [number, [number, number, Json][]];
  assertEquals(answers[0]?.[1], 0);
  return decodeThrown(answers[0]?.[2] ?? null);
}

const isDone = (frame: Json) => (frame as [number, [number, number][]])[1].map(([, done]) => done);

describe("EngineServer", () => {
  it("answers all calls of a message by one message, in order", () => {
    const caller = new RawCaller(engineIn("fullSync"), "js:a");
    const frame = caller.send([1, "execute", orderWire("1")], [2, "commit", 1], [3, "commit", 1]);
    assertEquals(isDone(frame), [1, 1, 0]);
    assertEquals(caller.send(), [1, []]);
  });
  it("answers a batch at once, with the calls before it", () => {
    const caller = new RawCaller(engineIn("fullSync"), "js:a");
    const orders = [[orderWire("1")], [orderWire("2")]];
    caller.send([1, "execute", orderWire("1")], [2, "batch", orders], [4, "commit", 1]);
    assertEquals(caller.answers, [[1, [[1, 1, 1], [2, 1, [1, 1]]]], [1, [[4, 1, null]]]]);
    caller.send([5, "batch", orders]);
    assertEquals(caller.answers.length, 3);
  });
  it("rolls back and drops what a caller that is gone had open", () => {
    const log: string[] = [];
    const caller = new RawCaller(engineIn("fullSync", log), "js:a");
    caller.send([1, "execute", orderWire("1")], [2, "start", orderWire("1")], [
      3,
      "execute",
      orderWire("1"),
    ]);
    caller.die();
    assertEquals(log, ["rollback 2", "rollback 1"]);
  });
  it("does the same for a caller that says goodbye, after the calls before it", () => {
    const log: string[] = [];
    const caller = new RawCaller(engineIn("fullSync", log), "js:a");
    caller.send([1, "execute", orderWire("1")], [2, "execute", orderWire("1")], [3, "commit", 1], [
      0,
      "bye",
    ]);
    assertEquals(log, ["commit 1", "rollback 2"]);
    assert(!caller.isServed);
  });
  it("keeps what other callers have open", () => {
    const log: string[] = [];
    const engine = engineIn("fullSync", log);
    const [a, b] = [new RawCaller(engine, "js:a"), new RawCaller(engine, "js:b")];
    a.send([1, "execute", orderWire("1")]);
    b.send([1, "execute", orderWire("1")]);
    a.die();
    b.send([2, "commit", 1]);
    assertEquals(log, ["rollback 1", "commit 2"]);
  });
  it("refuses other threads in noSync mode, but lets a port of the owner's own work", () => {
    const engine = engineIn("noSync");
    const error = errorIn(new RawCaller(engine, "js:a").send([1, "execute", orderWire("1")]));
    assert(error instanceof ThreadAffinityError);
    assertEquals([error.owner, error.caller], [currentThread(), "js:a" as never]);
    const own = new RawCaller(engine, "js:a", { asOwner: true });
    assertEquals(isDone(own.send([1, "execute", orderWire("1")])), [1]);
  });
  it("keeps two threads off one account in accountSync mode, the owner included", () => {
    const engine = engineIn("accountSync");
    const [a, b] = [new RawCaller(engine, "js:a"), new RawCaller(engine, "js:b")];
    a.send([1, "start", orderWire("1")]);
    const error = errorIn(b.send([1, "execute", orderWire("1")]));
    assert(error instanceof AccountChainError);
    assertEquals([error.holder, error.accountId.value], ["js:a" as never, 1n]);
    assertEquals(isDone(b.send([2, "execute", orderWire("2")])), [1]);
    let thrown: unknown;
    try {
      engine.executePreTrade(orderOf(1));
    } catch (value) {
      thrown = value;
    }
    assert(thrown instanceof AccountChainError);
    // The chain ends with the request, or with its holder.
    a.send([2, "run", 1]);
    assertEquals(isDone(b.send([3, "execute", orderWire("1")])), [0]);
    a.die();
    assertEquals(isDone(b.send([4, "execute", orderWire("1")])), [1]);
  });
  it("knows its own thread by name", () => {
    const engine = engineIn("accountSync");
    const held = engine.executePreTrade(orderOf(1));
    const own = new RawCaller(engine, currentThread());
    assertEquals([held.ok, isDone(own.send([1, "execute", orderWire("1")]))], [true, [1]]);
  });
  it("answers a malformed message by an error, changes nothing, and closes at a flood of them", () => {
    const log: string[] = [];
    const caller = new RawCaller(engineIn("fullSync", log), "js:a");
    const malformed = ["", "{}", 5, null, '[1,"js:a",[[1]]]', ["unknown", 1], ["memory", 1], [
      "memory",
      new ArrayBuffer(100),
    ], [
      "memory",
      sharedMemory(11),
    ], [
      "port",
      {},
    ]];
    for (const message of malformed) {
      // Of each message an answer of its own.
      caller.send();
      const error = errorIn(caller.sendRaw(message));
      assert(error instanceof TypeError, String(message));
    }
    // One good message in between: no flood.
    caller.send([1, "execute", orderWire("1")]);
    for (let index = 0; index < 15; index++) caller.sendRaw("bad");
    assert(caller.isServed);
    caller.sendRaw("bad");
    assert(!caller.isServed);
    assertEquals(log, ["rollback 1"]);
  });
  it("lets go what its caller has forgotten", () => {
    const log: string[] = [];
    const caller = new RawCaller(engineIn("fullSync", log), "js:a");
    caller.send([1, "execute", orderWire("1")]);
    caller.sendRaw(["drop", 1]);
    caller.sendRaw(["beat"]);
    assertEquals(log, ["rollback 1"]);
  });
  it("answers into shared memory once it was given some", () => {
    const caller = new RawCaller(engineOf(policy("a")), currentThread());
    const memory = sharedMemory(replyBytes(100));
    if (memory === undefined) return;
    caller.sendRaw(["memory", memory]);
    assertEquals(caller.send([1, "hello"]), null);
    assertEquals(new ReplyReader(memory).read(), "[1,[[1,1,null]]]");
  });
  it("serves one more thread on a port that its caller passes on", async () => {
    const caller = new RawCaller(engineOf(policy("a")), currentThread());
    const [own, given] = portPair();
    caller.sendRaw(["port", own]);
    const answer = new Promise((resolve) => given.addEventListener("message", resolve));
    given.postMessage(`[1,"${currentThread()}",[[1,"hello"]]]`);
    assertEquals(await answer, { data: "[1,[[1,1,null]]]" });
  });
  it("keeps the lease that this thread is given, and refuses one that is none", async () => {
    const log: string[] = [];
    const caller = new RawCaller(engineIn("fullSync", log), currentThread(), { leaseMs: Infinity });
    const [own, given] = portPair();
    caller.sendRaw(["port", own, 20]);
    given.postMessage(
      JSON.stringify([1, "js:b", [[1, "execute", orderWire("1")]]]),
    );
    for (let turn = 0; turn < 500 && log.length === 0; turn++) {
      await new Promise<void>((resolve) => setTimeout(resolve, 10));
    }
    assertEquals([log, own.isOpen], [["rollback 1"], false]);
    assert(errorIn(caller.sendRaw(["port", portPair()[0], 0])) instanceof TypeError);
  });
  it("answers the other calls of a message if an answer can't be written", () => {
    // Stands for an answer that is nested deeper than the host's JSON can go.
    const engine = engineIn("fullSync");
    const caller = new RawCaller(engine, "js:a");
    const stringify = JSON.stringify;
    try {
      JSON.stringify = ((value: unknown) => {
        const text = stringify(value);
        if (text.includes("[1,1,[")) throw new RangeError("too deep");
        return text;
      }) as typeof JSON.stringify;
      caller.sendRaw(stringify([1, "js:a", [[1, "policies"], [2, "hello"]]]));
    } finally {
      JSON.stringify = stringify;
    }
    assertEquals(caller.answers.map(isDone), [[0], [1]]);
  });
  it("leaves nothing open of an order whose answer can't be written", () => {
    const log: string[] = [];
    const caller = new RawCaller(engineIn("fullSync", log), "js:a");
    const stringify = JSON.stringify;
    try {
      JSON.stringify = ((value: unknown) => {
        const text = stringify(value);
        // The answers together, and that of the first order alone.
        if (text.startsWith("[1,[[1,1,")) throw new RangeError("too long");
        return text;
      }) as typeof JSON.stringify;
      const order = orderWire("1");
      caller.sendRaw(stringify([1, "js:a", [[1, "execute", order], [2, "execute", order]]]));
    } finally {
      JSON.stringify = stringify;
    }
    assertEquals([caller.answers.map(isDone), log], [[[0], [1]], ["rollback 1"]]);
    assertEquals(isDone(caller.send([3, "commit", 1], [4, "commit", 2])), [0, 1]);
  });
  it("ends when its caller has been silent for two looks, not before its first message", async () => {
    const log: string[] = [];
    const caller = new RawCaller(engineIn("fullSync", log), "js:a", { leaseMs: 20 });
    const wait = (milliseconds: number) =>
      new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
    await wait(100);
    assert(caller.isServed);
    caller.send([1, "execute", orderWire("1")]);
    for (let turn = 0; turn < 500 && caller.isServed; turn++) await wait(10);
    assertEquals(log, ["rollback 1"]);
  });
});
