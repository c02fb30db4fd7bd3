/**
 * The same test files on every host: unit, property and model suites. Each host reports its cases (`it`), and all must have run and passed
 * equally many.
 */
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { type CaseReport, readJunit } from "../../tests/hosts/junit.ts";
import { BINARIES } from "./binaries.ts";
import { CHROMIUM, CHROMIUM_LIMIT_MS, whyNoChromium } from "./chromium.ts";
import { run } from "./process.ts";

/** What a host made of the suites. */
export interface HostResult {
  readonly host: string;
  readonly version: string;
  readonly passed: readonly string[];
  readonly failed: readonly CaseReport[];
  readonly seconds: number;
}

/** A host that can't be had on this platform, and why. */
export interface HostSkip {
  readonly host: string;
  readonly reason: string;
}

interface Host {
  readonly name: string;
  readonly binary: string | undefined;
  readonly versionArgs?: readonly string[];
  /** What carries out the arguments, if not the binary itself. */
  readonly runner?: string | undefined;
  readonly argsFor: (report: string) => readonly string[];
  /** Why it can't run here, if so; asked when its turn comes. */
  readonly whyNot?: () => Promise<string | undefined>;
  /** After how many milliseconds it is killed; absent: never. */
  readonly limitMs?: number;
}

/** Where the run on Deno leaves its coverage. */
export const COVERAGE = "coverage";

const REPORTS = ".tmp/hosts";
const SUITES = ["./tests/unit", "./tests/property", "./tests/model"];
const GLOBS = SUITES.map((suite) => `${suite.slice(2)}/**/*_test.ts`);
const DENO_RUN = ["run", "-A", "--no-check", "--no-lock"];

/** Another order of the cases in each run; printed, so that a failure can be had again. */
const SHUFFLE = Math.floor(Math.random() * 1_000_000);

const HOSTS: readonly Host[] = [
  {
    name: "Deno",
    binary: BINARIES.deno,
    // Without any permission: the library touches nothing.
    argsFor: (report) => [
      ...["test", "--no-check", "--no-lock", "--no-prompt", "--parallel", `--shuffle=${SHUFFLE}`],
      "--v8-flags=--expose-gc",
      ...[`--coverage=${COVERAGE}`, "--coverage-raw-data-only", `--junit-path=${report}`],
      ...["--import-map", "tests/std/import_map.json", ...SUITES],
    ],
  },
  {
    name: "Bun",
    binary: BINARIES.bun,
    argsFor: (report) => [
      ...["test", "--reporter=junit", `--reporter-outfile=${report}`, ...SUITES],
    ],
  },
  {
    name: "Node 24",
    binary: BINARIES.node24,
    // One process for all files, as under Bun: twelve times as fast. Deno and Node 20 give each file its own.
    argsFor: (report) => [
      ...["--expose-gc", "--import", "./tests/std/node.mjs", "--test", "--test-isolation=none"],
      ...["--test-reporter=junit", `--test-reporter-destination=${report}`, ...GLOBS],
    ],
  },
  {
    name: "Node 20",
    binary: BINARIES.node20,
    runner: BINARIES.deno,
    argsFor: (report) => [
      ...[...DENO_RUN, "tests/hosts/node20.ts", BINARIES.node20 ?? "", report, ...GLOBS],
    ],
  },
  ...["plain", "nodejs_compat"].map((kind): Host => ({
    name: `workerd, ${kind}`,
    binary: BINARIES.deno,
    versionArgs: [...DENO_RUN, "tests/hosts/workerd.ts", "--version"],
    argsFor: (report) => [...DENO_RUN, "tests/hosts/workerd.ts", kind, report, ...GLOBS],
  })),
  ...["plain", "isolated"].map((kind): Host => ({
    name: `chromium, ${kind} page`,
    binary: CHROMIUM,
    runner: BINARIES.deno,
    argsFor: (report) => [
      ...[...DENO_RUN, "tests/hosts/chromium.ts", CHROMIUM, kind, report, ...GLOBS],
    ],
    whyNot: whyNoChromium,
    limitMs: CHROMIUM_LIMIT_MS,
  })),
];

/** Runs the suites on every host whose name holds a text, one after the other: two cores are soon busy. */
export async function runHosts(wanted: string): Promise<readonly (HostResult | HostSkip)[]> {
  for (const folder of [REPORTS, COVERAGE]) rmSync(folder, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });
  const results: (HostResult | HostSkip)[] = [];
  for (const host of HOSTS) if (host.name.includes(wanted)) results.push(await runHost(host));
  return results;
}

/** The results as a table, with the failures and the differences between hosts below it. */
export function describeHosts(results: readonly (HostResult | HostSkip)[]): readonly string[] {
  const ran = results.filter((result) => "passed" in result);
  const row = (cells: readonly (string | number)[]): string =>
    cells.map((cell, at) => at < 2 ? `${cell}`.padEnd(26) : `${cell}`.padStart(8)).join("");
  const table = results.map((result) =>
    "reason" in result
      ? `${result.host.padEnd(26)}skipped: ${result.reason}`
      : row([result.host, ...[result.version, result.passed.length, result.failed.length], ...[
        result.seconds.toFixed(1),
      ]])
  );
  const failures = ran.flatMap(({ host, failed }) =>
    failed.map(({ name, failure }) => `${host}: ${name}\n${failure}`)
  );
  return [
    row(["host", "version", "passed", "failed", "seconds"]),
    ...table,
    `${ran.length} hosts ran, with ${hasEqualNumbers(results) ? "equal" : "DIFFERENT"} numbers ` +
    `(order on Deno: --shuffle=${SHUFFLE})`,
    ...differences(ran),
    ...failures,
  ];
}

/** True if every host that ran has passed the same number of cases, and more than none. */
export function hasEqualNumbers(results: readonly (HostResult | HostSkip)[]): boolean {
  const numbers = new Set<number>();
  for (const result of results) if ("passed" in result) numbers.add(result.passed.length);
  return numbers.size === 1 && !numbers.has(0);
}

/** Which cases have passed on the first host or on another one, but not on both. */
function differences(ran: readonly HostResult[]): readonly string[] {
  const [first, ...others] = ran.map(({ host, passed }) => ({
    host,
    names: new Set(passed.map((name) => name.replace(/\(seeds? [^)]*\)/, "(seed)"))),
  }));
  if (first === undefined) return [];
  return others.flatMap(({ host, names }) => [
    ...[...first.names].filter((name) => !names.has(name))
      .map((name) => `only on ${first.host}, not on ${host}: ${name}`),
    ...[...names].filter((name) => !first.names.has(name))
      .map((name) => `only on ${host}, not on ${first.host}: ${name}`),
  ]);
}

async function runHost(host: Host): Promise<HostResult | HostSkip> {
  if (host.binary === undefined) {
    return { host: host.name, reason: "no binary for this platform" };
  }
  const reason = await host.whyNot?.();
  if (reason !== undefined) return { host: host.name, reason };
  const printed = await run(host.binary, host.versionArgs ?? ["--version"]);
  const version = /\d+(\.\d+){2,}/.exec(printed.output)?.[0] ?? "unknown";
  const report = `${REPORTS}/${host.name.replace(/\W+/g, "_")}.xml`;
  const ending = await run(
    host.runner ?? host.binary,
    host.argsFor(report),
    undefined,
    host.limitMs,
  );
  const cases = readReport(report);
  const failed = cases.filter(({ failure }) => failure !== undefined);
  // A host that ends badly has failed, whatever it reported.
  if (failed.length === 0 && !ending.isOk) failed.push({ name: "(run)", failure: ending.output });
  const passed = cases.flatMap(({ name, failure }) => failure === undefined ? [name] : []);
  return { host: host.name, version, passed, failed, seconds: ending.seconds };
}

function readReport(file: string): CaseReport[] {
  try {
    return readJunit(readFileSync(file, "utf8"));
  } catch {
    return []; // No report: no case has run.
  }
}
