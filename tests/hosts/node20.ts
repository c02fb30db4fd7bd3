// Runs test files on a Node that strips no types: each is bundled with the source it tests, then given to its `node --test`.
// Arguments: the binary, the file for the JUnit report, the test files.
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import process from "node:process";
import { build } from "esbuild";
import { BUNDLE_OPTIONS } from "./bundle.ts";
import { testFiles } from "./files.ts";

const outdir = ".tmp/node20";
const [binary = "node", report = `${outdir}.xml`, ...patterns] = process.argv.slice(2);
const entryPoints = [...testFiles(patterns)];
rmSync(outdir, { recursive: true, force: true });
await build({
  ...BUNDLE_OPTIONS,
  entryPoints,
  outdir,
  outbase: "tests",
  outExtension: { ".js": ".test.mjs" },
  platform: "node",
  target: "node20",
});
const files = entryPoints.map((file) =>
  file.replace(/^tests/, outdir).replace(/\.ts$/, ".test.mjs")
);
const { status } = spawnSync(
  binary,
  [
    ...["--expose-gc", "--test", "--test-reporter=junit"],
    ...[`--test-reporter-destination=${report}`, ...files],
  ],
  { stdio: "inherit" },
);
process.exitCode = status ?? 1;
