/**
 * Compares two files written by `bench/run.ts --json`.
 *
 * deno run -R bench/diff.ts before.json after.json
 *
 * @module
 */
import { readFileSync } from "node:fs";
import process from "node:process";
import { diffTable, type Run, titleOf } from "./_report.ts";

const [beforePath, afterPath] = process.argv.slice(2);
if (beforePath === undefined || afterPath === undefined) {
  throw new TypeError("Cannot compare: expected the paths of two files");
}

const beforeRuns = read(beforePath);
const afterRuns = read(afterPath);

for (const before of beforeRuns) {
  const after = afterRuns.find((run) => labelOf(run) === labelOf(before));
  if (after === undefined) {
    process.stdout.write(`${titleOf(before)}\nnot in ${afterPath}\n\n`);
  } else {
    process.stdout.write(
      `before: ${titleOf(before)}\nafter:  ${titleOf(after)}\n\n${diffTable(before, after)}\n\n`,
    );
  }
}

/** A file holds one run, or with `--all-runtimes` one for each runtime. */
function read(path: string): Run[] {
  const content = JSON.parse(readFileSync(path, "utf8")) as Run | Run[];
  return Array.isArray(content) ? content : [content];
}

/** Runs of different patch versions may be compared, those of different runtimes not. */
function labelOf(run: Run): string {
  return `${run.runtime} ${run.version.split(".")[0]}`;
}
