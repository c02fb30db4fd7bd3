import type { PlainRecord } from "../../param/internal.ts";
import { ConfigurationRefused, type LimitShare } from "../internal.ts";
import { AccountAssetMap } from "./account_asset_map.ts";
import { brokerUpdate, optionalBarriers } from "./barriers.ts";
import {
  type AccountAssetRate,
  type AccountRate,
  type AssetRate,
  rateAccountAssetBarrierIn,
  rateAccountBarrierIn,
  rateAssetBarrierIn,
  rateBrokerBarrierIn,
  type RateCap,
} from "./rate_limit_barriers.ts";

const WINDOW_MAX_NS = 18446744073709551615n;

/** The axes of the rate limit, keyed for a look-up per order. Replaced as a whole, never changed in place. */
export interface RateLimitSettings {
  readonly broker: RateCap | undefined;
  readonly assets: ReadonlyMap<string, RateCap>;
  readonly accounts: ReadonlyMap<bigint, RateCap>;
  readonly accountAssets: AccountAssetMap<RateCap>;
}

/** Checks the broker axis. @throws {ConfigurationRefused} If the window can't be used. */
export function brokerRates(cap: RateCap | undefined): RateCap | undefined {
  return cap === undefined ? undefined : checked(cap);
}

/** Keys the asset axis; the last of two entries for one asset wins. @throws {ConfigurationRefused} If a window can't be used. */
export function assetRates(entries: readonly AssetRate[]): RateLimitSettings["assets"] {
  return new Map(entries.map(({ asset, cap }) => [asset, checked(cap)]));
}

/** Keys the account axis; the last of two entries for one account wins. @throws {ConfigurationRefused} If a window can't be used. */
export function accountRates(entries: readonly AccountRate[]): RateLimitSettings["accounts"] {
  return new Map(entries.map(({ account, cap }) => [account, checked(cap)]));
}

/** Keys the account+asset axis; the last of two entries for one pair wins. @throws {ConfigurationRefused} If a window can't be used. */
export function accountAssetRates(
  entries: readonly AccountAssetRate[],
): RateLimitSettings["accountAssets"] {
  const axis = new AccountAssetMap<RateCap>();
  for (const { account, asset, cap } of entries) axis.set(account, asset, checked(cap));
  return axis;
}

/**
 * One engine's part of the limits that all accounts share: the orders are dealt out one by one, so that the parts add up to the
 * whole. Limits of an account stay, since one engine has all of its orders.
 *
 * @throws {ConfigurationRefused} If there is such a limit and it must not be split.
 */
export function sharedRates(settings: RateLimitSettings, share: LimitShare): RateLimitSettings {
  const { broker, assets } = settings;
  if (broker === undefined && assets.size === 0) return settings;
  if (!share.isSplit) {
    throw new ConfigurationRefused(
      `rate limit of a broker or an asset spans the accounts of ${share.count} shards, and splitGlobalLimits is not set`,
    );
  }
  return {
    ...settings,
    broker: broker === undefined ? undefined : partOf(broker, share),
    assets: new Map(Array.from(assets, ([asset, cap]) => [asset, partOf(cap, share)])),
  };
}

function partOf(cap: RateCap, { index, count }: LimitShare): RateCap {
  const rest = cap.maxOrders % count;
  const part = (cap.maxOrders - rest) / count + (index < rest ? 1 : 0);
  return { maxOrders: part, windowNs: cap.windowNs };
}

/**
 * Reads an update of `configure()` and gives what it makes of settings; axes that are left out stay. Reading comes first, because it may
 * run code of the caller's that changes the settings.
 *
 * @throws {TypeError} If an axis holds something else than its barriers.
 * @throws {ConfigurationRefused} If a window can't be used: broker first, then asset, account, account+asset.
 */
export function readRateUpdate(
  options: PlainRecord,
): (settings: RateLimitSettings) => RateLimitSettings {
  const broker = brokerUpdate(options, "RateLimitBrokerBarrier", rateBrokerBarrierIn);
  const assets = optionalBarriers(options.assetBarriers, "assetBarriers", rateAssetBarrierIn);
  const accounts = optionalBarriers(
    options.accountBarriers,
    "accountBarriers",
    rateAccountBarrierIn,
  );
  const accountAssets = optionalBarriers(
    options.accountAssetBarriers,
    "accountAssetBarriers",
    rateAccountAssetBarrierIn,
  );
  return (settings) => ({
    broker: broker === undefined ? settings.broker : brokerRates(broker ?? undefined),
    assets: assets === undefined ? settings.assets : assetRates(assets),
    accounts: accounts === undefined ? settings.accounts : accountRates(accounts),
    accountAssets: accountAssets === undefined
      ? settings.accountAssets
      : accountAssetRates(accountAssets),
  });
}

function checked(cap: RateCap): RateCap {
  if (cap.windowNs <= 0n || cap.windowNs > WINDOW_MAX_NS) {
    throw new ConfigurationRefused(
      `rate limit window must be positive and fit in u64 nanoseconds, got ${
        durationText(cap.windowNs)
      }`,
    );
  }
  return cap;
}

const UNITS: readonly (readonly [bigint, string])[] = [
  [1_000_000_000n, "s"],
  [1_000_000n, "ms"],
  [1_000n, "µs"],
  [1n, "ns"],
];

/** A duration in the largest unit that gives at least 1, without trailing zeros: `1.5ms`, `7200s`. */
export function durationText(nanoseconds: bigint): string {
  const [size, unit] = UNITS.find(([ns]) => nanoseconds >= ns) ?? [1n, "ns"];
  const fraction = (nanoseconds % size).toString().padStart(`${size}`.length - 1, "0");
  const digits = fraction.replace(/0+$/, "");
  return `${nanoseconds / size}${digits === "" ? "" : `.${digits}`}${unit}`;
}
