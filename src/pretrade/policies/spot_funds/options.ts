import type { PnlHaltReason } from "../../../model/internal.ts";
import type {
  AccountGroupIdInput,
  AccountIdInput,
  DecimalInput,
  Pnl,
  Quantity,
} from "../../../param/mod.ts";
import type {
  SpotFundsPnlBoundsAccountBarrier,
  SpotFundsPnlBoundsAccountGroupBarrier,
  SpotFundsPnlBoundsBarrier,
} from "./barriers.ts";
import type { SpotFundsOverride } from "./override.ts";
import type {
  SpotFundsLimitMode,
  SpotFundsPnlBoundsAxis,
  SpotFundsPricingSource,
} from "./constants.ts";

/** The limit mode of an account; an entry without `mode` says nothing, null takes the mode away. */
export interface SpotFundsAccountLimitMode {
  /** Whose. */
  readonly accountId: AccountIdInput;
  /** Which. */
  readonly mode?: SpotFundsLimitMode | null | undefined;
}

/** The limit mode of a group; an entry without `mode` says nothing, null takes the mode away. */
export interface SpotFundsAccountGroupLimitMode {
  /** Whose. */
  readonly accountGroupId: AccountGroupIdInput;
  /** Which. */
  readonly mode?: SpotFundsLimitMode | null | undefined;
}

/** The largest position, long or short, that orders of an account may lead to; null takes the limit away. */
export interface SpotFundsPositionLimit {
  /** Whose. */
  readonly accountId: AccountIdInput;
  /** In which asset, settlement assets included. */
  readonly asset: string;
  /** How much; equal to it passes. */
  readonly limit: Quantity | DecimalInput | null;
}

/** What `configure().spotFunds()` takes: what is left out stays, lists merge entry by entry. */
export interface SpotFundsOptions {
  /** Slippage of market orders, in hundredths of a percent. */
  readonly globalSlippageBps?: number | null | undefined;
  /** Which quotes price market orders. */
  readonly pricingSource?: SpotFundsPricingSource | null | undefined;
  /** Other slippages; one without a slippage takes an earlier one away. */
  readonly overrides?: Iterable<SpotFundsOverride> | null | undefined;
  /** Whether orders need the funds that they may cost. */
  readonly globalLimitMode?: SpotFundsLimitMode | null | undefined;
  /** The same for accounts. */
  readonly accountLimitModes?: Iterable<SpotFundsAccountLimitMode> | null | undefined;
  /** The same for groups. */
  readonly accountGroupLimitModes?: Iterable<SpotFundsAccountGroupLimitMode> | null | undefined;
  /** The largest positions. */
  readonly positionLimits?: Iterable<SpotFundsPositionLimit> | null | undefined;
}

/** Bounds of three tiers: a tier that is left out stays, a list replaces it, null takes those of everyone away. */
export interface SpotFundsPnlBoundsTiers {
  /** For everyone. */
  readonly globalBarrier?: SpotFundsPnlBoundsBarrier | null | undefined;
  /** For groups. */
  readonly accountGroupBarriers?:
    | Iterable<SpotFundsPnlBoundsAccountGroupBarrier>
    | null
    | undefined;
  /** For accounts. */
  readonly accountBarriers?: Iterable<SpotFundsPnlBoundsAccountBarrier> | null | undefined;
}

/** What `configure().spotFundsPnlBoundsKillswitch()` takes: bounds on what is realized, and on four other figures. */
export interface SpotFundsPnlBoundsKillswitchOptions extends SpotFundsPnlBoundsTiers {
  /** Bounds on unrealized and total profit or loss, of accounts and of positions. */
  readonly axes?:
    | Readonly<Partial<Record<SpotFundsPnlBoundsAxis, SpotFundsPnlBoundsTiers | null | undefined>>>
    | null
    | undefined;
}

/** What `configure().setSpotFundsAccountPnl()` takes. */
export interface SpotFundsAccountPnlOptions {
  /** Whose profit or loss to set. */
  readonly account: AccountIdInput;
  /** The new value, or why there is none. */
  readonly state: Pnl | DecimalInput | PnlHaltReason;
}
