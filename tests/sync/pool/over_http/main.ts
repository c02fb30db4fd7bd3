/** A program of one who has the package from the web: a pool, a shard of which dies. The address of its engines is an argument. */
import type { OrderInit } from "@openpit-ts/openpit/model";
import { EnginePool } from "@openpit-ts/openpit/sync";
import process from "node:process";

const orderOf = (accountId: number, quantity: string): OrderInit => ({
  operation: {
    underlyingAsset: "AAPL",
    settlementAsset: "USD",
    accountId,
    side: "BUY",
    tradeAmount: { quantity },
    price: "1",
  },
});

const pool = await EnginePool.spawn({ size: 2, engine: process.argv[2] as string });
const accounts = Array.from({ length: 10 }, (_, account) => account);
const results = await pool.executePreTradeBatch(accounts.map((account) => orderOf(account, "1")));
process.stdout.write(`${results.filter(({ ok }) => ok).length} accepted\n`);
try {
  await pool.executePreTrade(orderOf(1, "666"));
} catch (error) {
  process.stdout.write(`${(error as Error).name}\n`);
}
process.stdout.write(`${pool.shards().filter(({ error }) => error === undefined).length} left\n`);
await pool.close();
