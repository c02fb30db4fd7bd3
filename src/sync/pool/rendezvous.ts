const C1 = 0xcc9e2d51;
const C2 = 0x1b873593;

const scratch = new DataView(new ArrayBuffer(8));

/**
 * Which of `count` shards an account belongs to: the one whose hash of (account, shard) is the largest, of equal ones the first.
 * The hash is MurmurHash3_x86_32 of the account's 8 bytes, little endian, seeded with the shard's index. When shards are added, only
 * the accounts that the new ones take move. O(count), no allocation. Source: docs/semantics.md rule SYN-20.
 */
export function shardOfAccount(account: bigint, count: number): number {
  if (count === 1) return 0;
  scratch.setBigUint64(0, account);
  const low = scrambled(scratch.getUint32(4));
  const high = scrambled(scratch.getUint32(0));
  let shard = 0;
  let largest = weight(low, high, 0);
  for (let index = 1; index < count; index++) {
    const candidate = weight(low, high, index);
    if (candidate > largest) {
      largest = candidate;
      shard = index;
    }
  }
  return shard;
}

/** What MurmurHash3 makes of one word of input before the seed comes in: the same for every shard. */
function scrambled(word: number): number {
  const mixed = Math.imul(word, C1);
  return Math.imul((mixed << 15) | (mixed >>> 17), C2);
}

function weight(low: number, high: number, seed: number): number {
  // The last step before the final mix takes in the length of the input, 8 bytes.
  let hash = stirred(stirred(seed, low), high) ^ 8;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function stirred(hash: number, word: number): number {
  const mixed = hash ^ word;
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
}
