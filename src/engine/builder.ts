import { makeMarketDataBuilder } from "../marketdata/internal.ts";
import type { MarketDataBuilder, QuoteTtl } from "../marketdata/mod.ts";
import type { ExecutionReport, Order } from "../model/mod.ts";
import { markLibraryClass, notConstructibleError, typeError } from "../param/internal.ts";
import type { BuiltinPolicy, Needs, Policy } from "../pretrade/internal.ts";
import { type Observer, readObserver } from "./observer.ts";
import { makeReadyEngineBuilder, type ReadyEngineBuilder } from "./ready_builder.ts";
import { type EngineSettings, withSyncMode } from "./settings.ts";

const MAKER: unique symbol = Symbol();

/** Starts a builder chain. */
export let makeEngineBuilder: (settings: EngineSettings) => EngineBuilder;

/**
 * The start of a builder chain; made by `Engine.builder()`. It never changes: each first `preTrade` or `builtin` starts
 * a chain of its own, and a setting gives a new builder that carries it.
 */
export class EngineBuilder {
  // Keeps the class apart from look-alikes at compile time; not there at run time.
  declare private readonly brand: "EngineBuilder";
  readonly #settings: EngineSettings;

  static {
    markLibraryClass(this, "EngineBuilder");
    makeEngineBuilder = (settings) => new EngineBuilder(MAKER, settings);
  }

  /** Made by `Engine.builder()` only. @throws {TypeError} If called from outside. */
  private constructor(maker: symbol, settings: EngineSettings) {
    if (maker !== MAKER) throw notConstructibleError("EngineBuilder");
    this.#settings = settings;
  }

  /**
   * Uses another clock: monotonic integer nanoseconds from any origin; only differences count. Replaces an earlier one.
   *
   * @throws {TypeError} If it is no function.
   */
  clock(now: () => bigint): EngineBuilder {
    if (typeof now !== "function") throw typeError("clock must be a function");
    return new EngineBuilder(MAKER, { ...this.#settings, clock: now });
  }

  /**
   * Refuses unknown fields in the canonical groups of plain orders, reports and adjustments, with a TypeError that names the
   * nearest known one. Without it a typo such as `prise` silently makes a market order.
   */
  strictInput(): EngineBuilder {
    return new EngineBuilder(MAKER, { ...this.#settings, isStrictInput: true });
  }

  /**
   * Adds someone who is told what the engine does: an audit trail, counters, a log. Each call adds one. An engine that is watched reads its clock
   * twice more per operation, for the duration; one that isn't pays nothing. Ours, not in the reference.
   *
   * @throws {TypeError} If it has no handler, or one that is no function.
   */
  observer(observer: Observer): EngineBuilder {
    const observers = [...this.#settings.observers, readObserver(observer)];
    return new EngineBuilder(MAKER, { ...this.#settings, observers });
  }

  /** Only this thread calls the engine: the default. Ours, not in the reference. @throws {EngineBuildError} InvalidConfiguration, the second time. */
  noSync(): EngineBuilder {
    return new EngineBuilder(MAKER, withSyncMode(this.#settings, "noSync"));
  }

  /** Any thread may call the engine once it is shared; its calls run one at a time. Ours, not in the reference. @throws {EngineBuildError} InvalidConfiguration, the second time. */
  fullSync(): EngineBuilder {
    return new EngineBuilder(MAKER, withSyncMode(this.#settings, "fullSync"));
  }

  /** Any thread may call the engine once it is shared, each account from one thread at a time. Ours, not in the reference. @throws {EngineBuildError} InvalidConfiguration, the second time. */
  accountSync(): EngineBuilder {
    return new EngineBuilder(MAKER, withSyncMode(this.#settings, "accountSync"));
  }

  /** Starts a market-data service on the builder's clock; quotes live for `ttl` unless a tier says otherwise. @throws {TypeError} If it is no QuoteTtl. */
  marketData(ttl: QuoteTtl): MarketDataBuilder {
    return makeMarketDataBuilder(ttl, this.#settings.clock);
  }

  /**
   * Registers a custom policy and starts a chain.
   *
   * @throws {TypeError} If its shape is wrong.
   * @throws {RangeError} If its group id is out of range.
   */
  preTrade<O = Order, R = ExecutionReport>(
    policy: Policy<O, R>,
  ): ReadyEngineBuilder<Needs<O, Order>, Needs<R, ExecutionReport>> {
    return makeReadyEngineBuilder(this.#settings).preTrade(policy);
  }

  /**
   * Registers a built-in policy and starts a chain.
   *
   * @throws {TypeError} If it is no token.
   * @throws {EngineBuildError} InvalidConfiguration, if its settings can't work.
   */
  builtin<O, R>(token: BuiltinPolicy<O, R>): ReadyEngineBuilder<O, R> {
    return makeReadyEngineBuilder(this.#settings).builtin(token);
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}
