// Runs test files inside a page of Chromium. Arguments: the binary, `plain` or `isolated` (whether the page gets shared memory), the
// file for the JUnit report, the test files.
import { writeFileSync } from "node:fs";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { build, type BuildOptions, type Plugin, stop } from "esbuild";
import type { Outcome } from "../std/collector.ts";
import { withPage, withSite } from "./browser.ts";
import { BUNDLE_OPTIONS, bundleCollected } from "./bundle.ts";
import { testFiles } from "./files.ts";
import { writeJunit } from "./junit.ts";

const SYNC = fileURLToPath(new URL("../sync", import.meta.url));
const WEB_THREADS = fileURLToPath(new URL("./pages/web_threads.ts", import.meta.url));
/** Where tests/sync/_threads.ts looks for the script of its threads, as seen from the bundle. */
const WORKER = "_worker_web.ts";
/** Empty; Chromium would ask for an icon. */
const PAGE = `<!doctype html><link rel="icon" href="data:,">`;
/** Begins each run, and gives its outcomes. */
const RUN = `import("/tests.js").then(({ runCollected }) => runCollected())`;

/** A page has no Node modules: what the helpers of tests/sync take from them for other hosts stays undefined. */
const forPages: Plugin = {
  name: "for pages",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(node:.*|esbuild)$/ }, ({ path }) => ({ path, namespace: "absent" }));
    onLoad({ filter: /.*/, namespace: "absent" }, () => ({ contents: "module.exports = {};" }));
    onResolve(
      { filter: /^\.\/_threads\.ts$/ },
      ({ resolveDir }) => resolveDir === SYNC ? { path: WEB_THREADS } : undefined,
    );
  },
};
const OPTIONS: BuildOptions = { plugins: [forPages] };

const [binary = "", kind = "", report = "", ...patterns] = process.argv.slice(2);
if (kind !== "plain" && kind !== "isolated") throw new Error(`Cannot open a page as "${kind}"`);
const outcomes = await runInside(testFiles(patterns));
writeFileSync(report, writeJunit(outcomes));
const isGood = outcomes.length > 0 && outcomes.every(({ failure }) => failure === undefined);
process.exitCode = isGood ? 0 : 1;

async function runInside(files: readonly string[]): Promise<readonly Outcome[]> {
  const site = {
    "/": PAGE,
    "/tests.js": await bundleCollected(files, "export { runCollected };", OPTIONS),
    [`/${WORKER}`]: await bundleWorker(),
  };
  await stop();
  return await withSite(site, kind === "isolated", (origin) =>
    withPage(binary, async (page) => {
      process.stdout.write(`Chromium ${page.context().browser()?.version()}\n`);
      page.on("console", (message) => process.stdout.write(`${message.text()}\n`));
      page.on("pageerror", ({ message }) => process.stdout.write(`${message}\n`));
      await page.goto(origin);
      return await page.evaluate(RUN) as readonly Outcome[];
    }));
}

async function bundleWorker(): Promise<string> {
  const entryPoints = [`tests/sync/${WORKER}`];
  const result = await build({ ...BUNDLE_OPTIONS, ...OPTIONS, entryPoints, write: false });
  return result.outputFiles?.[0]?.text ?? "";
}
