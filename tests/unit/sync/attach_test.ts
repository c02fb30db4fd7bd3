import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { type Engine, LifecycleError, type ShareHandle } from "../../../src/engine/mod.ts";
import { attachEngine, RemoteEngine } from "../../../src/sync/mod.ts";
import { describeEngine, serveEngine } from "../../../src/sync/serve.ts";
import { engineOf, orderOf, policy } from "../engine/_kit.ts";
import { rejection } from "./_kit.ts";
import { portPair } from "./_ports.ts";

/** A handle as `share()` gives it, on a fake connection. */
function handleOf(engine: Engine, changes: Partial<ShareHandle> = {}): ShareHandle {
  const [own, port] = portPair();
  serveEngine(engine, own);
  const handle = {
    kind: "openpit-engine",
    version: 1,
    ...describeEngine(engine),
    leaseMs: undefined,
  };
  return { ...handle, port, ...changes } as ShareHandle;
}

describe("attachEngine()", () => {
  it("gives an engine that answers", async () => {
    const engine = await attachEngine(handleOf(engineOf(policy("a"))));
    assert(engine instanceof RemoteEngine);
    assert((await engine.executePreTrade(orderOf(1))).ok);
    await engine.close();
  });
  it("takes each handle once", async () => {
    const handle = handleOf(engineOf(policy("a")));
    await attachEngine(handle);
    const error = await rejection(attachEngine(handle));
    assert(error instanceof LifecycleError);
    assertEquals(
      error.message,
      "handle has already been attached: share the engine once per thread",
    );
  });
  it("refuses what is no handle, or of another version", async () => {
    for (const value of [undefined, null, 1, {}, { kind: "other" }]) {
      const error = await rejection(attachEngine(value as never));
      assertEquals([error.name, error.message], [
        "TypeError",
        "handle must be what engine.share() gave",
      ]);
    }
    const other = handleOf(engineOf(policy("a")), { version: 2 });
    assertEquals(
      (await rejection(attachEngine(other))).message,
      "handle is of version 2, and this thread speaks version 1: load the same version of the package on both threads",
    );
  });
  it("refuses bad options before it takes the port", async () => {
    const handle = handleOf(engineOf(policy("a")));
    const error = await rejection(attachEngine(handle, { maxInFlight: 0 }));
    assertEquals(error.message, "maxInFlight must be a positive integer");
    for (const timeoutMs of [0, -1, NaN, "1" as never]) {
      const time = await rejection(attachEngine(handle, { timeoutMs }));
      assertEquals(`${time}`, "RangeError: timeoutMs must be a positive number");
    }
    const lease = await rejection(attachEngine({ ...handle, leaseMs: -1 }));
    assertEquals(lease.name, "RangeError");
    await (await attachEngine(handle, { maxInFlight: 1, timeoutMs: Infinity })).close();
  });
  it("gives up on an engine's thread that does not answer", async () => {
    const [, port] = portPair();
    const handle = handleOf(engineOf(policy("a")), { port });
    const error = await rejection(attachEngine(handle, { timeoutMs: 20 }));
    assert(error instanceof LifecycleError, `${error}`);
    assertEquals(
      [error.message, port.isOpen, port.isKeptAlive],
      [
        "the engine's thread has not answered for 20 ms: it is busy or gone, and the connection has ended",
        false,
        false,
      ],
    );
  });
  it("fails if the engine's thread is gone", async () => {
    const [gone, port] = portPair();
    const handle = handleOf(engineOf(policy("a")), { port });
    const attached = rejection(attachEngine(handle));
    gone.close();
    assert((await attached) instanceof LifecycleError);
  });
});
