import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine, LifecycleError, PolicyCallbackError } from "../../../src/engine/mod.ts";
import { partsOf } from "../../../src/engine/internal.ts";
import { Order } from "../../../src/model/mod.ts";
import { RemoteEngine } from "../../../src/sync/mod.ts";
import { lineOf, linesOf, noted, orderOf, policy, refusal } from "../engine/_kit.ts";
import { assertErrors } from "../model/_errors.ts";
import { rejection, served } from "./_kit.ts";

function world() {
  const log: string[] = [];
  let count = 0;
  const engine = Engine.builder().fullSync().strictInput().preTrade({
    ...policy("a", {
      start: (_context, order) => order.operation?.side === "SELL" ? [refusal()] : [],
      main: (_context, order) => {
        if (order.mood === "bad") throw new RangeError("boom");
        return { mutations: [noted(log, `${++count}`)], lockPrices: ["1.50"] };
      },
    }),
    applyExecutionReport: () => ({ accountBlocks: [] }),
    applyAccountAdjustment: (_context, _account, adjustment) => {
      log.push(`adjust ${adjustment.amount?.balance?.asDelta?.toString()}`);
      return {};
    },
    retireAccount: () => ({ mutations: [noted(log, "retire")] }),
  }).build();
  return { engine, log, ...served(engine) };
}

const selling = { operation: { ...orderOf(1).operation, side: "SELL" as const } };

describe("RemoteEngine", () => {
  it("is not made by new", () => {
    const Class = RemoteEngine as unknown as new () => unknown;
    assertErrors([[() => new Class(), "TypeError: RemoteEngine cannot be constructed directly"]]);
  });
  it("runs both stages at once, or one after the other", async () => {
    const { remote, log } = world();
    const at_once = await remote.executePreTrade(orderOf(1));
    assert(at_once.ok);
    await at_once.reservation.commit();
    const started = await remote.startPreTrade(orderOf(1));
    assert(started.ok);
    const result = await started.request.execute();
    assert(result.ok);
    await result.reservation.rollback();
    assertEquals(log, ["commit 1", "rollback 2"]);
    assertEquals([at_once.rejects, started.rejects, result.rejects], [[], [], []]);
  });
  it("gives the rejects of a refusal", async () => {
    const { remote } = world();
    for (
      const result of [
        await remote.startPreTrade(selling),
        await remote.executePreTrade(selling),
        ...await remote.executePreTradeBatch([selling]),
      ]
    ) {
      assert(!result.ok);
      assertEquals(linesOf(result), ["order Other [a] no: because"]);
    }
  });
  it("checks many orders by one call", async () => {
    const { remote, log, port } = world();
    const results = await remote.executePreTradeBatch([
      orderOf(1),
      selling,
      new Order(),
      orderOf(2),
    ]);
    assertEquals(results.map(({ ok }) => ok), [true, false, true, true]);
    for (const result of results) if (result.ok) await result.reservation.commit();
    assertEquals(log, ["commit 1", "commit 2", "commit 3"]);
    assertEquals(port.sent.length, 4);
    assertEquals(await remote.executePreTradeBatch([]), []);
  });
  it("gives dry runs, reports, adjustments and retirement as the local calls do", async () => {
    const { remote, log, engine } = world();
    const dry = await remote.executePreTradeDryRun(orderOf(1));
    assertEquals([dry.isPass, dry.lock().toJson()], [
      true,
      engine.executePreTradeDryRun(orderOf(1)).lock().toJson(),
    ]);
    assertEquals(linesOf(await remote.startPreTradeDryRun(selling)), [
      "order Other [a] no: because",
    ]);
    assertEquals(
      (await remote.applyExecutionReport({ operation: { accountId: 1 } })).accountBlocks,
      [],
    );
    const amount = { balance: { delta: "5" } };
    const batch = await remote.applyAccountAdjustment(
      1,
      new Set([{ operation: { asset: "USD" }, amount }]),
    );
    assert(batch.ok);
    await remote.retireAccount(1);
    assertEquals(log, ["adjust 5", "commit retire"]);
  });
  it("books drop copies", async () => {
    const { remote, log } = world();
    const result = await remote.applyDropCopy(orderOf(1));
    assert(result.ok);
    assertEquals([result.operation.isAccountBlocked(), result.operation.accountBlock()], [
      false,
      undefined,
    ]);
    await result.operation.commit();
    assertEquals(log, ["commit 1"]);
    assertEquals((await remote.applyDropCopy({})).ok, false);
  });
  it("reaches accounts, settings and policies", async () => {
    const { remote } = world();
    await remote.accounts().block(1, "stop");
    assertEquals(
      lineOf((await remote.accounts().blockOf(1))?.block),
      "AccountBlocked [Engine] stop: stop",
    );
    const error = await rejection(remote.configure().rateLimit("x", {}));
    assertEquals(error.name, "PolicyConfigureError");
    assertEquals((await remote.policies()).map(({ name }) => name), ["a"]);
    assertEquals(remote.syncMode, "fullSync");
  });
  it("refuses here what can't be read, by rejected promises, and sends nothing", async () => {
    const { remote, port } = world();
    const errors = [
      await rejection(remote.executePreTrade({ operation: { price: "x" } })),
      await rejection(remote.startPreTrade({ operation: { prise: "1" } as never })),
      await rejection(remote.applyExecutionReport(1 as never)),
      await rejection(remote.applyAccountAdjustment(1, 5 as never)),
      await rejection(remote.applyAccountAdjustment("", [])),
      await rejection(remote.retireAccount(-1)),
      await rejection(remote.executePreTradeBatch([5 as never])),
      await rejection(remote.accounts().block((() => 1) as never, "x")),
    ];
    assertEquals(errors.map(({ name }) => name), [
      ...["ParamError", "TypeError", "TypeError", "TypeError", "AccountIdError", "AccountIdError"],
      ...["TypeError", "TypeError"],
    ]);
    assertEquals(port.sent, []);
  });
  it("throws what a policy threw, with its cause", async () => {
    const { remote } = world();
    const error = await rejection(remote.executePreTrade({ ...orderOf(1), mood: "bad" } as never));
    assert(error instanceof PolicyCallbackError && error.cause instanceof RangeError);
    assertEquals(error.cause.message, "boom");
  });
  it("lets go what is open when it closes, and serves no more", async () => {
    const { remote, log } = world();
    assert((await remote.executePreTrade(orderOf(1))).ok);
    await remote.close();
    await remote[Symbol.asyncDispose]();
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
    assertEquals(log, ["rollback 1"]);
    assert(remote.endedBy instanceof LifecycleError);
    assert((await rejection(remote.policies())) instanceof LifecycleError);
    assertErrors([[
      () => remote.share(),
      "LifecycleError: the connection to the engine has ended",
    ]]);
  });
  it("refuses to share with a lease that is none", () => {
    const { remote } = world();
    assertErrors([[
      () => remote.share({ leaseMs: 0 }),
      "RangeError: leaseMs must be a positive number up to 2147483647, or Infinity for none",
    ]]);
  });
  it("serves an engine without custom policies no additions, so none travel", async () => {
    const engine = Engine.builder().fullSync().preTrade(policy("a")).build();
    assertEquals(partsOf(engine).input.keepsAdditions, true);
    const { remote } = served(engine);
    assert((await remote.executePreTrade(orderOf(1))).ok);
  });
});
