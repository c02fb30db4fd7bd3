import { markLibraryClass, notConstructibleError } from "../../param/internal.ts";
import { type BuiltinPolicy, type PolicyHost, readPolicyGroupId } from "../internal.ts";
import { readBarrier, readBarriers } from "./barriers.ts";
import { defineToken } from "./token.ts";
import { RATE_LIMIT_NAME, RateLimitPolicy } from "./rate_limit.ts";
import {
  type AccountAssetRate,
  type AccountRate,
  type AssetRate,
  rateAccountAssetBarrierIn,
  rateAccountBarrierIn,
  rateAssetBarrierIn,
  rateBrokerBarrierIn,
  type RateCap,
  type RateLimitAccountAssetBarrier,
  type RateLimitAccountBarrier,
  type RateLimitAssetBarrier,
  type RateLimitBrokerBarrier,
} from "./rate_limit_barriers.ts";
import { accountAssetRates, accountRates, assetRates, brokerRates } from "./rate_limit_settings.ts";

/**
 * Starts the settings of the rate limit: at most so many orders per window.
 *
 * Checked in the start stage on the engine's clock, one reading per call. Broker and asset barriers count in fixed windows, account and account+asset
 * barriers in sliding ones; every matching barrier counts every order that gets to it, refused ones and drop copies too.
 *
 * Units: windows in milliseconds, held in whole nanoseconds. Cost: O(1) amortized, whatever the number of accounts and the window;
 * memory: one time per attempt of the last window of an account. Source: docs/semantics.md rules RTL-1 to RTL-5.
 * Codes: `RateLimitExceeded`, `MissingRequiredField`.
 *
 * @example
 * ```ts
 * import { Engine } from "@openpit-ts/openpit";
 * import { buildRateLimit, RateLimitBrokerBarrier } from "@openpit-ts/openpit/pretrade/policies";
 * import { orderDraft } from "@openpit-ts/openpit/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const limit = new RateLimitBrokerBarrier({ maxOrders: 1, windowMs: 10_000 });
 * const engine = Engine.builder().builtin(buildRateLimit().brokerBarrier(limit)).build();
 * assertEquals(engine.startPreTrade(orderDraft()).ok, true);
 * assertEquals(
 *   engine.startPreTrade(orderDraft()).rejects[0]?.details,
 *   "submitted 2 orders in 10s window, max allowed: 1",
 * );
 * ```
 */
export function buildRateLimit(): RateLimitBuilder {
  return makeBuilder(EMPTY);
}

/** A builder with settings, which `builtin()` takes. */
export type RateLimitReadyBuilder = RateLimitBuilder & BuiltinPolicy;

const MAKER: unique symbol = Symbol();

interface Draft {
  readonly policyGroupId: number;
  readonly broker: RateCap | undefined;
  readonly assets: readonly AssetRate[];
  readonly accounts: readonly AccountRate[];
  readonly accountAssets: readonly AccountAssetRate[];
}

const EMPTY: Draft = {
  policyGroupId: 0,
  broker: undefined,
  assets: [],
  accounts: [],
  accountAssets: [],
};

let makeBuilder: (draft: Draft) => RateLimitReadyBuilder;

/** Settings of the rate limit; immutable, every call gives a new builder. */
export class RateLimitBuilder {
  // Keeps the class apart from look-alikes at compile time; not there at run time.
  declare private readonly brand: "RateLimitBuilder";
  readonly #draft: Draft;

  static {
    markLibraryClass(this, "RateLimitBuilder");
    defineToken(
      this as { readonly prototype: RateLimitBuilder },
      (builder, host) => #draft in builder ? makePolicy(builder.#draft, host) : undefined,
    );
    makeBuilder = (draft) => new RateLimitBuilder(MAKER, draft) as RateLimitReadyBuilder;
  }

  /** Made by `buildRateLimit()` only. @throws {TypeError} If called from outside. */
  private constructor(maker: symbol, draft: Draft) {
    if (maker !== MAKER) throw notConstructibleError("RateLimitBuilder");
    this.#draft = draft;
  }

  /** Name of the policy in rejects and in `configure()`. */
  static get NAME(): string {
    return RATE_LIMIT_NAME;
  }

  /** Sets the limit on all orders together; replaces an earlier one. @throws {TypeError} If it is no such barrier. */
  brokerBarrier(barrier: RateLimitBrokerBarrier): RateLimitReadyBuilder {
    const broker = readBarrier(
      barrier,
      "brokerBarrier",
      "RateLimitBrokerBarrier",
      rateBrokerBarrierIn,
    );
    return makeBuilder({ ...this.#draft, broker });
  }

  /** Adds limits per settlement asset. @throws {TypeError} If it is no list of such barriers. */
  assetBarriers(barriers: Iterable<RateLimitAssetBarrier>): RateLimitReadyBuilder {
    const added = readBarriers(barriers, "assetBarriers", rateAssetBarrierIn);
    return makeBuilder({ ...this.#draft, assets: [...this.#draft.assets, ...added] });
  }

  /** Adds limits per account. @throws {TypeError} If it is no list of such barriers. */
  accountBarriers(barriers: Iterable<RateLimitAccountBarrier>): RateLimitReadyBuilder {
    const added = readBarriers(barriers, "accountBarriers", rateAccountBarrierIn);
    return makeBuilder({ ...this.#draft, accounts: [...this.#draft.accounts, ...added] });
  }

  /** Adds limits per account and settlement asset. @throws {TypeError} If it is no list of such barriers. */
  accountAssetBarriers(barriers: Iterable<RateLimitAccountAssetBarrier>): RateLimitReadyBuilder {
    const added = readBarriers(barriers, "accountAssetBarriers", rateAccountAssetBarrierIn);
    return makeBuilder({ ...this.#draft, accountAssets: [...this.#draft.accountAssets, ...added] });
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

function makePolicy(draft: Draft, host: PolicyHost): RateLimitPolicy {
  const settings = {
    broker: brokerRates(draft.broker),
    assets: assetRates(draft.assets),
    accounts: accountRates(draft.accounts),
    accountAssets: accountAssetRates(draft.accountAssets),
  };
  return new RateLimitPolicy(draft.policyGroupId, settings, host.readClock());
}
