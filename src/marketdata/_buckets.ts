import type { QuoteData } from "./quote.ts";
import type { QuoteResolutionValue } from "./quote_resolution.ts";

/** Number of the group of every account that is in no other one. */
export const DEFAULT_GROUP = 0;

/** A published quote. Replaced as a whole, never changed. */
export interface QuoteRecord {
  readonly quote: QuoteData;
  /** Reading of the service's clock at publication. */
  readonly publishedAtNs: bigint;
  /** How old the quote was already. */
  readonly sourceAgeNs: bigint;
}

/** The quotes of one instrument by whom they are for; those for everyone are those of the default group. */
export interface Buckets {
  readonly byAccount: Map<bigint, QuoteRecord>;
  readonly byGroup: Map<number, QuoteRecord>;
}

/** Buckets without quotes. */
export function makeBuckets(): Buckets {
  return { byAccount: new Map(), byGroup: new Map() };
}

/** The record that a reader without a quote of its own gets: of the first bucket that holds one, whatever that is. */
export function sharedRecord(
  buckets: Buckets,
  group: number | undefined,
  resolution: Exclude<QuoteResolutionValue, "ACCOUNT_ONLY">,
): QuoteRecord | undefined {
  const record = group === undefined ? undefined : buckets.byGroup.get(group);
  if (record !== undefined || resolution === "ACCOUNT_THEN_GROUP") return record;
  return buckets.byGroup.get(DEFAULT_GROUP);
}

/** Drops every quote. */
export function clearBuckets(buckets: Buckets): void {
  buckets.byAccount.clear();
  buckets.byGroup.clear();
}
