import { isFullSync, isMarketDataService, quoteStoreOf } from "../../../marketdata/internal.ts";
import type { MarketDataService } from "../../../marketdata/mod.ts";
import {
  markLibraryClass,
  notConstructibleError,
  otherError,
  typeError,
} from "../../../param/internal.ts";
import {
  type BuiltinPolicy,
  ConfigurationRefused,
  type PolicyHost,
  readPolicyGroupId,
} from "../../internal.ts";
import type { HasAccountId, HasInstrument, HasSide, HasTradeAmount } from "../../mod.ts";
import { defineToken } from "../token.ts";
import type { OverrideEntry, SpotFundsOverride } from "./override.ts";
import { SpotFundsPolicy } from "./policy.ts";
import { SPOT_FUNDS_NAME } from "./rejects.ts";
import type { SpotFundsPricingSource } from "./constants.ts";
import { defaultSettings } from "./settings.ts";
import {
  checkedSlippage,
  readOverrides,
  readPricingSource,
  readSlippage,
  withOverrides,
} from "./update.ts";

/** What the spot funds policy reads of orders. */
export type SpotFundsOrderNeeds = HasInstrument & HasSide & HasTradeAmount & HasAccountId;
/** What the spot funds policy reads of reports, besides the fill. */
export type SpotFundsReportNeeds = HasInstrument & HasSide & HasAccountId;

/**
 * Starts the settings of the spot funds policy, which keeps money and positions per account and asset, and lets no order through that the
 * account can't pay for.
 *
 * Adjustments fund accounts; the main stage holds what an order may cost; reports settle it. Without market data only limit orders pass and nothing
 * is converted between currencies.
 *
 * Units: each asset in its own, exact. Cost: O(1), whatever the number of accounts and open holds. Source: docs/semantics.md rules SPF-1 to SPF-21.
 * Codes: `InsufficientFunds`, `PositionLimitExceeded`, `UnsupportedOrderType`, `MarkPriceUnavailable`, `OrderValueCalculationFailed`,
 * `ArithmeticOverflow`, `MissingRequiredField`, `PnlKillSwitchTriggered` (account scope), `AccountAdjustmentBoundsExceeded`.
 *
 * @example
 * ```ts
 * import { Engine } from "@openpit-ts/openpit";
 * import { buildSpotFunds } from "@openpit-ts/openpit/pretrade/policies";
 * import { orderDraft } from "@openpit-ts/openpit/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const engine = Engine.builder().builtin(buildSpotFunds()).build();
 * const deposit = { operation: { asset: "USD" }, amount: { balance: { delta: "1000" } } };
 * engine.applyAccountAdjustment(1, [deposit]);
 *
 * const result = engine.executePreTrade(
 *   orderDraft({ accountId: 1, side: "BUY", tradeAmount: { quantity: "3" }, price: "200" }),
 * );
 * assertEquals(result.ok, true);
 * const [usd] = engine.accounts().holdings(1, "USD");
 * assertEquals(usd?.available.toString(), "400");
 * assertEquals(usd?.held.toString(), "600");
 * ```
 */
export function buildSpotFunds(): SpotFundsReadyBuilder {
  return makeBuilder({ policyGroupId: 0, market: undefined });
}

/** A builder with settings, which `builtin()` takes; there is nothing that must be set. */
export type SpotFundsReadyBuilder =
  & SpotFundsBuilder
  & BuiltinPolicy<SpotFundsOrderNeeds, SpotFundsReportNeeds>;

const MAKER: unique symbol = Symbol();

interface Market {
  readonly service: MarketDataService;
  readonly slippageBps: number;
  readonly pricingSource: SpotFundsPricingSource;
  readonly overrides: readonly OverrideEntry[];
}

interface Draft {
  readonly policyGroupId: number;
  readonly market: Market | undefined;
}

let makeBuilder: (draft: Draft) => SpotFundsReadyBuilder;

/** Settings of the spot funds policy; immutable, every call gives a new builder. */
export class SpotFundsBuilder {
  // Keeps the class apart from look-alikes at compile time; not there at run time.
  declare private readonly brand: "SpotFundsBuilder";
  readonly #draft: Draft;

  static {
    markLibraryClass(this, "SpotFundsBuilder");
    defineToken(
      this as { readonly prototype: SpotFundsBuilder },
      (builder, host) => #draft in builder ? makePolicy(builder.#draft, host) : undefined,
    );
    makeBuilder = (draft) => new SpotFundsBuilder(MAKER, draft) as SpotFundsReadyBuilder;
  }

  /** Made by `buildSpotFunds()` only. @throws {TypeError} If called from outside. */
  private constructor(maker: symbol, draft: Draft) {
    if (maker !== MAKER) throw notConstructibleError("SpotFundsBuilder");
    this.#draft = draft;
  }

  /** Name of the policy in rejects and in `configure()`. */
  static get NAME(): string {
    return SPOT_FUNDS_NAME;
  }

  /**
   * Lets market orders pass, priced by a service, and converts profit or loss by its marks.
   *
   * @param service Quotes; those pushed later count too.
   * @param defaultSlippageBps By how much, in hundredths of a percent, the worst price is off the quote; more than 10000 fails at `builtin()`.
   * @param pricingSource The mark (default), or the ask for buys and the bid for sales.
   * @param overrides Other slippages for instruments, and for accounts and groups in them.
   * @throws {TypeError} Wrong type. @throws {RangeError} Out of range.
   */
  marketData(
    service: MarketDataService,
    defaultSlippageBps: number,
    pricingSource?: SpotFundsPricingSource | null,
    overrides?: Iterable<SpotFundsOverride> | null,
  ): SpotFundsReadyBuilder {
    const market = {
      service: readService(service),
      slippageBps: readSlippage(defaultSlippageBps, "defaultSlippageBps"),
      pricingSource: pricingSource === undefined || pricingSource === null
        ? "Mark" as const
        : readPricingSource(pricingSource),
      overrides: overrides === undefined || overrides === null ? [] : readOverrides(overrides),
    };
    return makeBuilder({ ...this.#draft, market });
  }

  /** Sets the policy group id, 0 to 65535. @throws {TypeError} Wrong type. @throws {RangeError} Out of range. */
  withPolicyGroupId(policyGroupId: number): SpotFundsReadyBuilder {
    return makeBuilder({ ...this.#draft, policyGroupId: readPolicyGroupId(policyGroupId) });
  }

  /** A new builder of the same settings. */
  clone(): SpotFundsReadyBuilder {
    return makeBuilder(this.#draft);
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

/** Checks an argument that must be a service. @throws {TypeError} */
export function readService(service: unknown): MarketDataService {
  if (isMarketDataService(service)) return service;
  throw typeError("marketData must be a MarketDataService");
}

/** What the policy takes of a service. */
export function quotesOf(
  service: MarketDataService | undefined,
): Pick<ConstructorParameters<typeof SpotFundsPolicy>[0], "quotes" | "readsNoSyncService"> {
  return {
    quotes: service && quoteStoreOf(service),
    readsNoSyncService: service !== undefined && !isFullSync(service),
  };
}

function makePolicy({ policyGroupId, market }: Draft, host: PolicyHost): SpotFundsPolicy {
  const settings = defaultSettings("Enforce");
  const quotes = quotesOf(market?.service);
  if (market === undefined) {
    return new SpotFundsPolicy({ policyGroupId, settings, ...quotes }, host);
  }
  const { slippageBps, pricingSource, overrides } = market;
  const priced = asParamError(() => ({
    ...settings,
    slippageBps: checkedSlippage(slippageBps),
    pricingSource,
    // Without a slippage an override says nothing here: there is nothing yet that it could take away.
    overrides: withOverrides(
      settings.overrides,
      overrides.filter((entry) => entry.slippageBps !== undefined),
    ),
  }));
  return new SpotFundsPolicy({ policyGroupId, settings: priced, ...quotes }, host);
}

/** A slippage that is too large is an error of its value, not of the engine that is built. */
function asParamError<T>(make: () => T): T {
  try {
    return make();
  } catch (thrown) {
    throw thrown instanceof ConfigurationRefused ? otherError(thrown.message) : thrown;
  }
}
