import { markLibraryClass, notConstructibleError } from "../param/internal.ts";
import type { Clock } from "../runtime/clock.ts";
import { QuoteStore } from "./_quote_store.ts";
import { type Lifetime, readQuoteTtl } from "./quote_ttl.ts";
import { makeMarketDataService, type MarketDataService } from "./service.ts";

const MAKER: unique symbol = Symbol();

/** Makes a builder of services on a clock. @throws {TypeError} If the default time to live is none. */
export let makeMarketDataBuilder: (defaultTtl: unknown, clock: Clock) => MarketDataBuilder;

/** Makes market-data services; made by `marketData()` of an engine builder, whose clock they use. */
export class MarketDataBuilder {
  // Keeps the class apart from look-alikes at compile time; not there at run time.
  declare private readonly brand: "MarketDataBuilder";
  readonly #defaultTtl: Lifetime;
  readonly #clock: Clock;
  #isFullSync = false;

  static {
    markLibraryClass(this, "MarketDataBuilder");
    makeMarketDataBuilder = (defaultTtl, clock) =>
      new MarketDataBuilder(MAKER, readQuoteTtl(defaultTtl), clock);
  }

  /** Made by an engine builder only. @throws {TypeError} If called from outside. */
  private constructor(maker: symbol, defaultTtl: Lifetime, clock: Clock) {
    if (maker !== MAKER) throw notConstructibleError("MarketDataBuilder");
    this.#defaultTtl = defaultTtl;
    this.#clock = clock;
  }

  /** Makes services for engines without a sync mode only; this is the default. */
  noSync(): this {
    this.#isFullSync = false;
    return this;
  }

  /** Makes services for engines of every sync mode; nothing else about them changes. */
  fullSync(): this {
    this.#isFullSync = true;
    return this;
  }

  /** Makes a new, empty service; may be called again for another one. */
  build(): MarketDataService {
    return makeMarketDataService(
      new QuoteStore(this.#defaultTtl, this.#clock),
      this.#isFullSync,
    );
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}
