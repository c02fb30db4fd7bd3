import type { MarketDataService } from "../../../marketdata/mod.ts";
import { markLibraryClass, notConstructibleError } from "../../../param/internal.ts";
import {
  type BuiltinPolicy,
  ConfigurationRefused,
  type PolicyHost,
  readPolicyGroupId,
} from "../../internal.ts";
import { readBarrier, readBarriers } from "../barriers.ts";
import { defineToken } from "../token.ts";
import {
  accountBarrierIn,
  groupBarrierIn,
  type KeyedBounds,
  spotBarrierIn,
  type SpotFundsPnlBoundsAccountBarrier,
  type SpotFundsPnlBoundsAccountGroupBarrier,
  type SpotFundsPnlBoundsBarrier,
} from "./barriers.ts";
import { type Bounds, NO_BOUNDS } from "./bounds.ts";
import { withTiers } from "./bounds_update.ts";
import {
  quotesOf,
  readService,
  type SpotFundsOrderNeeds,
  type SpotFundsReportNeeds,
} from "./builder.ts";
import { SpotFundsPolicy } from "./policy.ts";
import { SPOT_FUNDS_NAME } from "./rejects.ts";
import { defaultSettings } from "./settings.ts";

/**
 * Starts the settings of the spot funds policy as a kill switch: it blocks accounts whose realized profit or loss leaves its bounds, and keeps
 * holdings without asking for funds.
 *
 * It is the policy of `buildSpotFunds()` with bounds from the start and limit mode `TrackOnly`; market orders are priced at the mark.
 *
 * Units: the currency of the account's books, exact. Source: docs/semantics.md rules SPF-1 to SPF-21. Codes: those of `buildSpotFunds()`.
 *
 * @example
 * ```ts
 * import { Engine } from "@openpit-ts/openpit";
 * import {
 *   buildSpotFundsPnlBoundsKillswitch,
 *   SpotFundsPnlBoundsBarrier,
 * } from "@openpit-ts/openpit/pretrade/policies";
 * import { orderDraft } from "@openpit-ts/openpit/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const bounds = new SpotFundsPnlBoundsBarrier("USD", "-500");
 * const token = buildSpotFundsPnlBoundsKillswitch().globalBarrier(bounds);
 * const engine = Engine.builder().builtin(token).build();
 * const loss = { operation: { state: "-500.01" } };
 * const { accountBlocks } = engine.applyAccountAdjustment(1, [loss]);
 * assertEquals(accountBlocks[0]?.code, "PnlKillSwitchTriggered");
 * assertEquals(engine.startPreTrade(orderDraft({ accountId: 1 })).ok, false);
 * ```
 */
export function buildSpotFundsPnlBoundsKillswitch(): SpotFundsPnlBoundsKillswitchBuilder {
  return makeBuilder(EMPTY);
}

/** A builder with bounds, which `builtin()` takes. */
export type SpotFundsPnlBoundsKillswitchReadyBuilder =
  & SpotFundsPnlBoundsKillswitchBuilder
  & BuiltinPolicy<SpotFundsOrderNeeds, SpotFundsReportNeeds>;

const MAKER: unique symbol = Symbol();

interface Draft {
  readonly policyGroupId: number;
  readonly service: MarketDataService | undefined;
  readonly everyone: Bounds | undefined;
  readonly groups: readonly KeyedBounds<number>[];
  readonly accounts: readonly KeyedBounds<bigint>[];
}

const EMPTY: Draft = {
  policyGroupId: 0,
  service: undefined,
  everyone: undefined,
  groups: [],
  accounts: [],
};

let makeBuilder: (draft: Draft) => SpotFundsPnlBoundsKillswitchReadyBuilder;

/** Settings of the spot funds policy as a kill switch; immutable, every call gives a new builder. */
export class SpotFundsPnlBoundsKillswitchBuilder {
  // Keeps the class apart from look-alikes at compile time; not there at run time.
  declare private readonly brand: "SpotFundsPnlBoundsKillswitchBuilder";
  readonly #draft: Draft;

  static {
    markLibraryClass(this, "SpotFundsPnlBoundsKillswitchBuilder");
    defineToken(
      this as { readonly prototype: SpotFundsPnlBoundsKillswitchBuilder },
      (builder, host) => #draft in builder ? makePolicy(builder.#draft, host) : undefined,
    );
    makeBuilder = (draft) =>
      new SpotFundsPnlBoundsKillswitchBuilder(
        MAKER,
        draft,
      ) as SpotFundsPnlBoundsKillswitchReadyBuilder;
  }

  /** Made by `buildSpotFundsPnlBoundsKillswitch()` only. @throws {TypeError} If called from outside. */
  private constructor(maker: symbol, draft: Draft) {
    if (maker !== MAKER) throw notConstructibleError("SpotFundsPnlBoundsKillswitchBuilder");
    this.#draft = draft;
  }

  /** Name of the policy in rejects and in `configure()`. */
  static get NAME(): string {
    return SPOT_FUNDS_NAME;
  }

  /** Sets the bounds of everyone, instead of earlier ones. @throws {TypeError} If it is no such barrier. */
  globalBarrier(barrier: SpotFundsPnlBoundsBarrier): SpotFundsPnlBoundsKillswitchReadyBuilder {
    const everyone = readBarrier(
      barrier,
      "globalBarrier",
      "SpotFundsPnlBoundsBarrier",
      spotBarrierIn,
    );
    return makeBuilder({ ...this.#draft, everyone });
  }

  /** Adds bounds of groups. @throws {TypeError} If it is no list of such barriers. */
  accountGroupBarriers(
    barriers: Iterable<SpotFundsPnlBoundsAccountGroupBarrier>,
  ): SpotFundsPnlBoundsKillswitchReadyBuilder {
    const added = readBarriers(barriers, "accountGroupBarriers", groupBarrierIn);
    return makeBuilder({ ...this.#draft, groups: [...this.#draft.groups, ...added] });
  }

  /** Adds bounds of accounts. @throws {TypeError} If it is no list of such barriers. */
  accountBarriers(
    barriers: Iterable<SpotFundsPnlBoundsAccountBarrier>,
  ): SpotFundsPnlBoundsKillswitchReadyBuilder {
    const added = readBarriers(barriers, "accountBarriers", accountBarrierIn);
    return makeBuilder({ ...this.#draft, accounts: [...this.#draft.accounts, ...added] });
  }

  /** Lets market orders pass, priced at the mark of a service, and converts profit or loss by its marks. @throws {TypeError} If it is no service. */
  marketData(service: MarketDataService): this {
    return makeBuilder({ ...this.#draft, service: readService(service) }) as unknown as this;
  }

  /** Sets the policy group id, 0 to 65535. @throws {TypeError} Wrong type. @throws {RangeError} Out of range. */
  withPolicyGroupId(policyGroupId: number): this {
    return makeBuilder({
      ...this.#draft,
      policyGroupId: readPolicyGroupId(policyGroupId),
    }) as unknown as this;
  }

  /** A new builder of the same settings. */
  clone(): this {
    return makeBuilder(this.#draft) as unknown as this;
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

function makePolicy(draft: Draft, host: PolicyHost): SpotFundsPolicy {
  const { policyGroupId, service, everyone, groups, accounts } = draft;
  if (everyone === undefined && groups.length === 0 && accounts.length === 0) {
    throw new ConfigurationRefused("spot funds P&L bounds require at least one barrier");
  }
  const defaults = defaultSettings("TrackOnly");
  const realized = withTiers(NO_BOUNDS, { everyone, groups, accounts });
  const settings = { ...defaults, bounds: { ...defaults.bounds, realized } };
  return new SpotFundsPolicy({ policyGroupId, settings, ...quotesOf(service) }, host);
}
