/**
 * Pools on real threads. The same file runs on Deno (`-A`), Bun and Node. To repeat a run, write its seed here.
 */
import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { spawnSync } from "node:child_process";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { EngineBuildError } from "../../mod.ts";
import type { OrderInit } from "../../src/model/mod.ts";
import { EnginePool } from "../../src/sync/pool/pool.ts";
import { ShardUnavailableError } from "../../src/sync/pool/errors.ts";
import type { RemoteExecuteResult, RemoteReservation } from "../../src/sync/remote_handles.ts";
import { randomOrder, seeded } from "./pool/_stream.ts";
import { ASSET_MAX, BROKER_MAX } from "./pool/budget.ts";
import { createEngine, DESKS } from "./pool/limits.ts";

const SEED = Math.floor(Math.random() * 2 ** 31);
const LIMITS = new URL("./pool/limits.ts", import.meta.url);
const BUDGET = new URL("./pool/budget.ts", import.meta.url);

async function withPool<T>(
  options: Parameters<typeof EnginePool.spawn>[0],
  use: (pool: EnginePool) => Promise<T>,
): Promise<T> {
  const pool = await EnginePool.spawn(options);
  try {
    return await use(pool);
  } finally {
    await pool.close();
  }
}

interface Verdict {
  readonly ok: boolean;
  readonly rejects: readonly { readonly code: string; readonly details: string }[];
}

function textOf({ ok, rejects }: Verdict): string {
  return ok ? "pass" : rejects.map(({ code, details }) => `${code}: ${details}`).join(" | ");
}

async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (thrown) {
    return thrown;
  }
  throw new Error("The promise was fulfilled");
}

/** An order that ends the thread of its shard. */
const deadly = (accountId: string): OrderInit => ({
  operation: {
    underlyingAsset: "AAPL",
    settlementAsset: "USD",
    accountId,
    side: "BUY",
    tradeAmount: { quantity: "666" },
    price: "1",
  },
});

describe("a pool on real threads", () => {
  for (const size of [1, 3]) {
    it(`of ${size} says what one engine says, order by order (seed ${SEED})`, async () => {
      await withPool({ size, engine: LIMITS }, async (pool) => {
        const local = createEngine();
        const random = seeded(SEED);
        for (let round = 0; round < 30; round++) {
          const orders = Array.from({ length: 50 }, () => randomOrder(random, DESKS));
          const ends = orders.map(() => random(3));
          const isBatch = random(2) === 0;
          const results = isBatch
            ? await pool.executePreTradeBatch(orders)
            : await Promise.all(orders.map((order) => pool.executePreTrade(order)));
          const expected = orders.map((order) => local.executePreTrade(order));
          assertEquals(results.map(textOf), expected.map(textOf), `round ${round}`);
          await Promise.all(results.map(({ reservation }, at) => finish(reservation, ends[at])));
          for (const [at, { reservation }] of expected.entries()) {
            if (ends[at] === 0) reservation?.commit();
            else reservation?.rollback();
          }
        }
      });
    });
  }

  for (const [settlementAsset, budget] of [["USD", BROKER_MAX], ["EUR", ASSET_MAX]] as const) {
    it(`spends a split budget wholly and never more, in ${settlementAsset} (seed ${SEED})`, async () => {
      const random = seeded(SEED);
      await withPool({ size: 3, engine: BUDGET, splitGlobalLimits: true }, async (pool) => {
        const orders = Array.from({ length: 900 }, () => {
          const { operation } = randomOrder(random, 60);
          return { operation: { ...operation, settlementAsset } };
        });
        const results = await Promise.all(orders.map((order) => pool.executePreTrade(order)));
        assertEquals(results.filter(({ ok }) => ok).length, budget);
      });
    });
  }

  it("refuses a budget that spans accounts unless it may be split", async () => {
    const error = await errorOf(EnginePool.spawn({ size: 2, engine: BUDGET }));
    assert(error instanceof EngineBuildError, `${error}`);
    assertEquals([error.kind, error.policyName], ["InvalidConfiguration", "RateLimitPolicy"]);
    const passed = await withPool({ size: 1, engine: BUDGET }, (pool) =>
      pool.executePreTradeBatch(
        Array.from({ length: BROKER_MAX + 5 }, (_, at) => randomOrder(seeded(at), DESKS)),
      ));
    assertEquals(passed.filter(({ ok }) => ok).length, BROKER_MAX);
  });

  const broken: readonly (readonly [string, RegExp])[] = [
    ["no_function", /^EngineBuildError: .*no_function\.ts exports no function createEngine$/],
    [
      "throws_at_load",
      /^EngineBuildError: .*throws_at_load\.ts could not be loaded: RangeError: no such desk$/,
    ],
    ["ends_at_load", /^EngineBuildError: shard \d ended before it was ready: .*7/],
    ["missing", /^EngineBuildError: file:.*missing\.ts could not be loaded: /],
  ];
  for (const [name, text] of broken) {
    it(`is not started by a module that is broken: ${name}`, async () => {
      const engine = new URL(`./pool/broken/${name}.ts`, import.meta.url);
      const error = await errorOf(EnginePool.spawn({ size: 2, engine }));
      assert(text.test(`${error}`), `${error}`);
    });
  }

  it("is started by a module that has messages of its own for its thread's parent", async () => {
    await withPool(
      { size: 2, engine: new URL("./pool/chatter.ts", import.meta.url) },
      async (pool) => {
        assertEquals((await pool.policies()).length, 4);
      },
    );
  });

  it("is closed in time although a thread is blocked", async () => {
    const engine = new URL("./pool/blocked.ts", import.meta.url);
    const pool = await EnginePool.spawn({ size: 1, engine });
    const call = errorOf(pool.executePreTrade(randomOrderOf("desk-1")));
    await pool.close({ timeoutMs: 100 });
    assertUnavailable(await call, 0);
    assertEquals(pool.shards()[0]?.error, await call);
  });

  it("gives no answer for the accounts of a thread that died, and goes on for the others", async () => {
    await withPool({ size: 2, engine: LIMITS }, async (pool) => {
      const [here, there] = deskPerShard(pool);
      const hold = await pool.executePreTrade(randomOrderOf(there));
      const before = pool.executePreTrade(randomOrderOf(there));
      const fatal = pool.executePreTrade(deadly(there));
      const behind = pool.executePreTrade(randomOrderOf(there));
      const elsewhere = pool.executePreTrade(randomOrderOf(here));
      // What came in one message with the fatal order is lost with it: no answer may say yes.
      for (const call of [before, fatal, behind, hold.reservation?.commit()]) {
        assertUnavailable(await errorOf(call as Promise<unknown>), 1);
      }
      assertEquals((await elsewhere).ok, true);
      assertUnavailable(await errorOf(pool.executePreTrade(randomOrderOf(there))), 1);
      assertUnavailable(pool.shards()[1]?.error, 1);
      assertEquals(pool.shards()[0]?.error, undefined);
      const mixed = await pool.executePreTradeBatch([randomOrderOf(there), randomOrderOf(here)]);
      assertEquals(mixed.map(({ ok }) => ok), [false, true]);
      assertEquals(mixed[0]?.rejects[0]?.code, "SystemUnavailable");
    });
  });

  it("lets the process end although nobody closes it", () => {
    const program = fileURLToPath(new URL("./pool/left_open.ts", import.meta.url));
    const launch = "deno" in process.versions ? ["run", "-A", "--no-lock", "--no-check"] : [];
    const { status, stdout } = spawnSync(process.execPath, [...launch, program], {
      encoding: "utf8",
      timeout: 60_000,
    });
    assertEquals([status, stdout], [0, "4 policies\n"]);
  });

  it(`settles every call when threads die at random points (seed ${SEED})`, async () => {
    const random = seeded(SEED);
    for (let round = 0; round < 4; round++) {
      await withPool({ size: 3, engine: LIMITS }, async (pool) => {
        const victim = random(3);
        const desks = Array.from({ length: DESKS }, (_, desk) => `desk-${desk}`);
        const fatalAt = random(300);
        const killer = desks.find((desk) => pool.shardOf(desk) === victim) as string;
        const ends: Promise<"yes" | "no" | "gone">[] = [];
        const shards: number[] = [];
        for (let at = 0; at < 300; at++) {
          const order = at === fatalAt ? deadly(killer) : randomOrder(random, DESKS);
          shards.push(pool.shardOf(order.operation?.accountId as string));
          ends.push(endOf(pool.executePreTrade(order)));
          if (random(20) === 0) await Promise.resolve();
          if (random(60) === 0) await new Promise((resolve) => setTimeout(resolve, 1));
        }
        const settled = await Promise.all(ends);
        for (const [at, end] of settled.entries()) {
          if (shards[at] !== victim) assert(end !== "gone", `order ${at} of a living shard`);
          else if (at >= fatalAt) assertEquals(end, "gone", `order ${at} of the dead shard`);
        }
      });
    }
  });
});

async function endOf(call: Promise<RemoteExecuteResult>): Promise<"yes" | "no" | "gone"> {
  try {
    return (await call).ok ? "yes" : "no";
  } catch (error) {
    assert(error instanceof ShardUnavailableError, `${error}`);
    return "gone";
  }
}

async function finish(
  reservation: RemoteReservation | undefined,
  how: number | undefined,
): Promise<void> {
  if (how === 0) await reservation?.commit();
  else if (how === 1) await reservation?.rollback();
  else await reservation?.[Symbol.asyncDispose]();
}

function assertUnavailable(error: unknown, shard: number): void {
  assert(error instanceof ShardUnavailableError, `${error}`);
  assertEquals(error.shard, shard);
}

function deskPerShard(pool: EnginePool): [string, string] {
  const desks = Array.from({ length: DESKS }, (_, desk) => `desk-${desk}`);
  const of = (shard: number) => desks.find((desk) => pool.shardOf(desk) === shard) as string;
  return [of(0), of(1)];
}

function randomOrderOf(accountId: string): OrderInit {
  const { operation } = randomOrder(seeded(1), 1);
  return { operation: { ...operation, accountId, tradeAmount: { quantity: "1" } } };
}
