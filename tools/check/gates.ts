/**
 * The gates of the project in their order. A gate is a command that must succeed; the comparison of the hosts stands between the two lists.
 */
import { readFileSync } from "node:fs";
import { readJunit } from "../../tests/hosts/junit.ts";
import { BINARIES } from "./binaries.ts";
import { CHROMIUM, CHROMIUM_LIMIT_MS, whyNoChromium } from "./chromium.ts";
import { COVERAGE } from "./hosts.ts";

/** How many cases passed and failed. */
export interface Count {
  readonly passed: number;
  readonly failed: number;
}

/** A command that must succeed. */
export interface Gate {
  readonly name: string;
  /** Absent: this platform has no such binary. */
  readonly command: string | undefined;
  readonly args: readonly string[];
  /** Reads the cases once the command has ended, from its output or its report. A gate without counts as one case. */
  readonly count?: (output: string) => Count;
  /** Why it can't run here, if so; asked when its turn comes. Absent: it can run wherever there is the command. */
  readonly whyNot?: () => Promise<string | undefined>;
  /** After how many milliseconds it is killed; absent: never. */
  readonly limitMs?: number;
  /** Lines of the output that are worth showing when all is well. */
  readonly show?: RegExp;
}

type Runtime = "deno" | "bun" | "node24";

/** The vector files that must pass to the last line, by name. It grows as policies are built. */
const REQUIRED_VECTORS: readonly string[] = [
  "param",
  "engine",
  "policies",
  "market_data",
  "spot_funds",
  "spot_funds_axes",
];
/** Lines, branches and functions of src that the run on Deno must reach, in percent. */
const COVERAGE_MIN = 95;

const RUNTIMES: readonly Runtime[] = ["deno", "bun", "node24"];
const MAP = ["--no-lock", "--import-map", "tests/std/import_map.json"];

const exported: readonly string[] = Object.values(
  (JSON.parse(readFileSync("deno.json", "utf8")) as { exports: Record<string, string> }).exports,
);

/** What must hold before any test counts. */
export const STATIC_GATES: readonly Gate[] = [
  deno("format", ["fmt", "--check"]),
  deno("lint", ["lint"]),
  deno("types of the whole tree", ["check", ...MAP, "."]),
  deno("types of src without host types", [
    ...["check", "--config", "tools/check/bare.deno.json", ...exported],
  ]),
  {
    name: "types of src under tsc",
    command: "node",
    args: ["node_modules/typescript/bin/tsc", "-p", "tools/check/tsconfig.json"],
  },
  deno("doc comments of every export", ["doc", "--lint", ...exported]),
  deno("publishable", ["publish", "--dry-run", "--allow-dirty"]),
];

/** Suites that run on Deno only, or that run other runtimes themselves. */
export const SUITE_GATES: readonly Gate[] = [
  {
    ...deno("coverage of the run on Deno", [
      ...["coverage", COVERAGE, "--include=/src/", `--threshold=${COVERAGE_MIN}`],
    ]),
    show: /^.*All files.*$/m,
  },
  denoTests("examples in doc comments", ["--doc", "mod.ts", "src"]),
  denoTests("texts of the documents", ["tests/docs"]),
  denoTests("conformance runner", ["tests/conformance"]),
  ...RUNTIMES.map((runtime): Gate => ({
    ...program(`conformance on ${runtime}`, runtime, [
      ...["tests/conformance/run.ts", "--require", REQUIRED_VECTORS.join(",")],
    ]),
    count: countRequired,
    show: /^\S+: \d+ passed, \d+ failed$/gm,
  })),
  // A fresh seed each time; the line that is shown names it.
  ...RUNTIMES.map((runtime): Gate => ({
    ...program(`random commands against the model on ${runtime}`, runtime, [
      ...["tests/model/run.ts", "--steps", "20000"],
    ]),
    show: /^seeds .*$/m,
  })),
  ...RUNTIMES.map((runtime) => runtimeTests("threads", runtime, "tests/sync")),
  pageTests("plain", ["tests/hosts/pages/any.ts", "tests/hosts/pages/plain.ts"]),
  pageTests("isolated", [
    ...["tests/hosts/pages/any.ts", "tests/hosts/pages/isolated.ts"],
    ...["matrix", "linearizability", "kill"].map((name) => `tests/sync/${name}_test.ts`),
  ]),
  inChromium(denoTests("example page in chromium", ["tests/hosts/example_page.ts"])),
  denoTests("installed package", ["tests/package"]),
  denoTests("examples", ["tests/examples"]),
  ...RUNTIMES.map((runtime) => program(`demo on ${runtime}`, runtime, ["examples/replay_tape.ts"])),
  ...RUNTIMES.map((runtime) =>
    program(`rate and kill switch on ${runtime}`, runtime, ["examples/rate_pnl_killswitch.ts"])
  ),
  ...RUNTIMES.map((runtime) =>
    program(`policy of one's own on ${runtime}`, runtime, ["examples/custom_policy.ts"])
  ),
  ...RUNTIMES.map((runtime) =>
    program(`audit trail on ${runtime}`, runtime, ["examples/audit_trail.ts"])
  ),
  ...RUNTIMES.map((runtime) =>
    program(`spot funds on ${runtime}`, runtime, ["examples/spot_funds.ts"])
  ),
  ...RUNTIMES.map((runtime) =>
    program(`spot tables on ${runtime}`, runtime, ["examples/spot_tables.ts"])
  ),
  ...RUNTIMES.map((runtime) =>
    program(`shared engine on ${runtime}`, runtime, ["examples/shared_engine.ts"])
  ),
  ...RUNTIMES.map((runtime) => program(`pool on ${runtime}`, runtime, ["examples/pool.ts"])),
  ...RUNTIMES.map((runtime) =>
    program(`benches on ${runtime}`, runtime, ["bench/run.ts", "--smoke"])
  ),
  denoTests("test machinery", ["tests/std", "tests/hosts"]),
  denoTests("shape of the repository", ["tests/tidy_test.ts"]),
];

function deno(name: string, args: readonly string[]): Gate {
  return { name, command: BINARIES.deno, args };
}

/** A program that runs unchanged on Deno, Bun and Node. */
function program(name: string, runtime: Runtime, args: readonly string[]): Gate {
  const launch = runtime === "deno" ? ["run", "-A", "--no-lock", "--no-check"] : [];
  return { name, command: BINARIES[runtime], args: [...launch, ...args] };
}

/** Test files for Deno alone; types are checked by an earlier gate. */
function denoTests(name: string, args: readonly string[]): Gate {
  const report = reportOf(name);
  return {
    ...deno(name, ["test", "-A", "--no-check", ...MAP, `--junit-path=${report}`, ...args]),
    count: () => countCases(report),
  };
}

/** The test files of a folder on one runtime. */
function runtimeTests(suite: string, runtime: Runtime, folder: string): Gate {
  const name = `${suite} on ${runtime}`;
  if (runtime === "deno") return denoTests(name, [folder]);
  const report = reportOf(name);
  const args = runtime === "bun"
    ? ["test", "--reporter=junit", `--reporter-outfile=${report}`, `./${folder}`]
    : [
      ...["--import", "./tests/std/node.mjs", "--test", "--test-reporter=junit"],
      ...[`--test-reporter-destination=${report}`, `${folder}/**/*_test.ts`],
    ];
  return { name, command: BINARIES[runtime], args, count: () => countCases(report) };
}

/** Test files inside a page of Chromium. */
function pageTests(kind: "plain" | "isolated", files: readonly string[]): Gate {
  const name = `threads in chromium, ${kind} page`;
  const report = reportOf(name);
  const gate = program(name, "deno", ["tests/hosts/chromium.ts", CHROMIUM, kind, report, ...files]);
  return inChromium({ ...gate, count: () => countCases(report) });
}

function inChromium(gate: Gate): Gate {
  return { ...gate, whyNot: whyNoChromium, limitMs: CHROMIUM_LIMIT_MS, show: /^Chromium .*$/m };
}

function reportOf(name: string): string {
  return `.tmp/gates/${name.replaceAll(" ", "_")}.xml`;
}

function countCases(report: string): Count {
  const cases = readJunit(readFileSync(report, "utf8"));
  const failed = cases.filter(({ failure }) => failure !== undefined).length;
  return { passed: cases.length - failed, failed };
}

/** Lines of the required vector files; the others are shown, and not yet counted. */
function countRequired(output: string): Count {
  const count = { passed: 0, failed: 0 };
  for (
    const [, name = "", passed, failed] of output.matchAll(
      /^(\w+)\S*: (\d+) passed, (\d+) failed$/gm,
    )
  ) {
    if (!REQUIRED_VECTORS.includes(name)) continue;
    count.passed += Number(passed);
    count.failed += Number(failed);
  }
  return count;
}
