import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  type Buckets,
  clearBuckets,
  makeBuckets,
  type QuoteRecord,
  sharedRecord,
} from "../../../src/marketdata/_buckets.ts";
import { WIDEST } from "./_kit.ts";

const NO_PRICES = { mark: undefined, bid: undefined, ask: undefined };

/** Records are told apart by when they were published. */
function record(publishedAtNs: bigint): QuoteRecord {
  return { quote: NO_PRICES, publishedAtNs, sourceAgeNs: 0n };
}

function filled({ group, everyone }: Record<string, boolean>): Buckets {
  const buckets = makeBuckets();
  if (group) buckets.byGroup.set(7, record(7n));
  if (everyone) buckets.byGroup.set(0, record(100n));
  return buckets;
}

const BOTH = { group: true, everyone: true };

describe("sharedRecord()", () => {
  it("tries the group's bucket, then that for everyone if the resolution allows it", () => {
    const then = "ACCOUNT_THEN_GROUP";
    const rows = [
      [BOTH, 7, then, 7n],
      [BOTH, 7, WIDEST, 7n],
      [BOTH, undefined, then, undefined],
      [BOTH, undefined, WIDEST, 100n],
      [BOTH, 8, then, undefined],
      [BOTH, 8, WIDEST, 100n],
      // The bucket of the default group is the one for everyone.
      [BOTH, 0, then, 100n],
      [BOTH, 0, WIDEST, 100n],
      [{ everyone: true }, 7, then, undefined],
      [{ everyone: true }, 7, WIDEST, 100n],
      [{}, 7, WIDEST, undefined],
      [{}, 0, WIDEST, undefined],
    ] as const;
    assertEquals(
      rows.map(([held, group, resolution]) =>
        sharedRecord(filled(held), group, resolution)?.publishedAtNs
      ),
      rows.map(([, , , expected]) => expected),
    );
  });
});

describe("clearBuckets()", () => {
  it("empties every bucket", () => {
    const buckets = filled(BOTH);
    buckets.byAccount.set(1n, record(1n));
    clearBuckets(buckets);
    assertEquals([buckets.byAccount.size, buckets.byGroup.size], [0, 0]);
  });
});
