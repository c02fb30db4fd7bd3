import type { PolicyInfo } from "../../engine/mod.ts";
import type { AccountAdjustment, AccountAdjustmentInit } from "../../model/mod.ts";
import { markLibraryClass, notConstructibleError, readAccountId } from "../../param/internal.ts";
import type { AccountIdInput } from "../../param/mod.ts";
import type {
  AccountAdjustmentBatchResult,
  DryRunReport,
  OrderInput,
  PostTradeResult,
  ReportInput,
} from "../../pretrade/internal.ts";
import type { RemoteAccounts, RemoteConfigurator } from "../remote_accounts.ts";
import type { RemoteEngine } from "../remote_engine.ts";
import {
  commitAll,
  type RemoteDropCopyResult,
  type RemoteExecuteResult,
  type RemoteReservation,
  type RemoteStartResult,
} from "../remote_handles.ts";
import { executeBatch } from "./batch.ts";
import type { ShardUnavailableError } from "./errors.ts";
import {
  type EnginePoolOptions,
  type PoolCloseOptions,
  readCloseTime,
  readPoolOptions,
} from "./options.ts";
import { poolAccounts } from "./pool_accounts.ts";
import { poolConfigurator } from "./pool_configurator.ts";
import { shardOfAccount } from "./rendezvous.ts";
import { routingAccount } from "./routing.ts";
import { type Shard, startShard, type Threads } from "./shard.ts";
import { HOST_THREADS } from "./threads.ts";

const MAKER: unique symbol = Symbol();

/** Starts a pool on threads of any kind. */
export let startPool: (options: EnginePoolOptions, threads: Threads) => Promise<EnginePool>;

/** What is known of a shard of a pool. */
export interface ShardStatus {
  /** Which shard it is, counted from 0. */
  readonly index: number;
  /** Why its accounts can't be checked any more; undefined as long as it works. */
  readonly error: ShardUnavailableError | undefined;
}

/**
 * Engines in threads of their own, each account on exactly one of them: as many orders at once as there are cores.
 *
 * Every method does what that of an `Engine` does, on the engine of the account, and gives a promise. Orders and reports must name
 * their account. A shard whose thread dies has lost what it held: its accounts get a {@linkcode ShardUnavailableError} from then
 * on, never an answer of an engine that knows nothing; the other shards go on.
 *
 * Cost: a call is a message to another thread and back; calls made in one turn share a message. Source: docs/semantics.md rules
 * SYN-20 to SYN-26.
 *
 * @example Four threads
 * ```ts ignore
 * await using pool = await EnginePool.spawn({
 *   size: 4,
 *   engine: new URL("./risk.ts", import.meta.url), // exports createEngine({ index, count })
 * });
 * const result = await pool.executePreTrade(order);
 * if (result.ok) await result.reservation.commit();
 * ```
 */
export class EnginePool {
  // Keeps the class apart from look-alikes at compile time; not there at run time.
  declare private readonly brand: "EnginePool";
  readonly #shards: readonly Shard[];
  readonly #engines: readonly RemoteEngine[];

  static {
    markLibraryClass(this, "EnginePool");
    startPool = async (options, threads) => {
      const settings = readPoolOptions(options);
      const indexes = Array.from({ length: settings.size }, (_, index) => index);
      const failures: unknown[] = [];
      let giveUp = (): void => {};
      // A shard that will never be ready must not keep the failure of another one from being told.
      const givenUp = new Promise<void>((resolve) => giveUp = resolve);
      const starts = await Promise.all(indexes.map(async (index) => {
        try {
          return await startShard(settings, index, threads, givenUp);
        } catch (reason) {
          failures.push(reason);
          giveUp();
          return undefined;
        }
      }));
      const shards = starts.filter((shard) => shard !== undefined);
      if (failures.length === 0) return new EnginePool(MAKER, shards);
      await Promise.all(shards.map((shard) => shard.close(Infinity)));
      throw failures[0];
    };
  }

  /** Made by `spawn()` only. @throws {TypeError} If called from outside. */
  private constructor(maker: symbol, shards: readonly Shard[]) {
    if (maker !== MAKER) throw notConstructibleError("EnginePool");
    this.#shards = shards;
    this.#engines = shards.map(({ engine }) => engine);
  }

  /**
   * Starts the threads. Each loads the module and calls its `createEngine({ index, count })`; the engines need no sync mode.
   *
   * @throws {TypeError} If an option has a wrong type.
   * @throws {RangeError} If an option is out of range.
   * @throws {EngineBuildError} InvalidConfiguration, if the module can't be loaded, a shard can't be made, or a policy has to see all accounts. What `createEngine`
   * threw is thrown as it is. No thread is left behind.
   */
  static spawn(options: EnginePoolOptions): Promise<EnginePool> {
    return startPool(options, HOST_THREADS);
  }

  /** How many shards there are. */
  get size(): number {
    return this.#shards.length;
  }

  /** Which shard an account belongs to, today and after every restart. @throws {AccountIdError} If it is no account. */
  shardOf(account: AccountIdInput): number {
    return shardOfAccount(readAccountId(account), this.#shards.length);
  }

  /** Every shard, and whether it works. */
  shards(): ShardStatus[] {
    return this.#shards.map(({ index, lostBy }) => ({ index, error: lostBy }));
  }

  /** Runs the start stage. See `Engine.startPreTrade`. */
  async startPreTrade(order: OrderInput): Promise<RemoteStartResult> {
    return await this.#engineOf(order).startPreTrade(order);
  }

  /** Runs both stages. See `Engine.executePreTrade`. */
  async executePreTrade(order: OrderInput): Promise<RemoteExecuteResult> {
    return await this.#engineOf(order).executePreTrade(order);
  }

  /**
   * Runs both stages for many orders: one message per shard. Orders of one account are checked in their order.
   *
   * The results are in the order of the orders. Those of a shard that is gone are refused with `SystemUnavailable`. If a check throws,
   * the call rejects with that error, and what was accepted with it is rolled back.
   */
  executePreTradeBatch(orders: Iterable<OrderInput>): Promise<RemoteExecuteResult[]> {
    return executeBatch(this.#shards, orders);
  }

  /**
   * Commits many reservations: one message per shard. All that are open are committed, also if others fail.
   *
   * @throws {LifecycleError} If one of them was used before.
   * @throws {ShardUnavailableError} If the shard of one is gone.
   * @throws {PolicyCallbackError} If a callback of a custom policy failed.
   */
  commitBatch(reservations: Iterable<RemoteReservation>): Promise<void> {
    return commitAll(reservations);
  }

  /** The verdict that `startPreTrade` would give. */
  async startPreTradeDryRun(order: OrderInput): Promise<DryRunReport> {
    return await this.#engineOf(order).startPreTradeDryRun(order);
  }

  /** The verdict that `executePreTrade` would give. */
  async executePreTradeDryRun(order: OrderInput): Promise<DryRunReport> {
    return await this.#engineOf(order).executePreTradeDryRun(order);
  }

  /** Books an order that exists at the venue. See `Engine.applyDropCopy`. */
  async applyDropCopy(order: OrderInput): Promise<RemoteDropCopyResult> {
    return await this.#engineOf(order).applyDropCopy(order);
  }

  /** Tells every policy what the venue reported. See `Engine.applyExecutionReport`. */
  async applyExecutionReport(report: ReportInput): Promise<PostTradeResult> {
    const shard = shardOfAccount(routingAccount(report, "report"), this.#engines.length);
    return await (this.#engines[shard] as RemoteEngine).applyExecutionReport(report);
  }

  /** Applies a batch of adjustments to an account. See `Engine.applyAccountAdjustment`. */
  async applyAccountAdjustment(
    account: AccountIdInput,
    adjustments: Iterable<AccountAdjustment | AccountAdjustmentInit>,
  ): Promise<AccountAdjustmentBatchResult> {
    return await this.#engineFor(account).applyAccountAdjustment(account, adjustments);
  }

  /** Forgets an idle account. See `Engine.retireAccount`. */
  async retireAccount(account: AccountIdInput): Promise<void> {
    await this.#engineFor(account).retireAccount(account);
  }

  /** A handle on groups, currencies and blocks of all shards. */
  accounts(): RemoteAccounts {
    return poolAccounts(this.#engines);
  }

  /** A handle on the settings of the built-in policies of all shards. */
  configure(): RemoteConfigurator {
    return poolConfigurator(this.#engines);
  }

  /** The policies of the first shard that works. */
  async policies(): Promise<PolicyInfo[]> {
    const shard = this.#shards.find(({ lostBy }) => lostBy === undefined) ?? this.#shards[0];
    return await (shard as Shard).engine.policies();
  }

  /**
   * Waits for the calls on their way and ends the threads, and with them everything that is still open. May be repeated. With
   * `timeoutMs` it waits no longer than that: calls that still have no answer fail with {@linkcode ShardUnavailableError}, and
   * the orders of a batch are refused.
   *
   * @throws {TypeError} If `timeoutMs` is not a number.
   * @throws {RangeError} If it is negative.
   */
  async close(options?: PoolCloseOptions): Promise<void> {
    const timeoutMs = readCloseTime(options);
    await Promise.all(this.#shards.map((shard) => shard.close(timeoutMs)));
  }

  /** Same as `close()`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #engineOf(order: OrderInput): RemoteEngine {
    const shard = shardOfAccount(routingAccount(order, "order"), this.#engines.length);
    return this.#engines[shard] as RemoteEngine;
  }

  #engineFor(account: AccountIdInput): RemoteEngine {
    return this.#engines[this.shardOf(account)] as RemoteEngine;
  }
}
