import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import type { Run } from "./_report.ts";

/** How to start the runner on one runtime. */
interface Host {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const RUNNER = join(ROOT, "bench", "run.ts");
const BUNDLE = join(ROOT, ".tmp", "bench", "run.mjs");

/**
 * Runs the suites on every installed runtime, one after the other, and gives what each runtime measured. A suite has a
 * process of its own, so that none meets code that another one made the compiler give up on.
 */
export async function runEverywhere(
  suites: readonly string[],
  flags: readonly string[],
): Promise<Run[]> {
  return (await hosts()).map((host) => {
    const runs = suites.map((suite) => runOn(host, ["--only", suite, "--json", ...flags]));
    return { ...runs[0] as Run, rows: runs.flatMap(({ rows }) => rows) };
  });
}

function runOn(host: Host, args: readonly string[]): Run {
  process.stderr.write(`${host.name} ${args.join(" ")}\n`);
  const { status, stdout } = spawnSync(host.command, [...host.args, ...args], {
    cwd: ROOT,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) {
    throw new Error(`Cannot run the benches on ${host.name}: exit status ${status}`);
  }
  return JSON.parse(stdout) as Run;
}

async function hosts(): Promise<Host[]> {
  const found: Host[] = [];
  const add = (name: string, command: string | undefined, args: readonly string[]): void => {
    if (command !== undefined) found.push({ name, command, args });
    else process.stderr.write(`${name} is not installed: left out\n`);
  };
  const deno = installed("", "deno", "bin.cjs") ?? installed(".bin", "deno");
  const denoArgs = ["run", "-A", "--no-check", "--v8-flags=--expose-gc", RUNNER];
  add("Deno", process.versions["deno"] === undefined ? deno : process.execPath, denoArgs);
  add("Bun", installed("@oven", "bun-", "bin/bun"), [RUNNER]);
  add("Node 24", installed("", "node24-", "bin/node"), ["--expose-gc", RUNNER]);
  const node20 = installed("", "node20-", "bin/node");
  // Node 20 reads no TypeScript.
  if (node20 !== undefined) await bundle();
  add("Node 20", node20, ["--expose-gc", BUNDLE]);
  return found;
}

/** The file in the first package of `node_modules` whose name starts so. */
function installed(scope: string, prefix: string, file = ""): string | undefined {
  const folder = join(ROOT, "node_modules", scope);
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder).filter((name) => name.startsWith(prefix))
    .map((name) => join(folder, name, file)).find((path) => existsSync(path));
}

async function bundle(): Promise<void> {
  const { build } = await import("esbuild");
  await build({
    entryPoints: [RUNNER],
    outfile: BUNDLE,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    external: ["esbuild", "bun:*"],
    logLevel: "warning",
  });
}
