/**
 * The built-in policies: builders, barriers and limits.
 *
 * @module
 */
export {
  OrderSizeAccountAssetBarrier,
  OrderSizeAssetBarrier,
  OrderSizeBrokerBarrier,
  OrderSizeLimit,
  type OrderSizeLimitInit,
} from "./order_size_barriers.ts";
export {
  buildOrderSizeLimit,
  OrderSizeLimitBuilder,
  type OrderSizeLimitReadyBuilder,
} from "./order_size_limit_builder.ts";
export {
  buildOrderValidation,
  OrderValidationBuilder,
  type OrderValidationReadyBuilder,
} from "./order_validation.ts";
export {
  RateLimit,
  RateLimitAccountAssetBarrier,
  RateLimitAccountBarrier,
  RateLimitAssetBarrier,
  RateLimitBrokerBarrier,
  type RateLimitInit,
} from "./rate_limit_barriers.ts";
export {
  buildRateLimit,
  RateLimitBuilder,
  type RateLimitReadyBuilder,
} from "./rate_limit_builder.ts";
export type { BuiltinPolicy } from "../internal.ts";
export type {
  AccountPnlOptions,
  OrderSizeLimitOptions,
  PnlBoundsKillswitchOptions,
  RateLimitOptions,
} from "./configure_options.ts";
export {
  type PnlBoundInput,
  PnlBoundsAccountAssetBarrier,
  PnlBoundsAccountAssetBarrierUpdate,
  PnlBoundsBrokerBarrier,
} from "./pnl_bounds_barriers.ts";
export {
  buildPnlBoundsKillswitch,
  PnlBoundsKillswitchBuilder,
  type PnlBoundsKillswitchReadyBuilder,
} from "./pnl_bounds_killswitch_builder.ts";
export {
  buildSpotFunds,
  buildSpotFundsPnlBoundsKillswitch,
  type SpotFundsAccountGroupLimitMode,
  type SpotFundsAccountLimitMode,
  type SpotFundsAccountPnlOptions,
  SpotFundsBuilder,
  SpotFundsLimitMode,
  type SpotFundsOptions,
  type SpotFundsOrderNeeds,
  SpotFundsOverride,
  SpotFundsPnlBoundsAccountBarrier,
  SpotFundsPnlBoundsAccountGroupBarrier,
  type SpotFundsPnlBoundsAxis,
  SpotFundsPnlBoundsBarrier,
  SpotFundsPnlBoundsKillswitchBuilder,
  type SpotFundsPnlBoundsKillswitchOptions,
  type SpotFundsPnlBoundsKillswitchReadyBuilder,
  type SpotFundsPnlBoundsTiers,
  type SpotFundsPositionLimit,
  SpotFundsPricingSource,
  type SpotFundsReadyBuilder,
  type SpotFundsReportNeeds,
} from "./spot_funds/mod.ts";
