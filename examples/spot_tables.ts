/**
 * Plays scenario tables: what accounts do, row by row, and what they must have after each row.
 *
 *     deno run --allow-read examples/spot_tables.ts [FILE...]
 *     bun examples/spot_tables.ts
 *     node examples/spot_tables.ts        (Node 24)
 *
 * The tables are Markdown, in `tables/`; `tables/README.md` says how to write one. In `spot_tables/`, `table.ts`
 * reads the text, `rows.ts` knows the actions, `player.ts` carries them out, `checks.ts` compares.
 */
import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Play, playScenario } from "./spot_tables/play.ts";
import { readScenario, type Scenario } from "./spot_tables/rows.ts";
import { totals, verdictOf } from "./spot_tables/summary.ts";
import { readTable, TableError } from "./spot_tables/table.ts";

const HELP = `Plays scenario tables and compares every row with what it expects.

Usage: spot_tables.ts [options] [FILE...]      (default: all of examples/tables)

Options:
  --min-seconds S   play all tables again, on fresh engines, until S seconds have passed
  --json            print one play per line instead of words
  --help            print this text

Exit code: 0 when every row came true, 1 when one did not, 2 for bad arguments or tables.
`;

const EXIT = { good: 0, mismatch: 1, badInput: 2 } as const;

interface Options {
  readonly files: readonly string[];
  readonly minSeconds: number;
  readonly json: boolean;
}

function main(args: string[]): number {
  if (args.includes("--help")) {
    process.stdout.write(HELP);
    return EXIT.good;
  }
  try {
    const options = readOptions(args);
    return playAll(options, options.files.map(readFile));
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return EXIT.badInput;
  }
}

interface File {
  readonly name: string;
  readonly scenario: Scenario;
}

function playAll({ minSeconds, json }: Options, files: readonly File[]): number {
  const plays: Play[] = [];
  const start = performance.now();
  let round = 0;
  do {
    for (const { name, scenario } of files) {
      const play = named(name, () => playScenario(scenario));
      plays.push(play);
      if (round === 0) {
        print(json ? JSON.stringify({ file: name, ...play }) : verdictOf(name, play));
      }
    }
    round++;
  } while (performance.now() - start < minSeconds * 1000);
  const failed = plays.filter(({ mismatch }) => mismatch !== undefined).length;
  if (!json) {
    const seconds = ((performance.now() - start) / 1000).toFixed(2);
    print(["", ...totals(plays), `${round} rounds in ${seconds} s`].join("\n"));
    print(failed === 0 ? "ALL PASS" : `${failed} of ${plays.length} plays failed`);
  }
  return failed === 0 ? EXIT.good : EXIT.mismatch;
}

function readFile(path: string): File {
  const name = basename(path);
  return { name, scenario: named(name, () => readScenario(readTable(readFileSync(path, "utf8")))) };
}

/** Mistakes in a table know their line; here they get to know their file. */
function named<T>(name: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof TableError) throw new Error(`${name}: ${error.message}`);
    throw error;
  }
}

function readOptions(args: string[]): Options {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      "min-seconds": { type: "string", default: "0" },
      json: { type: "boolean", default: false },
    },
  });
  const seconds = values["min-seconds"];
  if (!/^\d{1,5}(\.\d+)?$/.test(seconds)) {
    throw new RangeError(`Cannot use --min-seconds ${seconds}: a number of seconds is needed`);
  }
  const files = positionals.length > 0 ? positionals : ownTables();
  return { files, minSeconds: Number(seconds), json: values.json };
}

function ownTables(): string[] {
  const folder = fileURLToPath(new URL("./tables/", import.meta.url));
  return readdirSync(folder).filter((name) => name.endsWith(".md") && name !== "README.md")
    .sort().map((name) => `${folder}${name}`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

// A reader that needs no more, such as `| head`, closes the pipe; that is no failure.
process.stdout.on("error", (error: Error & { code?: string }) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(EXIT.good);
});
process.exitCode = main(process.argv.slice(2));
