import { assert, assertEquals, assertRejects } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine, PolicyCallbackError } from "../../../../mod.ts";
import type { OrderInit } from "../../../../src/model/mod.ts";
import {
  buildOrderSizeLimit,
  OrderSizeBrokerBarrier,
} from "../../../../src/pretrade/policies/mod.ts";
import { orderDraft } from "../../../../src/testing/mod.ts";
import { ACCOUNT_OF, fakePool, type FakeThreads } from "./_threads.ts";

const CAP = new OrderSizeBrokerBarrier({ maxQuantity: "100", maxNotional: "1000000" });

/** Engines with a cap of 100, and a policy that throws at quantity 13 and writes down how orders end. */
function cappedPool(log: string[] = []) {
  return fakePool(({ index }) =>
    Engine.builder().builtin(buildOrderSizeLimit().brokerBarrier(CAP)).preTrade({
      name: "superstition",
      partition: "account",
      checkPreTradeStart() {},
      performPreTradeCheck: (_context, order) => {
        const quantity = `${order.operation?.tradeAmount?.asQuantity}`;
        if (quantity === "13") throw new RangeError("thirteen");
        const end = (what: string) => () => void log.push(`${index}: ${what} ${quantity}`);
        return { mutations: [{ commit: end("commit"), rollback: end("rollback") }] };
      },
    }).build()
  );
}

const order = (shard: 0 | 1 | 2, quantity: string): OrderInit =>
  orderDraft({ accountId: ACCOUNT_OF[shard], tradeAmount: { quantity } });

/** How many messages with checks each thread got. */
function frames(threads: FakeThreads): number[] {
  return threads.started.map((thread) => thread.received("batch"));
}

describe("EnginePool.executePreTradeBatch()", () => {
  it("gives the results in the order of the orders, by one message per shard", async () => {
    const log: string[] = [];
    const { pool, threads } = await cappedPool(log);
    const orders = [
      order(2, "1"),
      order(0, "101"),
      order(1, "2"),
      order(2, "102"),
      order(0, "3"),
      order(2, "4"),
    ];
    const results = await pool.executePreTradeBatch(orders);
    assertEquals(results.map(({ ok }) => ok), [true, false, true, false, true, true]);
    assertEquals(
      results.map(({ rejects: [reject] }) => reject?.details),
      [undefined, "requested 101, max allowed: 100", undefined]
        .concat(["requested 102, max allowed: 100"], [undefined, undefined]),
    );
    assertEquals(frames(threads), [1, 1, 1]);
    await results[0]?.reservation?.commit();
    await results[5]?.reservation?.rollback();
    assertEquals(log, ["2: commit 1", "2: rollback 4"]);
    await pool.close();
  });
  it("takes any iterable, also an empty one, and asks no shard that has no part of it", async () => {
    const { pool, threads } = await cappedPool();
    assertEquals(await pool.executePreTradeBatch([]), []);
    const results = await pool.executePreTradeBatch(
      (function* () {
        yield order(1, "1");
      })(),
    );
    assertEquals(results.map(({ ok }) => ok), [true]);
    assertEquals(frames(threads), [0, 1, 0]);
    await assertRejects(
      () => pool.executePreTradeBatch("x" as unknown as []),
      TypeError,
      "orders must be an iterable of orders",
    );
    await pool.close();
  });
  it("holds nothing if one of the checks throws, on whatever shard", async () => {
    const log: string[] = [];
    const { pool } = await cappedPool(log);
    const orders = [order(0, "1"), order(1, "13"), order(1, "2"), order(2, "3")];
    await assertRejects(() => pool.executePreTradeBatch(orders), PolicyCallbackError);
    assertEquals(log.toSorted(), ["0: rollback 1", "1: rollback 2", "2: rollback 3"]);
    await pool.close();
  });
  it("holds nothing if one of the orders can't be read", async () => {
    const log: string[] = [];
    const { pool } = await cappedPool(log);
    await assertRejects(() => pool.executePreTradeBatch([order(0, "1"), order(1, "ten")]));
    assertEquals(log, ["0: rollback 1"]);
    await pool.close();
  });
  it("refuses the orders of a shard that is gone, and answers the others", async () => {
    const { pool, threads } = await cappedPool();
    threads.started[1]?.die(new Error("power cut"), "thread");
    await Promise.resolve();
    const results = await pool.executePreTradeBatch([
      order(0, "1"),
      order(1, "1"),
      order(2, "1"),
    ]);
    assertEquals(results.map(({ ok }) => ok), [true, false, true]);
    const [reject] = results[1]?.rejects ?? [];
    assertEquals([reject?.policy, reject?.scope, reject?.code, reject?.reason], [
      "EnginePool",
      "account",
      "SystemUnavailable",
      "shard is unavailable",
    ]);
    assert(reject?.details.startsWith("shard 1 is unavailable, its state is lost: "));
    await pool.close();
  });
});
