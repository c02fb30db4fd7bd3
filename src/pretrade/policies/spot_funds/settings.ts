import type { Decimal } from "../../../internal/decimal/mod.ts";
import { AccountAssetMap } from "../account_asset_map.ts";
import { type BoundsTiers, NO_BOUNDS } from "./bounds.ts";
import type {
  SpotFundsLimitMode,
  SpotFundsPnlBoundsAxis,
  SpotFundsPricingSource,
} from "./constants.ts";

/** The slippages of one instrument, in hundredths of a percent. */
export interface InstrumentSlippage {
  readonly everyone: number | undefined;
  readonly accounts: ReadonlyMap<bigint, number>;
  readonly groups: ReadonlyMap<number, number>;
}

/** The four sets of bounds that look at open positions, in the order in which they are judged. */
export const AXES: readonly SpotFundsPnlBoundsAxis[] = [
  "accountUnrealized",
  "accountTotal",
  "positionUnrealized",
  "positionTotal",
];

/** Every set of bounds. */
export type BoundsSettings = Readonly<Record<"realized" | SpotFundsPnlBoundsAxis, BoundsTiers>>;

/** All that `configure()` can change. Replaced as a whole, never changed in place. */
export interface SpotFundsSettings {
  readonly slippageBps: number;
  readonly pricingSource: SpotFundsPricingSource;
  readonly overrides: ReadonlyMap<bigint, InstrumentSlippage>;
  readonly limitMode: SpotFundsLimitMode;
  readonly accountModes: ReadonlyMap<bigint, SpotFundsLimitMode>;
  readonly groupModes: ReadonlyMap<number, SpotFundsLimitMode>;
  readonly positionLimits: AccountAssetMap<Decimal>;
  readonly bounds: BoundsSettings;
}

/** Settings of a policy that nobody has set anything of. */
export function defaultSettings(limitMode: SpotFundsLimitMode): SpotFundsSettings {
  return {
    slippageBps: 0,
    pricingSource: "Mark",
    overrides: new Map(),
    limitMode,
    accountModes: new Map(),
    groupModes: new Map(),
    positionLimits: new AccountAssetMap(),
    bounds: {
      realized: NO_BOUNDS,
      accountUnrealized: NO_BOUNDS,
      accountTotal: NO_BOUNDS,
      positionUnrealized: NO_BOUNDS,
      positionTotal: NO_BOUNDS,
    },
  };
}

/** The mode for an account: its own, else its group's, else that of everyone. */
export function limitModeOf(
  settings: SpotFundsSettings,
  account: bigint,
  group: number | undefined,
): SpotFundsLimitMode {
  return settings.accountModes.get(account) ??
    (group === undefined ? undefined : settings.groupModes.get(group)) ?? settings.limitMode;
}

/** The slippage of an order: for instrument and account, instrument and group, instrument, else that of everyone. */
export function slippageOf(
  settings: SpotFundsSettings,
  instrument: bigint,
  account: bigint,
  group: number | undefined,
): number {
  const override = settings.overrides.get(instrument);
  if (override === undefined) return settings.slippageBps;
  return override.accounts.get(account) ??
    (group === undefined ? undefined : override.groups.get(group)) ??
    override.everyone ?? settings.slippageBps;
}

/** Whether a setting names the account. */
export function namesAccount(settings: SpotFundsSettings, account: bigint): boolean {
  return settings.accountModes.has(account) ||
    settings.positionLimits.ofAccount(account) !== undefined ||
    Object.values(settings.bounds).some((tiers) => tiers.accounts.has(account)) ||
    [...settings.overrides.values()].some((override) => override.accounts.has(account));
}
