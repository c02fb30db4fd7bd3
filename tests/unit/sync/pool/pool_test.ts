import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { AccountIdError, Engine, EngineBuildError } from "../../../../mod.ts";
import type { Policy } from "../../../../src/pretrade/mod.ts";
import {
  buildOrderValidation,
  buildRateLimit,
  RateLimitBrokerBarrier,
} from "../../../../src/pretrade/policies/mod.ts";
import { orderDraft } from "../../../../src/testing/mod.ts";
import { ShardUnavailableError } from "../../../../src/sync/pool/errors.ts";
import { EnginePool, startPool } from "../../../../src/sync/pool/pool.ts";
import type { ShardInfo } from "../../../../src/sync/pool/shard_host.ts";
import { rejection } from "../_kit.ts";
import { ACCOUNT_OF, ADDRESS, fakePool, FakeThreads } from "./_threads.ts";

/** Lets an account have so many open orders, and writes down what happens. */
class OpenOrders implements Policy {
  readonly name = "OpenOrders";
  readonly partition = "account";
  readonly log: string[];
  readonly #shard: number;
  readonly #open = new Set<string>();

  constructor(shard: number, log: string[]) {
    this.#shard = shard;
    this.log = log;
  }

  checkPreTradeStart(): void {}

  performPreTradeCheck(
    _context: unknown,
    order: Parameters<Policy["performPreTradeCheck"]>[1],
  ): ReturnType<Policy["performPreTradeCheck"]> {
    const account = `${order.operation?.accountId}`;
    const note = (what: string) => void this.log.push(`${this.#shard}: ${what} ${account}`);
    if (this.#open.has(account)) {
      return { rejects: [{ code: "RiskLimitExceeded", reason: "open", details: account }] };
    }
    this.#open.add(account);
    note("hold");
    const free = (what: string) => {
      this.#open.delete(account);
      note(what);
    };
    return { mutations: [{ commit: () => free("commit"), rollback: () => free("rollback") }] };
  }

  applyExecutionReport(
    _context: unknown,
    report: Parameters<NonNullable<Policy["applyExecutionReport"]>>[1],
  ): undefined {
    this.log.push(`${this.#shard}: report ${report.operation?.accountId}`);
  }
}

function recordedPool(log: string[]) {
  return fakePool(({ index }) => Engine.builder().preTrade(new OpenOrders(index, log)).build());
}

const order = (account: bigint) => orderDraft({ accountId: account });

describe("EnginePool.spawn()", () => {
  it("makes one engine per shard, and tells each which one it is", async () => {
    const told: unknown[] = [];
    const { pool, threads } = await fakePool((shard) => {
      told.push(shard);
      return Promise.resolve(Engine.builder().builtin(buildOrderValidation()).build());
    });
    assertEquals(told, [0, 1, 2].map((index) => ({ index, count: 3 })));
    assertEquals(threads.loaded, [ADDRESS, ADDRESS, ADDRESS]);
    assertEquals([pool.size, pool.shards()], [
      3,
      [0, 1, 2].map((index) => ({ index, error: undefined })),
    ]);
    assertEquals((await pool.policies()).map(({ name }) => name), ["OrderValidationPolicy"]);
    // Only calls that wait for an answer keep the process alive.
    assertEquals(threads.started.map(({ isKeptAlive }) => isKeptAlive), [false, false, false]);
    await pool.close();
  });
  it("cannot be gone around", () => {
    const Pool = EnginePool as unknown as new () => unknown;
    assertThrows(() => new Pool(), TypeError, "EnginePool cannot be constructed directly");
  });
  it("reads its options before it starts anything", async () => {
    const error = await rejection(EnginePool.spawn({ size: 0, engine: ADDRESS }));
    assertEquals(`${error}`, "RangeError: size must be an integer in range 1..=1024");
  });
  it("leaves no thread behind if one shard fails", async () => {
    const made: unknown[] = [];
    const failure = new TypeError("no limits for shard 1");
    const threads = new FakeThreads({
      createEngine: ({ index }: ShardInfo) => {
        if (index === 1) throw failure;
        made.push(index);
        return Engine.builder().builtin(buildOrderValidation()).build();
      },
    });
    const error = await rejection(startPool({ size: 3, engine: ADDRESS }, threads));
    assertEquals([error.name, error.message, made], ["TypeError", failure.message, [0, 2]]);
    assertEquals(threads.started.map(({ isTerminated }) => isTerminated), [true, true, true]);
  });
  it("tells the failure of one shard although another one will never be ready", async () => {
    const threads = new FakeThreads({
      createEngine: ({ index }: { readonly index: number }) => {
        if (index === 1) throw new Error("no data");
        return index === 0
          ? new Promise(() => {})
          : Engine.builder().builtin(buildOrderValidation()).build();
      },
    });
    const error = await rejection(startPool({ size: 3, engine: ADDRESS }, threads));
    assertEquals(`${error}`, "Error: no data");
    assertEquals(threads.started.map(({ isTerminated }) => isTerminated), [true, true, true]);
  });
  it("refuses a limit that spans accounts, names the policy, and lets it be split if told to", async () => {
    const createEngine = () =>
      Engine.builder().builtin(
        buildRateLimit().brokerBarrier(
          new RateLimitBrokerBarrier({ maxOrders: 4, windowMs: 60_000 }),
        ),
      ).build();
    const error = await rejection(fakePool(createEngine)) as EngineBuildError;
    assert(error instanceof EngineBuildError);
    assertEquals([error.kind, error.policyName], ["InvalidConfiguration", "RateLimitPolicy"]);
    const alone = await fakePool(createEngine, { size: 1 });
    const split = await fakePool(createEngine, { splitGlobalLimits: true });
    const passed = async (pool: EnginePool, account: bigint) => {
      const results = await pool.executePreTradeBatch([1, 2, 3, 4, 5].map(() => order(account)));
      return results.filter(({ ok }) => ok).length;
    };
    assertEquals(await passed(alone.pool, 1n), 4);
    // Four orders over three shards.
    const parts = [];
    for (const account of ACCOUNT_OF) parts.push(await passed(split.pool, account));
    assertEquals(parts, [2, 1, 1]);
    await Promise.all([alone.pool.close(), split.pool.close()]);
  });
});

describe("EnginePool", () => {
  it("sends each account to its shard, whatever the call", async () => {
    const log: string[] = [];
    const { pool } = await recordedPool(log);
    for (const [shard, account] of ACCOUNT_OF.entries()) {
      assertEquals(pool.shardOf(account), shard);
      const result = await pool.executePreTrade(order(account));
      await result.reservation?.commit();
      const start = await pool.startPreTrade(order(account));
      const execution = await start.request?.execute();
      await execution?.reservation?.rollback();
      const copy = await pool.applyDropCopy(order(account));
      await copy.operation?.commit();
      await pool.applyExecutionReport({ operation: { accountId: account } });
      assertEquals((await pool.executePreTradeDryRun(order(account))).isPass, true);
      assertEquals((await pool.startPreTradeDryRun(order(account))).isPass, true);
      await pool.retireAccount(account);
      const seen = log.splice(0);
      const steps = ["hold", "commit", "hold", "rollback", "hold", "commit", "report"];
      assertEquals(seen.slice(0, 7), steps.map((step) => `${shard}: ${step} ${account}`));
    }
    await pool.close();
  });
  it("applies adjustments on the account's shard", async () => {
    const seen: string[] = [];
    const { pool } = await fakePool(({ index }) =>
      Engine.builder().preTrade({
        name: "books",
        partition: "account",
        checkPreTradeStart() {},
        performPreTradeCheck: () => undefined,
        applyAccountAdjustment: (_context, account) => void seen.push(`${index}: ${account}`),
      }).build()
    );
    for (const account of ACCOUNT_OF) {
      const result = await pool.applyAccountAdjustment(account, [{}]);
      assertEquals(result.ok, true);
    }
    assertEquals(seen, ACCOUNT_OF.map((account, shard) => `${shard}: ${account}`));
    await pool.close();
  });
  it("is watched by observers on each shard, who see its accounts only", async () => {
    const seen: string[] = [];
    const { pool } = await fakePool(({ index }) =>
      Engine.builder()
        .observer({
          onDecision: ({ operation, accountId }) =>
            void seen.push(`${index}: ${operation} ${accountId}`),
        })
        .builtin(buildOrderValidation())
        .build()
    );
    for (const accountId of ACCOUNT_OF) {
      const { reservation } = await pool.executePreTrade(orderDraft({ accountId }));
      await reservation?.commit();
    }
    assertEquals(
      seen,
      ACCOUNT_OF.flatMap((account, shard) => [
        `${shard}: executePreTrade ${account}`,
        `${shard}: commit ${account}`,
      ]),
    );
    await pool.close();
  });
  it("refuses what names no account", async () => {
    const { pool } = await recordedPool([]);
    const nobody = orderDraft({ accountId: undefined });
    for (
      const call of [
        pool.executePreTrade(nobody),
        pool.startPreTrade(nobody),
        pool.executePreTradeDryRun(nobody),
        pool.applyDropCopy(nobody),
        pool.executePreTradeBatch([nobody]),
      ]
    ) {
      await assertRejects(() => call, TypeError, "order.operation.accountId is missing");
    }
    await assertRejects(
      () => pool.applyExecutionReport({}),
      TypeError,
      "report.operation.accountId is missing",
    );
    await assertRejects(() => pool.retireAccount(-1), AccountIdError);
    assertThrows(() => pool.shardOf(""), AccountIdError);
    await pool.close();
  });
  for (const first of ["port", "thread"] as const) {
    it(`gives no answer for the accounts of a thread that died, and goes on for others (${first} first)`, async () => {
      const { pool, threads } = await recordedPool([]);
      const held = await pool.executePreTrade(order(ACCOUNT_OF[1]));
      const pending = pool.executePreTrade(order(1n));
      threads.started[1]?.die(new RangeError("out of memory"), first);
      const errors = [
        await rejection(pending),
        await rejection(pool.executePreTrade(order(ACCOUNT_OF[1]))),
        await rejection(held.reservation?.commit() as Promise<void>),
        await rejection(pool.accounts().block(ACCOUNT_OF[1], "x")),
      ];
      for (const error of errors) {
        assert(error instanceof ShardUnavailableError, `${error}`);
        assertEquals(error.shard, 1);
      }
      const [, status] = pool.shards();
      assert(status?.error instanceof ShardUnavailableError);
      assertEquals(threads.started.map(({ isTerminated }) => isTerminated), [false, true, false]);
      for (const account of [ACCOUNT_OF[0], ACCOUNT_OF[2]]) {
        assertEquals((await pool.executePreTrade(order(account))).ok, true);
      }
      assertEquals((await pool.policies()).length, 1);
      await pool.close();
    });
  }
  it("answers the calls on their way when it is closed, and ends its threads", async () => {
    const { pool, threads } = await recordedPool([]);
    const pending = ACCOUNT_OF.map((account) => pool.executePreTrade(order(account)));
    await pool[Symbol.asyncDispose]();
    await pool.close();
    assertEquals((await Promise.all(pending)).map(({ ok }) => ok), [true, true, true]);
    assertEquals(threads.started.map(({ isTerminated }) => isTerminated), [true, true, true]);
    await assertRejects(() => pool.executePreTrade(order(1n)));
  });
  it("is closed in time although a thread does not answer", async () => {
    const { pool, threads } = await recordedPool([]);
    threads.started[1]?.block();
    const calls = ACCOUNT_OF.map((account) => pool.executePreTrade(order(account)));
    const stuck = rejection(calls[1] as Promise<unknown>);
    await pool.close({ timeoutMs: 20 });
    assertEquals(await stuck, pool.shards()[1]?.error);
    assertEquals([(await calls[0])?.ok, (await calls[2])?.ok], [true, true]);
    assertEquals(pool.shards().map(({ error }) => error instanceof ShardUnavailableError), [
      ...[false, true, false],
    ]);
    assertEquals(threads.started.map(({ isTerminated }) => isTerminated), [true, true, true]);
    await pool.close();
  });
  it("is closed at last by who waits no longer", async () => {
    const { pool, threads } = await recordedPool([]);
    threads.started[0]?.block();
    const call = rejection(pool.executePreTrade(order(ACCOUNT_OF[0])));
    const patient = pool.close();
    await pool.close({ timeoutMs: 0 });
    await patient;
    assert(await call instanceof ShardUnavailableError);
  });
  it("reads how it is to be closed before it closes anything", async () => {
    const { pool, threads } = await recordedPool([]);
    const error = await rejection(pool.close({ timeoutMs: -1 }));
    assertEquals(`${error}`, "RangeError: timeoutMs must not be negative");
    assertEquals(threads.started.map(({ isTerminated }) => isTerminated), [false, false, false]);
    await pool.close();
  });
});
