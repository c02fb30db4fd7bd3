/**
 * The conservation property over as many steps as one likes: `deno task conserve [--steps N] [--seed N]`. A failure
 * prints its seed and its smallest history. On Bun with `--preload ./tests/std/bun.mjs`, on Node 24 with
 * `--import ./tests/std/node.mjs`.
 */
import * as fc from "fast-check";
import process from "node:process";
import { parseArgs } from "node:util";
import { conservation } from "./_spot_conservation.ts";

/** Long enough for orders to pile up, short enough to be shrunk. */
const HISTORY = 250;

const { values } = parseArgs({
  options: {
    steps: { type: "string", default: "200000" },
    seed: { type: "string", default: String(Math.floor(Math.random() * 2 ** 31)) },
  },
});
const [steps, seed] = [values.steps, values.seed].map((text) => {
  if (/^\d{1,12}$/.test(text)) return Number(text);
  throw new RangeError(`Cannot use "${text}": a count is needed`);
}) as [number, number];

// Half of the steps under each set of rules.
const numRuns = Math.ceil(steps / HISTORY / 2);
for (const isDisciplined of [false, true]) {
  const title = isDisciplined ? "disciplined" : "anything goes";
  fc.assert(conservation({ isDisciplined }, HISTORY, HISTORY), { seed, numRuns });
  process.stdout.write(`ok    ${title}: seed ${seed}, ${numRuns * HISTORY} steps\n`);
}
