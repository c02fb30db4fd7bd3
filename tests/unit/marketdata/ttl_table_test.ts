import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { makeTtlCells, widerLifetime } from "../../../src/marketdata/_ttl_table.ts";
import type { Lifetime } from "../../../src/marketdata/quote_ttl.ts";

const ACCOUNT = 1n;
const GROUP = 7;
const DEFAULT_TTL = 8n;

/** What governs if the tiers of the given numbers (2 to 7) are set, each to its number unless told otherwise. */
function lookUp(
  tiers: readonly number[],
  group: number | undefined,
  account: bigint = ACCOUNT,
  value: (tier: number) => Lifetime = BigInt,
): Lifetime {
  const instrument = { ttls: makeTtlCells(), ttl: undefined as Lifetime | undefined };
  const service = { ttls: makeTtlCells(), defaultTtl: DEFAULT_TTL };
  const writers = [
    () => instrument.ttls.byGroup.set(GROUP, value(2)),
    () => instrument.ttls.byGroup.set(0, value(3)),
    () => service.ttls.byAccount.set(ACCOUNT, value(4)),
    () => service.ttls.byGroup.set(GROUP, value(5)),
    () => service.ttls.byGroup.set(0, value(6)),
    () => instrument.ttl = value(7),
  ];
  for (const tier of tiers) writers[tier - 2]?.();
  return widerLifetime(instrument, service, account, group);
}

describe("widerLifetime()", () => {
  it("takes the first tier that is set, for every set of tiers", () => {
    for (let bits = 0; bits < 64; bits++) {
      const tiers = [2, 3, 4, 5, 6, 7].filter((tier) => bits & (1 << (tier - 2)));
      assertEquals(lookUp(tiers, GROUP), BigInt(tiers[0] ?? 8), String(tiers));
    }
  });

  it("skips the tiers of the group for a reader without one", () => {
    assertEquals(lookUp([2, 5, 7], undefined), 7n);
    assertEquals(lookUp([2, 3, 5, 7], undefined), 3n);
    assertEquals(lookUp([2, 5, 6, 7], undefined), 6n);
    assertEquals(lookUp([2, 5], undefined), DEFAULT_TTL);
  });

  it("skips the tiers of other accounts and groups", () => {
    assertEquals(lookUp([2, 4, 5, 7], 9, 2n), 7n);
    assertEquals(lookUp([2, 3, 4, 5, 6, 7], 9, 2n), 3n);
  });

  it("reads the default group's cells for a reader in the default group", () => {
    assertEquals([lookUp([2, 3, 4], 0), lookUp([2, 5, 6], 0, 2n)], [3n, 6n]);
  });

  it("stops at an infinite cell and at one of zero", () => {
    const infinite = (tier: number): Lifetime => tier === 2 ? "infinite" : BigInt(tier);
    assertEquals(lookUp([2, 4, 7], GROUP, ACCOUNT, infinite), "infinite");
    assertEquals(lookUp([4, 7], GROUP, ACCOUNT, (tier) => tier === 4 ? 0n : 99n), 0n);
  });
});
