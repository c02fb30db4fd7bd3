/**
 * Compares the engine with the model on random commands: `run.ts [--seed N] [--steps N] [--seeds K]`.
 *
 * Exit code 0: no difference; 1: a difference; 2: bad arguments.
 */
import process from "node:process";
import { parseArgs } from "node:util";
import { search } from "./search.ts";

const USAGE = "run.ts [--seed N] [--steps N] [--seeds K]";

interface Options {
  /** The first seed; the others follow it. */
  readonly seed: number;
  readonly seeds: number;
  /** Steps per seed, at least. */
  readonly steps: number;
}

function parseOptions(args: readonly string[]): Options {
  const fresh = String(Math.floor(Math.random() * 2 ** 31));
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: "string", default: fresh },
      seeds: { type: "string", default: "1" },
      steps: { type: "string", default: "5000" },
    },
  });
  const [seed, seeds, steps] = [values.seed, values.seeds, values.steps].map((text) => {
    if (!/^\d{1,12}$/.test(text)) throw new Error(`"${text}" is no count; usage: ${USAGE}`);
    return Number(text);
  });
  return { seed: seed!, seeds: seeds!, steps: steps! };
}

function compare({ seed: first, seeds, steps }: Options): boolean {
  let total = 0;
  for (let seed = first; seed < first + seeds; seed++) {
    const ran = search(seed, { steps });
    total += ran.steps;
    if (ran.found !== undefined) {
      print(`FAILED seed ${seed}, after ${total} steps; again: --seed ${ran.found.seed}`);
      print(ran.found.text);
      return false;
    }
    print(`ok seed ${seed}, ${ran.steps} steps`);
  }
  print(`seeds ${first} to ${first + seeds - 1}, ${total} steps, no difference`);
  return true;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  process.exitCode = compare(parseOptions(process.argv.slice(2))) ? 0 : 1;
} catch (error) {
  print(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
