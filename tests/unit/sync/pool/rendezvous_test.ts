import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { AccountId } from "../../../../src/param/mod.ts";
import { shardOfAccount } from "../../../../src/sync/pool/rendezvous.ts";

// Worked out by another implementation (MurmurHash3_x86_32 on bytes, in another language, proven on its published test values).
// The columns: 2, 3, 4, 8 and 16 shards.
const COUNTS = [2, 3, 4, 8, 16];
const KNOWN: readonly (readonly [account: bigint, shards: readonly number[]])[] = [
  [0n, [1, 1, 1, 1, 8]],
  [1n, [1, 1, 1, 5, 5]],
  [2n, [1, 1, 1, 1, 1]],
  [3n, [1, 1, 1, 6, 6]],
  [42n, [0, 0, 3, 4, 12]],
  [4294967295n, [1, 1, 3, 3, 3]],
  [4294967296n, [1, 1, 1, 1, 1]],
  [9223372036854775808n, [1, 2, 2, 2, 10]],
  [18446744073709551615n, [1, 2, 3, 7, 7]],
  [AccountId.fromString("acc-1").value, [1, 1, 1, 1, 8]],
  [AccountId.fromString("desk-7").value, [1, 1, 1, 5, 15]],
  [AccountId.fromString("omnibus").value, [1, 1, 3, 6, 6]],
];
const SEED = 20_240_607;
const ACCOUNT = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });

describe("shardOfAccount()", () => {
  it("is the published hash: the largest of MurmurHash3_x86_32(account, shard)", () => {
    for (const [account, shards] of KNOWN) {
      assertEquals(COUNTS.map((count) => shardOfAccount(account, count)), shards, `${account}`);
    }
  });
  it("has one answer for one shard", () => {
    for (const [account] of KNOWN) assertEquals(shardOfAccount(account, 1), 0);
  });
  it(`moves accounts to new shards only, never between old ones (seed ${SEED})`, () => {
    const property = fc.property(ACCOUNT, fc.integer({ min: 1, max: 40 }), (account, count) => {
      const before = shardOfAccount(account, count);
      const after = shardOfAccount(account, count + 1);
      assert(after === before || after === count);
    });
    fc.assert(property, { seed: SEED, numRuns: 500 });
  });
  const ids: Readonly<Record<string, (index: number) => bigint>> = {
    "numbers in a row": (index) => BigInt(index),
    "multiples of a thousand": (index) => BigInt(index) * 1000n,
    "numbers that differ in the upper half only": (index) => BigInt(index) << 32n,
    "texts": (index) => AccountId.fromString(`desk-${index}`).value,
  };
  for (const [what, idOf] of Object.entries(ids)) {
    it(`deals ${what} out evenly`, () => {
      for (const count of [2, 3, 8]) {
        const sizes = Array<number>(count).fill(0);
        for (let index = 0; index < 8000; index++) {
          const shard = shardOfAccount(idOf(index), count);
          sizes[shard] = (sizes[shard] as number) + 1;
        }
        // Six standard deviations of a fair deal.
        const slack = 6 * Math.sqrt(8000 * (1 / count) * (1 - 1 / count));
        for (const size of sizes) assert(Math.abs(size - 8000 / count) < slack, `${sizes}`);
      }
    });
  }
});
