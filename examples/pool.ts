/**
 * As many engines as there are cores: each account belongs to one shard, each shard to one thread.
 *
 * deno run -A examples/pool.ts (or with bun, or with Node 24)
 */
import type { OrderInit } from "@openpit-ts/openpit/model";
import { EnginePool } from "@openpit-ts/openpit/sync";
import process from "node:process";

const SHARDS = 2;
const ACCOUNTS = 8;
const BATCHES = 100;
const BATCH = 256;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Order number so-and-so of a stream: the accounts in turn, one order in 16 too large. */
function orderOf(number: number): OrderInit {
  return {
    operation: {
      underlyingAsset: "AAPL",
      settlementAsset: "USD",
      accountId: `desk-${number % ACCOUNTS}`,
      side: "BUY",
      tradeAmount: { quantity: number % 16 === 7 ? "600" : "10" },
      price: "185.50",
    },
  };
}

/** A stream of orders, checked by batches: one message per shard and batch. */
async function stream(pool: EnginePool): Promise<void> {
  const began = performance.now();
  const counts = { accepted: 0, refused: 0 };
  const reasons = new Map<string, number>();
  for (let batch = 0; batch < BATCHES; batch++) {
    const orders = Array.from({ length: BATCH }, (_, at) => orderOf(batch * BATCH + at));
    const results = await pool.executePreTradeBatch(orders); // in the order of the orders
    for (const { ok, rejects } of results) {
      counts[ok ? "accepted" : "refused"]++;
      for (const { code } of rejects) reasons.set(code, (reasons.get(code) ?? 0) + 1);
    }
    await pool.commitBatch(results.flatMap(({ reservation }) => reservation ?? []));
  }
  const seconds = (performance.now() - began) / 1000;
  print(`${BATCHES} batches of ${BATCH}: ${counts.accepted} accepted, ${counts.refused} refused`);
  for (const [code, count] of reasons) print(`  ${code}: ${count}`);
  print(`Timing: ${Math.round(BATCHES * BATCH / seconds)} orders per second`);
}

await using pool = await EnginePool.spawn({
  size: SHARDS,
  engine: new URL("./pool/risk.ts", import.meta.url),
});

print("Accounts by shard, the same on every machine");
const accounts = Array.from({ length: ACCOUNTS }, (_, number) => `desk-${number}`);
for (const { index } of pool.shards()) {
  print(`  ${index}: ${accounts.filter((account) => pool.shardOf(account) === index).join(" ")}`);
}

await stream(pool);

// What concerns a group goes to all shards: its accounts may be on any of them.
await pool.accounts().registerGroup(accounts, 7);
await pool.accounts().blockGroup(7, "venue is down");
const results = await pool.executePreTradeBatch(accounts.map((_, number) => orderOf(number)));
const passed = results.filter(({ ok }) => ok).length;
print(`With their group blocked: ${passed} of ${accounts.length} accounts pass`);
