/**
 * The long run: `deno run -A --no-lock --import-map tests/std/import_map.json tests/sync/kill_run.ts [threads] [seed]`. Prints its seed and what it saw.
 */
import process from "node:process";
import { killThreads } from "./_kill.ts";

const [threads = "1000", seed = `${1 + Date.now() % 1_000_000}`] = process.argv.slice(2);
const begun = performance.now();
const report = await killThreads(Number(threads), Number(seed), 4);
const seconds = ((performance.now() - begun) / 1000).toFixed(1);
const { accepted, committed, rolledBack } = report;
process.stdout.write(
  `${threads} threads killed, seed ${seed}, ${seconds} s: ${accepted} holds = ${committed} committed + ${rolledBack} rolled back; ` +
    "final holdings equal the replay\n",
);
process.exit(0);
