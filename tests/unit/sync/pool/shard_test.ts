import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine, EngineBuildError, LifecycleError } from "../../../../mod.ts";
import { buildOrderValidation } from "../../../../src/pretrade/policies/mod.ts";
import { startShard } from "../../../../src/sync/pool/shard.ts";
import { rejection } from "../_kit.ts";
import { ADDRESS, FakeThreads } from "./_threads.ts";

const SETTINGS = { size: 2, module: ADDRESS, isSplit: false, maxInFlight: undefined };
const createEngine = () => Engine.builder().builtin(buildOrderValidation()).build();

async function refusal(start: Promise<unknown>): Promise<string> {
  const error = await rejection(start);
  assert(error instanceof EngineBuildError, `${error}`);
  return `${error.kind}: ${error.message}`;
}

describe("startShard()", () => {
  it("needs threads and connections", async () => {
    const threads = new FakeThreads({ createEngine });
    const message = "InvalidConfiguration: this runtime starts no threads";
    const connect = () => threads.connect();
    const spawn = () => undefined;
    assertEquals(await refusal(startShard(SETTINGS, 0, { connect, spawn })), message);
    assertEquals(
      await refusal(
        startShard(SETTINGS, 0, {
          connect: () => undefined,
          spawn: (user) => {
            threads.connect();
            return threads.spawn(user);
          },
        }),
      ),
      message,
    );
  });
  it("says so if the thread ends before its engine is ready", async () => {
    const threads = new FakeThreads({ createEngine: () => new Promise(() => {}) });
    const start = startShard(SETTINGS, 1, threads);
    threads.started[0]?.die(new SyntaxError("unexpected token"));
    assertEquals(
      await refusal(start),
      "InvalidConfiguration: shard 1 ended before it was ready: SyntaxError: unexpected token",
    );
  });
  it("ends the thread whose engine could not be made", async () => {
    const threads = new FakeThreads({});
    await rejection(startShard(SETTINGS, 0, threads));
    assertEquals(threads.started[0]?.isTerminated, true);
  });
  it("limits how many calls are on their way", async () => {
    const threads = new FakeThreads({ createEngine });
    const shard = await startShard({ ...SETTINGS, maxInFlight: 1 }, 0, threads);
    const calls = [shard.engine.policies(), shard.engine.policies(), shard.engine.policies()];
    assertEquals((await Promise.all(calls)).map(({ length }) => length), [1, 1, 1]);
    await shard.close();
  });
});

describe("Shard", () => {
  it("names the first reason of its end, for good", async () => {
    const threads = new FakeThreads({ createEngine });
    const shard = await startShard(SETTINGS, 1, threads);
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
    const shard = await startShard(SETTINGS, 0, threads);
    threads.started[0]?.die("power cut", "thread");
    const error = await rejection(shard.engine.policies());
    assertEquals(error, shard.lostBy as Error);
    assertEquals(threads.started[0]?.isTerminated, true);
  });
  it("is not lost but closed when it is closed", async () => {
    const threads = new FakeThreads({ createEngine });
    const shard = await startShard(SETTINGS, 0, threads);
    await shard.close();
    assertEquals([shard.lostBy, threads.started[0]?.isTerminated], [undefined, true]);
    assert(await rejection(shard.engine.policies()) instanceof LifecycleError);
  });
});
