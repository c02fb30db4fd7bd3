/** The command line, and what decides the exit code. */
import { shortName } from "./files.ts";
import type { FileResult } from "./replay.ts";

export interface Options {
  /** Absent: the vectors of this project. */
  readonly folder?: string;
  /** Absent: every file has to pass. */
  readonly required?: readonly string[];
  /** How many differences to print per file. */
  readonly show: number;
}

export const USAGE = "run.ts [DIR] [--require name,name] [--show N]";

export function parseOptions(args: readonly string[]): Options {
  let options: Options = { show: 5 };
  for (let index = 0; index < args.length; index++) {
    const arg = args[index]!;
    if (arg === "--require") {
      options = { ...options, required: requireNames(args[++index]) };
    } else if (arg === "--show") {
      options = { ...options, show: parseCount(args[++index]) };
    } else if (arg.startsWith("-") || options.folder !== undefined) {
      throw new Error(`unexpected argument ${arg}; usage: ${USAGE}`);
    } else {
      options = { ...options, folder: arg };
    }
  }
  return options;
}

function requireNames(list: string | undefined): string[] {
  const names = (list ?? "").split(",").filter((name) => name !== "").map(shortName);
  if (names.length === 0) throw new Error(`--require needs file names; usage: ${USAGE}`);
  return names;
}

function parseCount(count: string | undefined): number {
  if (count === undefined || !/^\d+$/.test(count)) {
    throw new Error(`--show needs a number; usage: ${USAGE}`);
  }
  return Number(count);
}

/**
 * Why the run fails; empty when it passes. A required file that isn't there fails as well, and so
 * does a run without any file.
 */
export function complaints(
  results: readonly FileResult[],
  required: readonly string[] | undefined,
): string[] {
  if (results.length === 0) return ["no vector file found"];
  const byName = new Map(results.map((result) => [shortName(result.file), result]));
  const names = required ?? [...byName.keys()];
  return names.flatMap((name) => {
    const result = byName.get(name);
    if (result === undefined) return [`required file ${name} is missing`];
    return result.failed > 0 || result.passed === 0 ? [`required file ${name} fails`] : [];
  });
}
