import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine, ThreadAffinityError } from "../../../../src/engine/mod.ts";
import { currentThread } from "../../../../src/runtime/thread.ts";
import { makeChannel } from "../../../../src/runtime/port.ts";
import { assertErrors } from "../../model/_errors.ts";
import { policy, thrownBy } from "../_kit.ts";

describe("Engine.share()", () => {
  it("is refused in noSync mode, and says what to do instead", () => {
    const engine = Engine.builder().preTrade(policy("a")).build();
    assertErrors([[
      () => engine.share(),
      "ThreadAffinityError: an engine in noSync mode cannot be shared: build it with fullSync() or accountSync()",
    ]]);
    const error = thrownBy(() => engine.share()) as ThreadAffinityError;
    assertEquals([error.owner, error.caller], [currentThread(), currentThread()]);
  });
  it("gives a handle for one thread, which is plain data and a port", () => {
    const engine = Engine.builder().accountSync().strictInput().preTrade(policy("a")).build();
    if (makeChannel() === undefined) {
      assert(thrownBy(() => engine.share()) instanceof ThreadAffinityError);
      return;
    }
    const { handle, transfer } = engine.share({ leaseMs: 50 });
    const { port, ...data } = handle;
    assertEquals(data, {
      kind: "openpit-engine",
      version: 1,
      mode: "accountSync",
      owner: currentThread(),
      isStrictInput: true,
      keepsAdditions: true,
      leaseMs: 50,
    });
    assert(transfer.length === 1 && transfer[0] === port);
    const other = engine.share({ leaseMs: Infinity }).handle;
    assert(other.port !== port && other.leaseMs === Infinity);
    port?.close();
    other.port?.close();
  });
  it("refuses a lease that is none", () => {
    const engine = Engine.builder().fullSync().preTrade(policy("a")).build();
    const text =
      "RangeError: leaseMs must be a positive number up to 2147483647, or Infinity for none";
    assertErrors([0, -5, NaN, 2147483648, "5"].map((leaseMs) => [
      () => engine.share({ leaseMs: leaseMs as number }),
      text,
    ]));
  });
  it("is refused from inside a callback, and after the engine was released", () => {
    let error: unknown;
    const engine: Engine = Engine.builder().fullSync().preTrade(policy("a", {
      start: () => void (error = thrownBy(() => engine.share())),
    })).build();
    engine.startPreTrade({});
    assertEquals((error as Error).name, "ReentrancyError");
    engine.free();
    assertErrors([[() => engine.share(), "LifecycleError: engine has been released"]]);
  });
});
