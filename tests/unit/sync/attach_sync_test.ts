import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { type ShareHandle, ThreadAffinityError } from "../../../src/engine/mod.ts";
import { currentThread, type ThreadIdentity } from "../../../src/runtime/thread.ts";
import { mayBlock } from "../../../src/runtime/shared_memory.ts";
import { attachEngineSync, BlockingEngine } from "../../../src/sync/mod.ts";
import { describeEngine, serveEngine } from "../../../src/sync/serve.ts";
import { engineOf, orderOf, policy, thrownBy } from "../engine/_kit.ts";
import { assertErrors } from "../model/_errors.ts";
import { portPair } from "./_ports.ts";

/** A handle on an engine that answers within the call: one thread plays both parts. */
function handleOf(owner: string): ShareHandle {
  const engine = engineOf(policy("a"));
  const [own, port] = portPair(true);
  serveEngine(engine, own, { asOwner: true });
  const description = { ...describeEngine(engine), owner };
  return { kind: "openpit-engine", version: 1, ...description, leaseMs: undefined, port };
}

describe("attachEngineSync()", () => {
  it("gives an engine that answers by blocking, or says what to use on a thread that must not block", () => {
    const handle = handleOf("js:other");
    if (!mayBlock()) {
      const error = thrownBy(() => attachEngineSync(handle)) as ThreadAffinityError;
      assert(error instanceof ThreadAffinityError);
      assertEquals(error.message, "this thread must not be blocked: use attachEngine() here");
      return;
    }
    const engine = attachEngineSync(handle);
    assert(engine instanceof BlockingEngine);
    assert(engine.executePreTrade(orderOf(1)).ok);
    engine.free();
    assertErrors([[
      () => attachEngineSync(handle),
      "LifecycleError: handle has already been attached: share the engine once per thread",
    ]]);
  });
  it("refuses the engine's own thread, which would wait for itself", () => {
    const error = thrownBy(() =>
      attachEngineSync(handleOf(currentThread()))
    ) as ThreadAffinityError;
    assert(error instanceof ThreadAffinityError);
    assertEquals(
      [error.message, error.owner, error.caller],
      [
        "the engine's own thread cannot wait for itself: use attachEngine() here",
        currentThread(),
        currentThread() as ThreadIdentity,
      ],
    );
  });
  it("refuses what is no handle, and a time that is none", () => {
    assertErrors([
      [() => attachEngineSync(1 as never), "TypeError: handle must be what engine.share() gave"],
      ...mayBlock()
        ? [[
          () => attachEngineSync({ ...handleOf("js:other"), leaseMs: 0 }),
          "RangeError: leaseMs must be a positive number up to 2147483647, or Infinity for none",
        ] as [() => unknown, string]]
        : [],
      [
        () => attachEngineSync(handleOf("js:other"), { timeoutMs: 0 }),
        "RangeError: timeoutMs must be a positive number",
      ],
      [
        () => attachEngineSync(handleOf("js:other"), { timeoutMs: "1" as never }),
        "RangeError: timeoutMs must be a positive number",
      ],
    ]);
  });
});
