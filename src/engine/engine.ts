import { hostClock } from "../runtime/clock.ts";
import {
  iterable,
  readAccountAdjustment,
  readExecutionReport,
  type ReadOptions,
  readOrder,
} from "../model/internal.ts";
import type {
  AccountAdjustment,
  AccountAdjustmentInit,
  ExecutionReport,
  Order,
} from "../model/mod.ts";
import { markLibraryClass, notConstructibleError, readAccountId } from "../param/internal.ts";
import type { AccountIdInput } from "../param/mod.ts";
import type {
  AccountAdjustmentBatchResult,
  DropCopyResult,
  DryRunReport,
  ExecuteResult,
  Lacking,
  OrderInput,
  PostTradeResult,
  ReportInput,
  ResultHandle,
  StartResult,
} from "../pretrade/internal.ts";
import { type Accounts, makeAccounts } from "./accounts.ts";
import { type EngineBuilder, makeEngineBuilder } from "./builder.ts";
import { type Configurator, makeConfigurator } from "./configurator.ts";
import type { EngineCore } from "./core.ts";
import type { EngineParts } from "./shared/internal.ts";
import { serveOnNewPort, type SharedEngine, type ShareOptions } from "./shared/internal.ts";
import type { SyncMode } from "./sync_rules.ts";
import { describePolicy, type PolicyInfo } from "./policy_info.ts";

const MAKER: unique symbol = Symbol();

let makeEngine: (core: EngineCore, input: ReadOptions) => Engine;
/** What an engine consists of, for those who call it on behalf of other threads. */
export let partsOf: (engine: Engine) => EngineParts;

/**
 * A pre-trade risk engine: policies in a fixed order, and the state they keep.
 *
 * An order goes through two stages. The cheap start checks give a `Request` or rejects; its `execute()` runs the main
 * checks, which reserve state, and gives a `Reservation` or rejects after undoing everything. Every policy is asked, whatever the
 * others say, so all reasons are listed. The engine sends nothing and stores nothing.
 *
 * @example A check, and what to do with its answer
 * ```ts
 * import { Engine } from "@openpit-ts/openpit";
 * import { buildOrderValidation } from "@openpit-ts/openpit/pretrade/policies";
 * import { assertEquals } from "@std/assert";
 *
 * const engine = Engine.builder().builtin(buildOrderValidation()).build();
 * const result = engine.executePreTrade({
 *   operation: {
 *     underlyingAsset: "AAPL",
 *     settlementAsset: "USD",
 *     accountId: 1,
 *     side: "BUY",
 *     tradeAmount: { quantity: "10" },
 *     price: "185.50",
 *   },
 * });
 * if (result.ok) result.reservation.commit(); // the order went out
 * assertEquals(result.rejects, []);
 * ```
 */
export class Engine<OrderNeeds = unknown, ReportNeeds = unknown> {
  // Keeps the class apart from look-alikes at compile time; not there at run time.
  declare private readonly brand: "Engine";
  /** What the policies read of orders and reports; at compile time only. */
  declare readonly needs?: readonly [OrderNeeds, ReportNeeds];
  readonly #core: EngineCore;
  readonly #input: ReadOptions;

  static {
    markLibraryClass(this, "Engine");
    makeEngine = (core, input) => new Engine(MAKER, core, input);
    partsOf = (engine) => ({ core: engine.#core, input: engine.#input });
  }

  /** Made by the builder only. @throws {TypeError} If called from outside. */
  private constructor(maker: symbol, core: EngineCore, input: ReadOptions) {
    if (maker !== MAKER) throw notConstructibleError("Engine");
    this.#core = core;
    this.#input = input;
  }

  /** Starts a builder chain. */
  static builder(): EngineBuilder {
    return makeEngineBuilder({
      clock: hostClock,
      isStrictInput: false,
      observers: [],
      syncMode: undefined,
      makeEngine,
    });
  }

  /**
   * Runs the start stage: every policy's cheap check.
   *
   * Cost: proportional to the policies that have a start check. Source: docs/semantics.md rules ENG-1 to ENG-3.
   *
   * @returns A request to be executed, or the rejects of all policies.
   * @throws {TypeError} If the order has a wrong shape; nothing ran.
   * @throws {ParamError} If a value can't be read; nothing ran.
   * @throws {PolicyCallbackError} If a custom policy failed, after all others were asked.
   * @throws {LifecycleError} If the engine was released, or is called from its own callback.
   */
  startPreTrade<T extends OrderInput>(order: T & Lacking<T, Order, OrderNeeds>): StartResult {
    this.#core.enter();
    return this.#core.startPreTrade(readOrder(order, this.#input));
  }

  /**
   * Runs both stages.
   *
   * Cost: proportional to the policies that look at the order. Source: docs/semantics.md rules ENG-1 to ENG-5.
   *
   * @returns A reservation to be committed or rolled back, or the rejects of the stage that refused.
   * @throws {TypeError} If the order has a wrong shape; nothing ran.
   * @throws {ParamError} If a value can't be read; nothing ran.
   * @throws {PolicyCallbackError} If a custom policy failed; everything was undone.
   * @throws {LifecycleError} If the engine was released, or is called from its own callback.
   */
  executePreTrade<T extends OrderInput>(order: T & Lacking<T, Order, OrderNeeds>): ExecuteResult {
    this.#core.enter();
    return this.#core.executePreTrade(readOrder(order, this.#input));
  }

  /** The verdict that `startPreTrade` would give, with nothing recorded or spent. Throws as that does. */
  startPreTradeDryRun<T extends OrderInput>(
    order: T & Lacking<T, Order, OrderNeeds>,
  ): DryRunReport {
    this.#core.enter();
    return this.#core.startPreTradeDryRun(readOrder(order, this.#input));
  }

  /** The verdict that `executePreTrade` would give, with nothing recorded or spent. Throws as that does. */
  executePreTradeDryRun<T extends OrderInput>(
    order: T & Lacking<T, Order, OrderNeeds>,
  ): DryRunReport {
    this.#core.enter();
    return this.#core.executePreTradeDryRun(readOrder(order, this.#input));
  }

  /**
   * Books an order that already exists at the venue: ordinary rejects don't stop it, and blocks don't keep it out.
   *
   * @returns An operation to be committed or rolled back, or the rejects that say why it can't be evaluated.
   * @throws {PolicyCallbackError} If a custom policy failed; everything was undone.
   */
  applyDropCopy<T extends OrderInput>(order: T & Lacking<T, Order, OrderNeeds>): DropCopyResult {
    this.#core.enter();
    return this.#core.applyDropCopy(readOrder(order, this.#input));
  }

  /**
   * Tells every policy what the venue reported. Not atomic: nothing is undone. The first block is recorded.
   *
   * @throws {TypeError} If the report has a wrong shape; nothing ran.
   * @throws {PolicyCallbackError} If a custom policy failed; what the others gave is on the error.
   */
  applyExecutionReport<T extends ReportInput>(
    report: T & Lacking<T, ExecutionReport, ReportNeeds>,
  ): PostTradeResult {
    this.#core.enter();
    return this.#core.applyExecutionReport(readExecutionReport(report, this.#input));
  }

  /**
   * Applies a batch of adjustments to an account: all of it or nothing. A blocked account is adjusted too.
   *
   * @throws {TypeError} If an adjustment has a wrong shape; nothing ran.
   * @throws {PolicyCallbackError} If a custom policy failed; the finished result is on the error.
   */
  applyAccountAdjustment(
    account: AccountIdInput,
    adjustments: Iterable<AccountAdjustment | AccountAdjustmentInit>,
  ): AccountAdjustmentBatchResult {
    this.#core.enter();
    const id = readAccountId(account);
    const items = iterable(adjustments, "adjustments must be an iterable of AccountAdjustment");
    const batch = Array.from(items, (item) => readAccountAdjustment(item, this.#input));
    return this.#core.applyAccountAdjustment(id, batch);
  }

  /**
   * Forgets an idle account: its state in the policies, its currency, group and own block.
   *
   * @throws {AccountRetirementError} If a policy refuses (nothing removed), or a removal fails (engine blocked).
   */
  retireAccount(account: AccountIdInput): void {
    this.#core.enter();
    this.#core.retireAccount(readAccountId(account));
  }

  /** A handle on groups, currencies and blocks. */
  accounts(): Accounts {
    this.#core.enter();
    return makeAccounts(this.#core);
  }

  /** A handle on the settings of the built-in policies. */
  configure(): Configurator {
    this.#core.enter();
    return makeConfigurator(this.#core);
  }

  /** The registered policies, in order. Ours, not in the reference. */
  policies(): PolicyInfo[] {
    this.#core.enter();
    return this.#core.units.map(describePolicy);
  }

  /** How often an observer threw or returned a promise; 0 without observers. Can be read at any time. Ours, not in the reference. */
  get observerFailures(): number {
    return this.#core.observerFailures;
  }

  /** Who may call the engine, and in what order. Ours, not in the reference. */
  get syncMode(): SyncMode {
    this.#core.enter();
    return this.#core.guard.mode;
  }

  /**
   * Opens the engine to one other thread: send it `handle`, with `transfer`, and attach there. Each call makes a handle for one
   * thread. When that thread ends or lets go, its open requests are dropped and its open reservations rolled back. Ours, not in the reference.
   *
   * @throws {ThreadAffinityError} In noSync mode, or where the host has no message ports.
   * @throws {RangeError} If `leaseMs` is none.
   */
  share(options?: ShareOptions): SharedEngine {
    this.#core.enter();
    return serveOnNewPort({ core: this.#core, input: this.#input }, options);
  }

  /** Releases the engine: its methods throw LifecycleError from now on, open reservations stay usable. May be repeated. */
  free(): void {
    this.#core.release();
  }

  /** Same as `free()`. */
  [Symbol.dispose](): void {
    this.#core.release();
  }
}

/** Names the symbol member that packed declarations drop from classes, so that `using` compiles for npm users too. */
export interface Engine<OrderNeeds = unknown, ReportNeeds = unknown> extends ResultHandle {}
