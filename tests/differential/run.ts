/**
 * Records random scenarios from the native reference with a fresh seed and replays them here:
 * `run.ts TOPIC [--seed N] [--steps N] [--keep]`.
 *
 * Exit code 0: no difference; 1: a difference; 2: bad arguments or a broken recorder; 3: not run.
 */
import { randomInt } from "node:crypto";
import { rmSync } from "node:fs";
import { join, relative } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { run } from "../../tools/check/process.ts";
import { NotRun, Oracle, type Topic } from "./oracle.ts";

const TOPICS: readonly Topic[] = [
  {
    name: "policies",
    recorder: "record_policies.py",
    args: (file) => ["--count", "40", "--random-only", "--name", file],
    hasClock: true,
  },
  {
    name: "engine",
    recorder: "record_engine.py",
    args: (file) => ["--count", "100", "--random-only", "--name", file],
    hasClock: false,
  },
  {
    name: "spot_funds",
    recorder: "record_spot_funds.py",
    // Long streams of common numbers, and short ones at the limits of the number type.
    args: (file) => ["--count", "20", "--extreme", "60", "--no-handwritten", "--file", file],
    hasClock: false,
  },
];
const USAGE = `run.ts ${TOPICS.map(({ name }) => name).join("|")} [--seed N] [--steps N] [--keep]`;
const STEPS = "5000";
const FOLDER = fileURLToPath(new URL("../../.tmp/differential/", import.meta.url));
const REPLAY = fileURLToPath(new URL("../conformance/run.ts", import.meta.url));

interface Options {
  readonly topic: Topic;
  readonly seed: number;
  /** How many steps to compare at least. */
  readonly steps: number;
  /** Whether recordings without a difference stay as well. */
  readonly keep: boolean;
}

function parseOptions(args: readonly string[]): Options {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      seed: { type: "string", default: String(randomInt(2 ** 31)) },
      steps: { type: "string", default: STEPS },
      keep: { type: "boolean", default: false },
    },
  });
  const topic = TOPICS.find(({ name }) => name === positionals[0]);
  if (topic === undefined || positionals.length > 1) throw new Error(`usage: ${USAGE}`);
  const [seed, steps] = [values.seed, values.steps].map((text) => {
    if (!/^\d{1,12}$/.test(text)) throw new Error(`"${text}" is no count; usage: ${USAGE}`);
    return Number(text);
  });
  return { topic, seed: seed!, steps: steps!, keep: values.keep };
}

/** Call by call, each with the seed after the last one, until the steps are enough or one differs. */
async function compare({ topic, seed: first, steps: wanted, keep }: Options): Promise<boolean> {
  const oracle = await Oracle.prepare(topic, FOLDER);
  let scenarios = 0;
  let steps = 0;
  let seed = first;
  do {
    const folder = join(FOLDER, topic.name, String(seed));
    rmSync(folder, { recursive: true, force: true });
    const recording = await oracle.record(folder, seed);
    scenarios += recording.scenarios;
    steps += recording.steps;
    const { isOk, output } = await replay(folder);
    if (!isOk) {
      print(`${output}FAILED ${topic.name}: seed ${seed}, recorded in ${relative(".", folder)}`);
      return false;
    }
    print(
      `ok ${topic.name}: seed ${seed}, ${recording.scenarios} scenarios, ${recording.steps} steps`,
    );
    if (!keep) rmSync(folder, { recursive: true });
    seed++;
  } while (steps < wanted);
  const seeds = `seeds ${first} to ${seed - 1}`;
  print(`${topic.name}: ${seeds}, ${scenarios} scenarios, ${steps} steps, no difference`);
  return true;
}

/** On the runtime that runs this; of the differences only the first is shown. */
function replay(folder: string): Promise<{ isOk: boolean; output: string }> {
  const flags = "deno" in process.versions ? ["run", "-A", "--no-lock", "--no-check"] : [];
  return run(process.execPath, [...flags, REPLAY, folder, "--show", "1"]);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  const options = parseOptions(process.argv.slice(2));
  print(`${options.topic.name}: seed ${options.seed}, at least ${options.steps} steps`);
  process.exitCode = (await compare(options)) ? 0 : 1;
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  print(error instanceof NotRun ? `not run: ${message}` : message);
  process.exitCode = error instanceof NotRun ? 3 : 2;
}
