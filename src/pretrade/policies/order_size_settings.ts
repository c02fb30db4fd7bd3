import type { PlainRecord } from "../../param/internal.ts";
import { ConfigurationRefused } from "../internal.ts";
import { AccountAssetMap } from "./account_asset_map.ts";
import { brokerUpdate, optionalBarriers } from "./barriers.ts";
import {
  accountAssetBarrierIn,
  type AccountAssetCaps,
  assetBarrierIn,
  type AssetCaps,
  brokerBarrierIn,
  type SizeCaps,
} from "./order_size_barriers.ts";

/** The axes of the order size limit, keyed for a look-up per order. Replaced as a whole, never changed in place. */
export interface OrderSizeSettings {
  readonly broker: SizeCaps | undefined;
  readonly assets: ReadonlyMap<string, SizeCaps>;
  readonly accountAssets: AccountAssetMap<SizeCaps>;
}

/** Checks the broker axis. @throws {ConfigurationRefused} If it caps nothing. */
export function brokerAxis(caps: SizeCaps | undefined): SizeCaps | undefined {
  if (caps !== undefined) requireCap(caps);
  return caps;
}

/** Keys the asset axis. @throws {ConfigurationRefused} If an entry caps nothing or an asset stands twice. */
export function assetAxis(entries: readonly AssetCaps[]): OrderSizeSettings["assets"] {
  const axis = new Map<string, SizeCaps>();
  for (const { asset, caps } of entries) {
    requireCap(caps);
    if (axis.has(asset)) {
      throw new ConfigurationRefused(`duplicate asset barrier for asset ${asset}`);
    }
    axis.set(asset, caps);
  }
  return axis;
}

/** Keys the account+asset axis. @throws {ConfigurationRefused} If an entry caps nothing or a pair stands twice. */
export function accountAssetAxis(
  entries: readonly AccountAssetCaps[],
): OrderSizeSettings["accountAssets"] {
  const axis = new AccountAssetMap<SizeCaps>();
  for (const { account, asset, caps } of entries) {
    requireCap(caps);
    if (axis.get(account, asset) !== undefined) {
      throw new ConfigurationRefused(`duplicate account+asset barrier for asset ${asset}`);
    }
    axis.set(account, asset, caps);
  }
  return axis;
}

/**
 * Reads an update of `configure()` and gives what it makes of settings; axes that are left out stay. Reading comes first, because it may
 * run code of the caller's that changes the settings.
 *
 * @throws {TypeError} If an axis holds something else than its barriers.
 * @throws {ConfigurationRefused} If an axis can't work: broker first, then asset, account+asset.
 */
export function readSizeUpdate(
  options: PlainRecord,
): (settings: OrderSizeSettings) => OrderSizeSettings {
  const broker = brokerUpdate(options, "OrderSizeBrokerBarrier", brokerBarrierIn);
  const assets = optionalBarriers(options.assetBarriers, "assetBarriers", assetBarrierIn);
  const accountAssets = optionalBarriers(
    options.accountAssetBarriers,
    "accountAssetBarriers",
    accountAssetBarrierIn,
  );
  return (settings) => ({
    broker: broker === undefined ? settings.broker : brokerAxis(broker ?? undefined),
    assets: assets === undefined ? settings.assets : assetAxis(assets),
    accountAssets: accountAssets === undefined
      ? settings.accountAssets
      : accountAssetAxis(accountAssets),
  });
}

function requireCap(caps: SizeCaps): void {
  if (caps.quantity === undefined && caps.notional === undefined) {
    throw new ConfigurationRefused(
      "at least one of max_quantity or max_notional must be configured",
    );
  }
}
