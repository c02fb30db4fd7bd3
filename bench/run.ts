/**
 * Runs the benches on the runtime that runs this file, or on all of them.
 *
 * deno task bench [--only param|pretrade|scale|memory|spot_funds|sync|fast_path] [--json] [--smoke] [--all-runtimes [--repeat N]]
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { cpus } from "node:os";
import process from "node:process";
import { parseArgs } from "node:util";
import { type Bench, measureBench, type Probe, type Row } from "./_measure.ts";
import { compareTable, figuresTable, medianRun, type Run, runTable, titleOf } from "./_report.ts";
import { runEverywhere } from "./_runtimes.ts";

// Loaded when asked for: a suite should meet only the code it needs.
const SUITES: Readonly<Record<string, () => Promise<(Bench | Probe)[]>>> = {
  param: async () => (await import("./param.ts")).paramBenches(),
  pretrade: async () => (await import("./pretrade.ts")).pretradeBenches(),
  scale: async () => (await import("./scale.ts")).scaleBenches(),
  memory: async () => (await import("./memory.ts")).memoryProbes(),
  spot_funds: async () => (await import("./spot_funds.ts")).spotFundsBenches(),
  sync: async () => (await import("./sync.ts")).syncBenches(),
  fast_path: async () => (await import("./decimal_fast_path.ts")).fastPathBenches(),
};

const { values: options } = parseArgs({
  options: {
    "all-runtimes": { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    only: { type: "string" },
    repeat: { type: "string", default: "1" },
    smoke: { type: "boolean", default: false },
  },
});

if (options["all-runtimes"]) print(await onAllRuntimes(), allRuntimesText);
else print(await onThisRuntime(), options.smoke ? smokeText : runText);

async function onThisRuntime(): Promise<Run> {
  const rows: Row[] = [];
  for (const suite of chosenSuites()) {
    const benches = await (SUITES[suite] as () => Promise<(Bench | Probe)[]>)();
    for (const bench of benches) rows.push(await measureBench(bench, options.smoke));
  }
  return { ...identity(), cpu: cpus()[0]?.model ?? "unknown", commit: commit(), rows };
}

/** Each round goes through all runtimes, so that a busy minute of the machine hits them alike. */
async function onAllRuntimes(): Promise<Run[]> {
  const roundCount = Number(options.repeat);
  if (!Number.isInteger(roundCount) || roundCount < 1) {
    throw new RangeError(`Cannot repeat "${options.repeat}" times: expected a positive integer`);
  }
  const suites = chosenSuites();
  const flags = options.smoke ? ["--smoke"] : [];
  const rounds: Run[][] = [];
  for (let round = 0; round < roundCount; round++) {
    rounds.push(await runEverywhere(suites, flags));
  }
  const [first = [], ...others] = rounds;
  return first.map((run, host) => medianRun([run, ...others.map((round) => round[host] as Run)]));
}

function chosenSuites(): string[] {
  const names = Object.keys(SUITES);
  if (options.only === undefined) return names;
  if (names.includes(options.only)) return [options.only];
  throw new RangeError(`Cannot run suite "${options.only}": expected one of ${names.join(", ")}`);
}

function identity(): { runtime: string; version: string } {
  const versions: Record<string, string | undefined> = process.versions;
  const runtime = ["deno", "bun"].find((name) => versions[name] !== undefined) ?? "node";
  return { runtime, version: versions[runtime] as string };
}

function commit(): string {
  const git = (...args: string[]): string =>
    spawnSync("git", args, { encoding: "utf8" }).stdout?.trim() ?? "";
  const hash = git("rev-parse", "--short", "--verify", "HEAD");
  if (hash === "") return "none";
  return git("status", "--porcelain", "--", "src") === "" ? hash : `${hash} with changes`;
}

function allRuntimesText(runs: readonly Run[]): string {
  if (options.smoke) return runs.map(smokeText).join("\n");
  return `${runs.map(titleOf).join("\n")}\n\n${compareTable(runs)}\n\n${figuresTable(runs)}`;
}

function runText(run: Run): string {
  return `${runTable(run)}\n\n${figuresTable([run])}`;
}

function smokeText(run: Run): string {
  return `${run.runtime} ${run.version}: ${run.rows.length} benches ran`;
}

function print<T>(result: T, toText: (result: T) => string): void {
  process.stdout.write(`${options.json ? JSON.stringify(result, null, 2) : toText(result)}\n`);
}
