import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { LifecycleError } from "../../../src/engine/mod.ts";
import { AccountBlock } from "../../../src/reject.ts";
import { mayBlock } from "../../../src/runtime/shared_memory.ts";
import { BlockingLink } from "../../../src/sync/blocking_link.ts";
import { engineOf, noted, orderOf, policy } from "../engine/_kit.ts";
import { assertErrors } from "../model/_errors.ts";
import { blocking } from "./_blocking.ts";
import { portPair } from "./_ports.ts";

describe("BlockingLink", () => {
  it("asks by message and reads the answer from memory", () => {
    const world = blocking(engineOf(policy("a")));
    if (world === undefined) return;
    const { link, port } = world;
    assertEquals(link.call((value, id) => [value, id], "hello"), [null, 1]);
    assertEquals(link.call((_value, id) => id, "hello"), 2);
    // The memory, then one text per call.
    assertEquals(port.sent.map((message) => typeof message), ["object", "string", "string"]);
  });
  it("throws what the other thread threw", () => {
    const world = blocking(engineOf(policy("a")));
    if (world === undefined) return;
    assertErrors([
      [
        () => world.link.call(() => {}, "nothing"),
        "TypeError: Cannot call nothing from another thread",
      ],
      [
        () => world.link.call(() => {}, "commit", 5),
        "LifecycleError: reservation has already been finalized",
      ],
    ]);
  });
  it("takes an answer of any length", () => {
    const engine = engineOf(policy("a"));
    const world = blocking(engine);
    if (world === undefined) return;
    const reason = "x".repeat(50_000);
    engine.accounts().blockWithCause(1, new AccountBlock("p", "Other", reason, "how"));
    for (let turn = 0; turn < 2; turn++) {
      assertEquals(world.engine.accounts().blockOf(1)?.block.reason, reason);
    }
    assertEquals(world.engine.accounts().blockOf(2), undefined);
  });
  it("gives up on a thread that does not answer, for good", () => {
    if (!mayBlock()) return;
    const [, port] = portPair(true);
    const link = new BlockingLink(port, { timeoutMs: 20, leaseMs: undefined });
    const text =
      "LifecycleError: the engine's thread has not answered for 20 ms: it is busy or gone, and the connection has ended";
    assertErrors([
      [() => link.call(() => {}, "hello"), text],
      [() => link.call(() => {}, "hello"), text],
      [() => link.give(["port", {}], []), text],
    ]);
    assert(!port.isOpen);
  });
  it("ends with its other end, or by close(), which lets everything go", () => {
    const log: string[] = [];
    const world = blocking(
      engineOf(policy("a", { main: () => ({ mutations: [noted(log, "1")] }) })),
    );
    if (world === undefined) return;
    assert(world.engine.executePreTrade(orderOf(1)).ok);
    world.link.close();
    world.link.close();
    assertEquals(log, ["rollback 1"]);
    assert(world.link.endedBy instanceof LifecycleError);
    assertErrors([[
      () => world.link.call(() => {}, "hello"),
      "LifecycleError: the connection to the engine has ended",
    ]]);
    const other = blocking(engineOf(policy("a")));
    other?.port.tell("close", {});
    assert(other?.link.endedBy instanceof LifecycleError);
  });
  it("lets go what was forgotten", () => {
    const log: string[] = [];
    const world = blocking(
      engineOf(policy("a", { main: () => ({ mutations: [noted(log, "1")] }) })),
    );
    if (world === undefined) return;
    const id = world.link.call((_value, id) => id, "execute", [
      "A",
      "B",
      "1",
      "BUY",
      "1",
      null,
      "1",
    ]);
    world.link.forget(id);
    assertEquals(log, ["rollback 1"]);
  });
});
