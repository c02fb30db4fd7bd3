/**
 * Replays recorded vectors through the public API and compares whole results.
 *
 * `run.ts [DIR] [--require name,name] [--show N]`, unchanged on Deno, Bun and Node.
 */
import process from "node:process";
import { fileURLToPath } from "node:url";
import { loadApi } from "./shared/api.ts";
import { readVectorFile, vectorFiles } from "./shared/files.ts";
import { replayFile } from "./shared/replay.ts";
import { complaints, parseOptions } from "./shared/verdict.ts";
import { allTopics } from "./topics.ts";

const OWN_VECTORS = fileURLToPath(new URL("./vectors/", import.meta.url));

async function main(): Promise<number> {
  const { folder = OWN_VECTORS, required, show } = parseOptions(process.argv.slice(2));
  const topics = allTopics(await loadApi());
  const results = vectorFiles(folder).map((file) => {
    const result = replayFile(file, readVectorFile(folder, file), topics, show);
    for (const failure of result.shown) print(`${file}: ${failure}`);
    return result;
  });
  const problems = complaints(results, required);
  for (const problem of problems) print(problem);
  for (const { file, passed, failed } of results) {
    print(`${file}: ${passed} passed, ${failed} failed`);
  }
  return problems.length === 0 ? 0 : 1;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

process.exitCode = await main();
