import { isPlainRecord, type PlainRecord, typeError } from "../../../param/internal.ts";
import { ConfigurationRefused } from "../../internal.ts";
import { optionalBarriers, readBarrier } from "../barriers.ts";
import { accountBarrierIn, groupBarrierIn, type KeyedBounds, spotBarrierIn } from "./barriers.ts";
import type { Bounds, BoundsTiers } from "./bounds.ts";
import type { SpotFundsPnlBoundsAxis } from "./constants.ts";
import { AXES, type BoundsSettings } from "./settings.ts";

/** What replaces the tiers of one set of bounds: undefined leaves a tier as it is. */
export interface TiersUpdate {
  /** Null takes the bounds of everyone away. */
  readonly everyone: Bounds | null | undefined;
  readonly groups: readonly KeyedBounds<number>[] | undefined;
  readonly accounts: readonly KeyedBounds<bigint>[] | undefined;
}

/**
 * Reads an update of `configure().spotFundsPnlBoundsKillswitch()` and gives what it makes of bounds. Reading comes first, because it may run
 * code of the caller's that changes the settings. Source: docs/semantics.md rule SPF-19.
 *
 * @throws {TypeError} If a tier holds something else than its barriers. @throws {ConfigurationRefused} If a barrier bounds nothing; from the update.
 */
export function readBoundsUpdate(
  options: PlainRecord,
): (settings: BoundsSettings) => BoundsSettings {
  const realized = readTiers(options);
  const axes = readAxes(options.axes);
  return (settings) => {
    const updated = { ...settings, realized: withTiers(settings.realized, realized) };
    for (const axis of AXES) updated[axis] = withTiers(settings[axis], axes[axis]);
    return updated;
  };
}

/** Replaces tiers; the last of two entries for one key wins. @throws {ConfigurationRefused} If a barrier bounds nothing. */
export function withTiers(tiers: BoundsTiers, update: TiersUpdate | undefined): BoundsTiers {
  if (update === undefined) return tiers;
  const { everyone, groups, accounts } = update;
  return {
    everyone: everyone === undefined
      ? tiers.everyone
      : everyone === null
      ? undefined
      : checked(everyone),
    groups: groups === undefined ? tiers.groups : keyed(groups),
    accounts: accounts === undefined ? tiers.accounts : keyed(accounts),
  };
}

function readTiers(options: PlainRecord): TiersUpdate {
  const { globalBarrier } = options;
  return {
    everyone: globalBarrier === undefined || globalBarrier === null
      ? globalBarrier
      : readBarrier(globalBarrier, "globalBarrier", "SpotFundsPnlBoundsBarrier", spotBarrierIn),
    groups: optionalBarriers(options.accountGroupBarriers, "accountGroupBarriers", groupBarrierIn),
    accounts: optionalBarriers(options.accountBarriers, "accountBarriers", accountBarrierIn),
  };
}

function readAxes(value: unknown): Partial<Record<SpotFundsPnlBoundsAxis, TiersUpdate>> {
  const axes: Partial<Record<SpotFundsPnlBoundsAxis, TiersUpdate>> = {};
  if (value === undefined || value === null) return axes;
  if (!isPlainRecord(value)) throw typeError("axes must be a plain object");
  for (const key of Object.keys(value)) {
    // A misspelt axis would be a kill switch that is never armed.
    if (!(AXES as readonly string[]).includes(key)) {
      throw typeError(`axes.${key} is none of ${AXES.join(", ")}`);
    }
  }
  for (const axis of AXES) {
    const options = value[axis];
    if (options === undefined || options === null) continue;
    if (!isPlainRecord(options)) throw typeError(`axes.${axis} must be a plain object`);
    axes[axis] = readTiers(options);
  }
  return axes;
}

function keyed<Key>(entries: readonly KeyedBounds<Key>[]): ReadonlyMap<Key, Bounds> {
  return new Map(entries.map(({ key, bounds }) => [key, checked(bounds)]));
}

function checked(bounds: Bounds): Bounds {
  if (bounds.lower === undefined && bounds.upper === undefined) {
    throw new ConfigurationRefused("spot-funds P&L bounds must configure at least one bound");
  }
  return bounds;
}
