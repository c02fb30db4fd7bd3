import { DEFAULT_GROUP } from "./_buckets.ts";
import type { Lifetime } from "./quote_ttl.ts";

/** Times to live by who reads, for one instrument or for all of them. A missing cell is not set. */
export interface TtlCells {
  readonly byAccount: Map<bigint, Lifetime>;
  readonly byGroup: Map<number, Lifetime>;
}

/** Cells of which none is set. */
export function makeTtlCells(): TtlCells {
  return { byAccount: new Map(), byGroup: new Map() };
}

/** Cells of one instrument. */
export interface InstrumentTtls {
  readonly ttls: TtlCells;
  /** For every reader who has nothing narrower. */
  ttl: Lifetime | undefined;
}

/** Cells of a whole service. */
export interface ServiceTtls {
  readonly ttls: TtlCells;
  /** For everything else. */
  readonly defaultTtl: Lifetime;
}

/**
 * The time to live that governs a read unless the instrument has one for the very account (tier 1): the first of the other seven
 * cells that is set, infinite ones included.
 *
 * It depends on who reads, not on the bucket that the quote came from. What is set for readers of any instrument (tiers 4 to 6)
 * beats what is set for the instrument (tier 7).
 */
export function widerLifetime(
  instrument: Readonly<InstrumentTtls>,
  service: ServiceTtls,
  account: bigint,
  group: number | undefined,
): Lifetime {
  return forGroup(instrument.ttls, group) ??
    service.ttls.byAccount.get(account) ??
    forGroup(service.ttls, group) ??
    instrument.ttl ??
    service.defaultTtl;
}

/** Two tiers: the reader's group, then the default group. */
function forGroup(cells: TtlCells, group: number | undefined): Lifetime | undefined {
  const own = group === undefined ? undefined : cells.byGroup.get(group);
  return own ?? cells.byGroup.get(DEFAULT_GROUP);
}
