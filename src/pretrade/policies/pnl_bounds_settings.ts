import type { PlainRecord } from "../../param/internal.ts";
import { ConfigurationRefused } from "../internal.ts";
import { AccountAssetMap } from "./account_asset_map.ts";
import { optionalBarriers } from "./barriers.ts";
import {
  type AccountAssetBounds,
  type AssetBounds,
  pnlAccountBarrierUpdateIn,
  type PnlBounds,
  pnlBrokerBarrierIn,
} from "./pnl_bounds_barriers.ts";

/** The axes of the P&L kill switch, keyed for a look-up per order. Replaced as a whole, never changed in place. */
export interface PnlBoundsSettings {
  readonly broker: ReadonlyMap<string, PnlBounds>;
  readonly accounts: AccountAssetMap<PnlBounds>;
}

/** Keys both axes; the last of two entries for one key wins. @throws {ConfigurationRefused} If an entry bounds nothing or there is none. */
export function boundsAxes(
  broker: readonly AssetBounds[],
  accounts: readonly AccountAssetBounds[],
): PnlBoundsSettings {
  return requireBarrier({ broker: brokerBounds(broker), accounts: accountBounds(accounts) });
}

/**
 * Reads an update of `configure()` and gives what it makes of settings; an axis that is left out stays. The broker axis is applied first, and there
 * must be a barrier after each of the two. Reading comes first, because it may run code of the caller's that changes the settings.
 *
 * @throws {TypeError} If an axis holds something else than its barriers.
 * @throws {ConfigurationRefused} If the settings can't work.
 */
export function readBoundsUpdate(
  options: PlainRecord,
): (settings: PnlBoundsSettings) => PnlBoundsSettings {
  const broker = optionalBarriers(options.brokerBarriers, "brokerBarriers", pnlBrokerBarrierIn);
  const accounts = optionalBarriers(
    options.accountBarriers,
    "accountBarriers",
    pnlAccountBarrierUpdateIn,
  );
  return (settings) => {
    let updated = settings;
    if (broker !== undefined) {
      updated = requireBarrier({ ...updated, broker: brokerBounds(broker) });
    }
    if (accounts !== undefined) {
      updated = requireBarrier({ ...updated, accounts: accountBounds(accounts) });
    }
    return updated;
  };
}

function brokerBounds(entries: readonly AssetBounds[]): PnlBoundsSettings["broker"] {
  return new Map(entries.map((entry) => [entry.asset, checked(entry)]));
}

function accountBounds(entries: readonly AccountAssetBounds[]): PnlBoundsSettings["accounts"] {
  const axis = new AccountAssetMap<PnlBounds>();
  for (const entry of entries) axis.set(entry.account, entry.asset, checked(entry));
  return axis;
}

function checked({ asset, bounds }: AssetBounds): PnlBounds {
  if (bounds.lower === undefined && bounds.upper === undefined) {
    throw new ConfigurationRefused(
      `at least one of lower_bound or upper_bound must be configured for settlement asset ${asset}`,
    );
  }
  return bounds;
}

function requireBarrier(settings: PnlBoundsSettings): PnlBoundsSettings {
  if (settings.broker.size === 0 && settings.accounts.isEmpty) {
    throw new ConfigurationRefused(
      "at least one broker or account+asset barrier must be configured",
    );
  }
  return settings;
}
