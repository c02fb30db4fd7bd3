/** The spot funds policy: what `pretrade/policies` shows of it. */
export {
  SpotFundsPnlBoundsAccountBarrier,
  SpotFundsPnlBoundsAccountGroupBarrier,
  SpotFundsPnlBoundsBarrier,
} from "./barriers.ts";
export {
  buildSpotFunds,
  SpotFundsBuilder,
  type SpotFundsOrderNeeds,
  type SpotFundsReadyBuilder,
  type SpotFundsReportNeeds,
} from "./builder.ts";
export {
  SpotFundsLimitMode,
  type SpotFundsPnlBoundsAxis,
  SpotFundsPricingSource,
} from "./constants.ts";
export {
  buildSpotFundsPnlBoundsKillswitch,
  SpotFundsPnlBoundsKillswitchBuilder,
  type SpotFundsPnlBoundsKillswitchReadyBuilder,
} from "./killswitch_builder.ts";
export type {
  SpotFundsAccountGroupLimitMode,
  SpotFundsAccountLimitMode,
  SpotFundsAccountPnlOptions,
  SpotFundsOptions,
  SpotFundsPnlBoundsKillswitchOptions,
  SpotFundsPnlBoundsTiers,
  SpotFundsPositionLimit,
} from "./options.ts";
export { SpotFundsOverride } from "./override.ts";
