// Runs test files inside workerd: one bundle behind the collector, started by one request. Arguments: `plain` or `nodejs_compat`,
// the file for the JUnit report, the test files; or `--version`.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import process from "node:process";
import { stop } from "esbuild";
import { Miniflare } from "miniflare";
import type { Outcome } from "../std/collector.ts";
import { bundleCollected } from "./bundle.ts";
import { testFiles } from "./files.ts";
import { writeJunit } from "./junit.ts";

// The plain host stays at a date before FinalizationRegistry came, so that both kinds of host are seen.
const HOSTS: Readonly<Record<string, { readonly date: string; readonly flags: string[] }>> = {
  plain: { date: "2025-01-01", flags: [] },
  nodejs_compat: { date: "2026-04-01", flags: ["nodejs_compat"] },
};

const [kind = "", report = "", ...patterns] = process.argv.slice(2);

if (kind === "--version") {
  const require = createRequire(import.meta.url);
  process.stdout.write(`${require("workerd/package.json").version}\n`);
} else {
  const outcomes = await runInside(await script(testFiles(patterns)), kind);
  writeFileSync(report, writeJunit(outcomes));
  const isGood = outcomes.length > 0 && outcomes.every(({ failure }) => failure === undefined);
  process.exitCode = isGood ? 0 : 1;
}

async function script(files: readonly string[]): Promise<string> {
  const answer =
    "export default { async fetch() { return Response.json(await runCollected()); } };";
  const text = await bundleCollected(files, answer, { conditions: ["workerd", "browser"] });
  await stop();
  return text;
}

async function runInside(contents: string, kind: string): Promise<readonly Outcome[]> {
  const settings = HOSTS[kind];
  if (settings === undefined) throw new Error(`Cannot start workerd as "${kind}"`);
  const host = new Miniflare({
    modules: [{ type: "ESModule", path: "tests.mjs", contents }],
    compatibilityDate: settings.date,
    compatibilityFlags: settings.flags,
    // Nothing is asked of the network.
    cf: false,
  });
  try {
    const response = await host.dispatchFetch("http://localhost/");
    return await response.json() as readonly Outcome[];
  } finally {
    await host.dispose();
  }
}
