import { markLibraryClass, notConstructibleError } from "../../param/internal.ts";
import { type BuiltinPolicy, readPolicyGroupId } from "../internal.ts";
import type { HasTradeAmount } from "../mod.ts";
import { readBarrier, readBarriers } from "./barriers.ts";
import { defineToken } from "./token.ts";
import {
  accountAssetBarrierIn,
  type AccountAssetCaps,
  assetBarrierIn,
  type AssetCaps,
  brokerBarrierIn,
  type OrderSizeAccountAssetBarrier,
  type OrderSizeAssetBarrier,
  type OrderSizeBrokerBarrier,
  type SizeCaps,
} from "./order_size_barriers.ts";
import { ORDER_SIZE_LIMIT_NAME, OrderSizeLimitPolicy } from "./order_size_limit.ts";
import { accountAssetAxis, assetAxis, brokerAxis } from "./order_size_settings.ts";

/**
 * Starts the settings of the order size limit, which caps the quantity and the notional of a single order.
 *
 * Checked in the start stage; a drop copy passes unread. A barrier's asset means the underlying for the quantity cap and the settlement
 * asset for the notional cap; an account+asset barrier overrides the asset barrier, the broker barrier holds besides both.
 *
 * Units: quantity in units of the underlying, notional = |price| × quantity in the settlement asset, exact; equal to a cap passes.
 * Cost: O(1), nothing allocated but the notional when the order passes. Source: docs/semantics.md rules OSL-1 to OSL-4.
 * Codes: `OrderQtyExceedsLimit`, `OrderNotionalExceedsLimit`, `OrderExceedsLimit`, `OrderValueCalculationFailed`,
 * `MissingRequiredField`.
 *
 * @example A fat-finger cap
 * ```ts
 * import { Engine } from "@openpit-ts/openpit";
 * import { buildOrderSizeLimit, OrderSizeBrokerBarrier } from "@openpit-ts/openpit/pretrade/policies";
 * import { assertEquals } from "@std/assert";
 *
 * const cap = new OrderSizeBrokerBarrier({ maxQuantity: "1000" });
 * const engine = Engine.builder().builtin(buildOrderSizeLimit().brokerBarrier(cap)).build();
 * const result = engine.startPreTrade({ operation: { tradeAmount: { quantity: "1001" } } });
 * assertEquals(result.rejects[0]?.details, "requested 1001, max allowed: 1000");
 * ```
 */
export function buildOrderSizeLimit(): OrderSizeLimitBuilder {
  return makeBuilder(EMPTY);
}

/** A builder with settings, which `builtin()` takes. */
export type OrderSizeLimitReadyBuilder = OrderSizeLimitBuilder & BuiltinPolicy<HasTradeAmount>;

const MAKER: unique symbol = Symbol();

interface Draft {
  readonly policyGroupId: number;
  readonly broker: SizeCaps | undefined;
  readonly assets: readonly AssetCaps[];
  readonly accountAssets: readonly AccountAssetCaps[];
}

const EMPTY: Draft = { policyGroupId: 0, broker: undefined, assets: [], accountAssets: [] };

function makePolicy(draft: Draft): OrderSizeLimitPolicy {
  return new OrderSizeLimitPolicy(draft.policyGroupId, {
    broker: brokerAxis(draft.broker),
    assets: assetAxis(draft.assets),
    accountAssets: accountAssetAxis(draft.accountAssets),
  });
}

let makeBuilder: (draft: Draft) => OrderSizeLimitReadyBuilder;

/** Settings of the order size limit; immutable, every call gives a new builder. */
export class OrderSizeLimitBuilder {
  // Keeps the class apart from look-alikes at compile time; not there at run time.
  declare private readonly brand: "OrderSizeLimitBuilder";
  readonly #draft: Draft;

  static {
    markLibraryClass(this, "OrderSizeLimitBuilder");
    defineToken(
      this as { readonly prototype: OrderSizeLimitBuilder },
      (builder) => #draft in builder ? makePolicy(builder.#draft) : undefined,
    );
    makeBuilder = (draft) => new OrderSizeLimitBuilder(MAKER, draft) as OrderSizeLimitReadyBuilder;
  }

  /** Made by `buildOrderSizeLimit()` only. @throws {TypeError} If called from outside. */
  private constructor(maker: symbol, draft: Draft) {
    if (maker !== MAKER) throw notConstructibleError("OrderSizeLimitBuilder");
    this.#draft = draft;
  }

  /** Name of the policy in rejects and in `configure()`. */
  static get NAME(): string {
    return ORDER_SIZE_LIMIT_NAME;
  }

  /** Sets the caps that hold for every order; replaces earlier ones. @throws {TypeError} If it is no such barrier. */
  brokerBarrier(barrier: OrderSizeBrokerBarrier): OrderSizeLimitReadyBuilder {
    const broker = readBarrier(barrier, "brokerBarrier", "OrderSizeBrokerBarrier", brokerBarrierIn);
    return makeBuilder({ ...this.#draft, broker });
  }

  /** Adds caps per asset. @throws {TypeError} If it is no list of such barriers. */
  assetBarriers(barriers: Iterable<OrderSizeAssetBarrier>): OrderSizeLimitReadyBuilder {
    const added = readBarriers(barriers, "assetBarriers", assetBarrierIn);
    return makeBuilder({ ...this.#draft, assets: [...this.#draft.assets, ...added] });
  }

  /** Adds caps per account and asset. @throws {TypeError} If it is no list of such barriers. */
  accountAssetBarriers(
    barriers: Iterable<OrderSizeAccountAssetBarrier>,
  ): OrderSizeLimitReadyBuilder {
    const added = readBarriers(barriers, "accountAssetBarriers", accountAssetBarrierIn);
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
