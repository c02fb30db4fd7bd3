import type { AccountIdInput, DecimalInput, Pnl } from "../../param/mod.ts";
import type {
  OrderSizeAccountAssetBarrier,
  OrderSizeAssetBarrier,
  OrderSizeBrokerBarrier,
} from "./order_size_barriers.ts";
import type {
  PnlBoundsAccountAssetBarrierUpdate,
  PnlBoundsBrokerBarrier,
} from "./pnl_bounds_barriers.ts";
import type {
  RateLimitAccountAssetBarrier,
  RateLimitAccountBarrier,
  RateLimitAssetBarrier,
  RateLimitBrokerBarrier,
} from "./rate_limit_barriers.ts";

/** What `configure().rateLimit()` takes: an axis that is left out stays, a list replaces it. */
export interface RateLimitOptions {
  /** The limit on all orders together. */
  readonly broker?: RateLimitBrokerBarrier | null | undefined;
  /** Whether to remove it. */
  readonly clearBroker?: boolean | undefined;
  /** The limits per settlement asset. */
  readonly assetBarriers?: Iterable<RateLimitAssetBarrier> | null | undefined;
  /** The limits per account. */
  readonly accountBarriers?: Iterable<RateLimitAccountBarrier> | null | undefined;
  /** The limits per account and settlement asset. */
  readonly accountAssetBarriers?: Iterable<RateLimitAccountAssetBarrier> | null | undefined;
}

/** What `configure().orderSizeLimit()` takes: an axis that is left out stays, a list replaces it. */
export interface OrderSizeLimitOptions {
  /** The caps that hold for every order. */
  readonly broker?: OrderSizeBrokerBarrier | null | undefined;
  /** Whether to remove them. */
  readonly clearBroker?: boolean | undefined;
  /** The caps per asset. */
  readonly assetBarriers?: Iterable<OrderSizeAssetBarrier> | null | undefined;
  /** The caps per account and asset. */
  readonly accountAssetBarriers?: Iterable<OrderSizeAccountAssetBarrier> | null | undefined;
}

/** What `configure().pnlBoundsKillswitch()` takes: an axis that is left out stays, a list replaces it. */
export interface PnlBoundsKillswitchOptions {
  /** The bounds for each account per settlement asset. */
  readonly brokerBarriers?: Iterable<PnlBoundsBrokerBarrier> | null | undefined;
  /** The bounds for single accounts. */
  readonly accountBarriers?: Iterable<PnlBoundsAccountAssetBarrierUpdate> | null | undefined;
}

/** What `configure().setAccountPnl()` takes. */
export interface AccountPnlOptions {
  /** Whose sum to set. */
  readonly account: AccountIdInput;
  /** In which settlement asset. */
  readonly settlementAsset: string;
  /** The new sum. */
  readonly pnl: Pnl | DecimalInput;
}
