/** A program that starts a pool, uses it, and forgets it. */
import process from "node:process";
import { EnginePool } from "../../../src/sync/mod.ts";

const engine = new URL("./limits.ts", import.meta.url);
const pool = await EnginePool.spawn({ size: 2, engine });
process.stdout.write(`${(await pool.policies()).length} policies\n`);
