import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine, EngineBuildError, LifecycleError } from "../../../../mod.ts";
import { buildOrderValidation } from "../../../../src/pretrade/policies/mod.ts";
import { startShard } from "../../../../src/sync/pool/shard.ts";
import { ShardUnavailableError } from "../../../../src/sync/pool/errors.ts";
import { rejection } from "../_kit.ts";
import { portPair } from "../_ports.ts";
import { ADDRESS, FakeThreads } from "./_threads.ts";

const SETTINGS = { size: 2, module: ADDRESS, isSplit: false, maxInFlight: undefined };
const createEngine = () => Engine.builder().builtin(buildOrderValidation()).build();

async function refusal(start: Promise<unknown>): Promise<string> {
  const error = await rejection(start);
  assert(error instanceof EngineBuildError, `${error}`);
  return `${error.kind}: ${error.message}`;
}

/** No other shard fails. */
const NEVER = new Promise<void>(() => {});

describe("startShard()", () => {
  it("needs threads and connections, and leaves none of them behind", async () => {
    const message = "InvalidConfiguration: this runtime starts no threads";
    const [own, given] = portPair();
    const connect = () => ({ own, given });
    const spawn = () => undefined;
    assertEquals(await refusal(startShard(SETTINGS, 0, { connect, spawn }, NEVER)), message);
    assertEquals(own.isOpen, false);
    let spawned = 0;
    const threads = {
      connect: () => undefined,
      spawn: () => {
        spawned++;
        return undefined;
      },
    };
    assertEquals([await refusal(startShard(SETTINGS, 0, threads, NEVER)), spawned], [message, 0]);
  });
  it("passes on why the host refuses to start a thread, and ends the connection", async () => {
    const [own, given] = portPair();
    const failure = new TypeError("no permission");
    const threads = {
      connect: () => ({ own, given }),
      spawn: () => {
        throw failure;
      },
    };
    assertEquals(await rejection(startShard(SETTINGS, 0, threads, NEVER)), failure);
    assertEquals(own.isOpen, false);
  });
  it("takes no message but its own for an answer", async () => {
    const threads = new FakeThreads({
      createEngine: () => {
        for (const chatter of ["hi", 1, null, undefined, {}, { ready: true }, { failed: "no" }]) {
          threads.started[0]?.say(chatter);
        }
        return createEngine();
      },
    });
    const shard = await startShard(SETTINGS, 0, threads, NEVER);
    assertEquals((await shard.engine.policies()).length, 1);
    await shard.close(Infinity);
  });
  it("says so if the thread ends before its engine is ready", async () => {
    const threads = new FakeThreads({ createEngine: () => new Promise(() => {}) });
    const start = startShard(SETTINGS, 1, threads, NEVER);
    const cause = new SyntaxError("unexpected token");
    threads.started[0]?.die(cause);
    assertEquals(
      await refusal(start),
      "InvalidConfiguration: shard 1 ended before it was ready: SyntaxError: unexpected token",
    );
    // A thread may run on after an error that nobody caught.
    assertEquals(threads.started[0]?.isTerminated, true);
    assertEquals((await rejection(start)).cause, cause);
  });
  it("ends the thread whose engine could not be made", async () => {
    const threads = new FakeThreads({});
    await rejection(startShard(SETTINGS, 0, threads, NEVER));
    assertEquals(threads.started[0]?.isTerminated, true);
  });
  it("limits how many calls are on their way", async () => {
    const threads = new FakeThreads({ createEngine });
    const shard = await startShard({ ...SETTINGS, maxInFlight: 1 }, 0, threads, NEVER);
    const calls = [shard.engine.policies(), shard.engine.policies(), shard.engine.policies()];
    assertEquals((await Promise.all(calls)).map(({ length }) => length), [1, 1, 1]);
    await shard.close(Infinity);
  });
});

describe("Shard", () => {
  it("names the first reason of its end, for good", async () => {
    const threads = new FakeThreads({ createEngine });
    const shard = await startShard(SETTINGS, 1, threads, NEVER);
    assertEquals([shard.index, shard.lostBy], [1, undefined]);
    const cause = new RangeError("out of memory");
    const error = shard.lose(cause);
    assertEquals(shard.lose(new Error("later")), error);
    assertEquals([shard.lostBy, error.shard, error.cause, error.message], [
      error,
      1,
      cause,
      "shard 1 is unavailable, its state is lost: out of memory",
    ]);
    assertEquals(shard.lose("x"), error);
  });
  it("is lost when its thread ends, and its calls say so", async () => {
    const threads = new FakeThreads({ createEngine });
    const shard = await startShard(SETTINGS, 0, threads, NEVER);
    threads.started[0]?.die("power cut", "thread");
    const error = await rejection(shard.engine.policies());
    assertEquals(error, shard.lostBy as Error);
    assertEquals(threads.started[0]?.isTerminated, true);
  });
  it("fails its calls when it is lost, also if nothing tells of the end of its connection", async () => {
    const threads = new FakeThreads({ createEngine });
    const shard = await startShard(SETTINGS, 0, threads, NEVER);
    threads.started[0]?.block();
    const call = rejection(shard.engine.policies());
    const error = shard.lose("stuck");
    assertEquals([await call, await rejection(shard.engine.policies())], [error, error]);
  });
  it("is closed although its thread does not answer, if that takes too long", async () => {
    const threads = new FakeThreads({ createEngine });
    const shard = await startShard(SETTINGS, 1, threads, NEVER);
    threads.started[0]?.block();
    const call = rejection(shard.engine.policies());
    await shard.close(20);
    const error = await call;
    assert(error instanceof ShardUnavailableError, `${error}`);
    assertEquals([error, error.shard, error.message], [
      shard.lostBy,
      1,
      "shard 1 is unavailable, its state is lost: the pool was closed, and calls had no answer for 20 ms",
    ]);
    assertEquals(threads.started[0]?.isTerminated, true);
  });
  it("answers the calls on their way when it is closed in time", async () => {
    const threads = new FakeThreads({ createEngine });
    const shard = await startShard(SETTINGS, 0, threads, NEVER);
    const call = shard.engine.policies();
    await shard.close(60_000);
    assertEquals([(await call).length, shard.lostBy], [1, undefined]);
  });
  it("is not lost but closed when it is closed", async () => {
    const threads = new FakeThreads({ createEngine });
    const shard = await startShard(SETTINGS, 0, threads, NEVER);
    await shard.close(Infinity);
    assertEquals([shard.lostBy, threads.started[0]?.isTerminated], [undefined, true]);
    assert(await rejection(shard.engine.policies()) instanceof LifecycleError);
  });
});
