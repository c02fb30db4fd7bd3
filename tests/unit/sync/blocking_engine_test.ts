import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine } from "../../../src/engine/mod.ts";
import {
  buildRateLimit,
  RateLimitAccountBarrier,
  RateLimitBrokerBarrier,
} from "../../../src/pretrade/policies/mod.ts";
import { BlockingEngine } from "../../../src/sync/mod.ts";
import { linesOf, noted, orderOf, policy } from "../engine/_kit.ts";
import { assertErrors } from "../model/_errors.ts";
import { blocking } from "./_blocking.ts";

function world() {
  const log: string[] = [];
  const cap = { maxOrders: 100, windowMs: 1000 };
  const engine = Engine.builder().clock(() => 0n).fullSync()
    .builtin(buildRateLimit().accountBarriers([new RateLimitAccountBarrier(cap, 1)]))
    .preTrade({
      ...policy("a", { main: () => ({ lockPrices: ["1.50"] }) }),
      applyAccountAdjustment: () => ({}),
      retireAccount: () => ({ mutations: [noted(log, "retire")] }),
    }).build();
  const made = blocking(engine);
  return made === undefined ? undefined : { ...made, log, local: engine };
}

describe("BlockingEngine", () => {
  it("is not made by new", () => {
    const Class = BlockingEngine as unknown as new () => unknown;
    assertErrors([[() => new Class(), "TypeError: BlockingEngine cannot be constructed directly"]]);
  });
  it("has every call of a local engine but those of its owner", () => {
    const names = (value: object) => new Set(Object.getOwnPropertyNames(value));
    const own = names(BlockingEngine.prototype);
    const missing = [...names(Engine.prototype)].filter((name) => !own.has(name));
    assertEquals(missing.filter((name) => name !== "observerFailures"), []);
  });
  it("gives what the local calls give", () => {
    const made = world();
    if (made === undefined) return;
    const { engine, local, log } = made;
    assertEquals(engine.syncMode, "fullSync");
    assertEquals(engine.policies(), local.policies());
    assertEquals(
      engine.executePreTradeDryRun(orderOf(1)).lock().toJson(),
      local.executePreTradeDryRun(orderOf(1)).lock().toJson(),
    );
    assert(engine.startPreTradeDryRun(orderOf(1)).isPass);
    assertEquals(engine.applyExecutionReport({ operation: { accountId: 1 } }).accountBlocks, []);
    assert(engine.applyAccountAdjustment(1, [{ operation: { asset: "USD" } }]).ok);
    engine.accounts().block(2, "stop");
    assertEquals(linesOf(engine.startPreTrade(orderOf(2))), [
      "account AccountBlocked [Engine] stop: stop",
    ]);
    engine.configure().rateLimit("RateLimitPolicy", {
      broker: new RateLimitBrokerBarrier({ maxOrders: 0, windowMs: 1000 }),
      accountBarriers: [],
    });
    assertEquals(local.startPreTrade(orderOf(1)).rejects.length, 1);
    engine.retireAccount(3);
    assertEquals(log, ["commit retire"]);
  });
  it("refuses here what can't be read, and sends nothing", () => {
    const made = world();
    if (made === undefined) return;
    const before = made.port.sent.length;
    assertErrors([
      [
        () => made.engine.executePreTrade({ operation: { price: "x" } }),
        "ParamError InvalidFormat: invalid format for Price: 'x'",
      ],
      [
        () => made.engine.applyAccountAdjustment(1, 5 as never),
        "TypeError: adjustments must be an iterable of AccountAdjustment",
      ],
      [
        () => made.engine.accounts().block((() => 1) as never, "x"),
        "TypeError: Cannot send a function to another thread",
      ],
    ]);
    assertEquals(made.port.sent.length, before);
  });
  it("ends by free(), which may be repeated", () => {
    const made = world();
    if (made === undefined) return;
    made.engine.free();
    made.engine[Symbol.dispose]();
    assertErrors([
      [() => made.engine.policies(), "LifecycleError: the connection to the engine has ended"],
      [() => made.engine.share(), "LifecycleError: the connection to the engine has ended"],
    ]);
  });
});
