import { makeMarketDataBuilder } from "../marketdata/internal.ts";
import type { MarketDataBuilder, QuoteTtl } from "../marketdata/mod.ts";
import type { ReadOptions } from "../model/internal.ts";
import type { ExecutionReport, Order } from "../model/mod.ts";
import { markLibraryClass, notConstructibleError, typeError } from "../param/internal.ts";
import {
  type BuiltinPolicy,
  ConfigurationRefused,
  LifecycleError,
  MAKE_POLICY,
  type Needs,
  type Policy,
  type PolicyToken,
  type PolicyUnit,
} from "../pretrade/internal.ts";
import { Blocks } from "./blocks.ts";
import { EngineCore } from "./core.ts";
import { Currencies } from "./currencies.ts";
import { CustomPolicy } from "./custom_policy.ts";
import type { Engine } from "./engine.ts";
import { EngineBuildError } from "./errors.ts";
import { AccountGroups } from "./groups.ts";
import { Guard } from "./guard.ts";
import { ObservedCore } from "./observed_core.ts";
import { type Observer, readObserver } from "./observer.ts";
import { Observers } from "./observers.ts";
import { EnginePolicyHost } from "./policy_host.ts";
import { type EngineSettings, withSyncMode } from "./settings.ts";
import type { SyncMode } from "./sync_rules.ts";

const MAKER: unique symbol = Symbol();

/** Continues a builder chain with its first policy yet to come. */
export let makeReadyEngineBuilder: (settings: EngineSettings) => ReadyEngineBuilder;

/**
 * A builder chain with at least one policy. It changes in place and returns itself; `build()` uses it up.
 *
 * The type parameters gather what the policies read of orders and reports.
 */
export class ReadyEngineBuilder<OrderNeeds = unknown, ReportNeeds = unknown> {
  // Keeps the class apart from look-alikes at compile time; not there at run time.
  declare private readonly brand: "ReadyEngineBuilder";
  #settings: EngineSettings;
  readonly #guard: Guard = new Guard();
  readonly #blocks: Blocks = new Blocks();
  readonly #groups: AccountGroups = new AccountGroups();
  readonly #currencies: Currencies = new Currencies();
  readonly #units: PolicyUnit[] = [];
  #isUsedUp = false;

  static {
    markLibraryClass(this, "ReadyEngineBuilder");
    makeReadyEngineBuilder = (settings) => new ReadyEngineBuilder(MAKER, settings);
  }

  /** Made by `EngineBuilder` only. @throws {TypeError} If called from outside. */
  private constructor(maker: symbol, settings: EngineSettings) {
    if (maker !== MAKER) throw notConstructibleError("ReadyEngineBuilder");
    this.#settings = settings;
  }

  /** See {@linkcode EngineBuilder.strictInput}. @throws {LifecycleError} After `build()`. */
  strictInput(): this {
    this.#requireOpen();
    this.#settings = { ...this.#settings, isStrictInput: true };
    return this;
  }

  /** See {@linkcode EngineBuilder.observer}. @throws {LifecycleError} After `build()`. @throws {TypeError} If it has no handler. */
  observer(observer: Observer): this {
    this.#requireOpen();
    const observers = [...this.#settings.observers, readObserver(observer)];
    this.#settings = { ...this.#settings, observers };
    return this;
  }

  /** See {@linkcode EngineBuilder.noSync}. @throws {EngineBuildError} InvalidConfiguration, the second time. @throws {LifecycleError} After `build()`. */
  noSync(): this {
    return this.#sync("noSync");
  }

  /** See {@linkcode EngineBuilder.fullSync}. @throws {EngineBuildError} InvalidConfiguration, the second time. @throws {LifecycleError} After `build()`. */
  fullSync(): this {
    return this.#sync("fullSync");
  }

  /** See {@linkcode EngineBuilder.accountSync}. @throws {EngineBuildError} InvalidConfiguration, the second time. @throws {LifecycleError} After `build()`. */
  accountSync(): this {
    return this.#sync("accountSync");
  }

  /** See {@linkcode EngineBuilder.marketData}; works after `build()` too. */
  marketData(ttl: QuoteTtl): MarketDataBuilder {
    return makeMarketDataBuilder(ttl, this.#settings.clock);
  }

  /**
   * Registers a custom policy behind those already there. A call that throws changes nothing.
   *
   * @throws {LifecycleError} After `build()`.
   * @throws {TypeError} If its shape is wrong.
   * @throws {RangeError} If its group id is out of range.
   */
  preTrade<O = Order, R = ExecutionReport>(
    policy: Policy<O, R>,
  ): ReadyEngineBuilder<
    OrderNeeds & Needs<O, Order>,
    ReportNeeds & Needs<R, ExecutionReport>
  > {
    this.#requireOpen();
    this.#units.push(new CustomPolicy(policy, this.#guard, this.#blocks));
    return this as unknown as ReadyEngineBuilder<
      OrderNeeds & Needs<O, Order>,
      ReportNeeds & Needs<R, ExecutionReport>
    >;
  }

  /**
   * Registers a built-in policy behind those already there. A call that throws changes nothing. The policy's life begins here: one token
   * registered in two engines makes two policies without common state.
   *
   * @throws {LifecycleError} After `build()`.
   * @throws {TypeError} If it is no token.
   * @throws {EngineBuildError} InvalidConfiguration, if its settings can't work.
   */
  builtin<O, R>(
    token: BuiltinPolicy<O, R>,
  ): ReadyEngineBuilder<OrderNeeds & O, ReportNeeds & R> {
    this.#requireOpen();
    this.#units.push(this.#makeBuiltin(token));
    return this as unknown as ReadyEngineBuilder<OrderNeeds & O, ReportNeeds & R>;
  }

  /**
   * Builds the engine and uses the builder up, even if it fails.
   *
   * @throws {LifecycleError} The second time.
   * @throws {EngineBuildError} InvalidConfiguration, if a market-data service doesn't fit the sync mode; DuplicatePolicyName or DuplicatePolicyGroupId: names first, each in registration order.
   */
  build(): Engine<OrderNeeds, ReportNeeds> {
    this.#requireOpen();
    this.#isUsedUp = true;
    if ((this.#settings.syncMode ?? "noSync") !== "noSync") refuseUnfitServices(this.#units);
    refuseDuplicates(this.#units);
    this.#guard.use(this.#settings.syncMode ?? "noSync");
    const input: ReadOptions = {
      isStrict: this.#settings.isStrictInput,
      keepsAdditions: this.#settings.observers.length > 0 ||
        this.#units.some((unit) => unit instanceof CustomPolicy),
    };
    return this.#settings.makeEngine(this.#makeCore(), input) as Engine<OrderNeeds, ReportNeeds>;
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}

  #sync(mode: SyncMode): this {
    this.#requireOpen();
    this.#settings = withSyncMode(this.#settings, mode);
    return this;
  }

  #requireOpen(): void {
    if (this.#isUsedUp) throw new LifecycleError("engine builder is no longer available");
  }

  #makeCore(): EngineCore {
    const { clock, observers: watchers } = this.#settings;
    const parts = {
      units: this.#units,
      clock,
      guard: this.#guard,
      blocks: this.#blocks,
      groups: this.#groups,
      currencies: this.#currencies,
    };
    if (watchers.length === 0) return new EngineCore(parts);
    const observers = new Observers(watchers, this.#guard, clock);
    this.#blocks.listen(observers);
    return new ObservedCore(parts, observers);
  }

  #makeBuiltin(token: unknown): PolicyUnit {
    const isObject = typeof token === "object" && token !== null;
    const unit = isObject && MAKE_POLICY in token ? this.#make(token as PolicyToken) : undefined;
    if (unit === undefined) {
      throw typeError("builtin expects a builtin ready-builder token (build*() result)");
    }
    return unit;
  }

  #make(token: PolicyToken): PolicyUnit | undefined {
    try {
      return token[MAKE_POLICY](
        new EnginePolicyHost({
          clock: this.#settings.clock,
          guard: this.#guard,
          blocks: this.#blocks,
          groups: this.#groups,
          currencies: this.#currencies,
        }),
      );
    } catch (thrown) {
      if (!(thrown instanceof ConfigurationRefused)) throw thrown;
      throw new EngineBuildError(thrown.message, "InvalidConfiguration");
    }
  }
}

/** A service that is for one thread only must not price the orders of several. */
function refuseUnfitServices(units: readonly PolicyUnit[]): void {
  if (units.some((unit) => unit.readsNoSyncService === true)) {
    throw new EngineBuildError(
      "market data service is in no-sync mode but the engine is multi-threaded; " +
        "call .fullSync() on the market-data builder before .build()",
      "InvalidConfiguration",
    );
  }
}

function refuseDuplicates(units: readonly PolicyUnit[]): void {
  const names = new Set<string>();
  for (const { name } of units) {
    if (names.has(name)) {
      throw new EngineBuildError(`duplicate policy name: ${name}`, "DuplicatePolicyName", {
        policyName: name,
      });
    }
    names.add(name);
  }
  const groupIds = new Set<number>();
  for (const { policyGroupId } of units) {
    if (policyGroupId !== 0 && groupIds.has(policyGroupId)) {
      throw new EngineBuildError(
        `duplicate non-default policy_group_id: ${policyGroupId}`,
        "DuplicatePolicyGroupId",
        { policyGroupId },
      );
    }
    groupIds.add(policyGroupId);
  }
}
