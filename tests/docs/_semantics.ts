/** Reads docs/semantics.md and what `src` says about the same things. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

export const ROOT: string = fileURLToPath(new URL("../../", import.meta.url));

/** The text of a file of the repository; packed ones are unpacked. */
export function textOf(path: string): string {
  const bytes = readFileSync(join(ROOT, path));
  return (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
}

/** The same with long literals whole, which the code joins with a plus. */
export function joinedTextOf(path: string): string {
  return textOf(path).replace(/["'`] \+\s+["'`]/g, "");
}

/** The source files, by path. */
export function sources(): Map<string, string> {
  const names = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" });
  const paths = names.filter((name) => name.endsWith(".ts")).map((name) => `src/${name}`).sort();
  return new Map(paths.map((path) => [path, textOf(path)]));
}

/** One row of a table: its cells, trimmed. */
export type Row = readonly string[];

/** The rows of every table whose heading row starts with these cells. */
export function rowsOf(markdown: string, heading: readonly string[]): Row[] {
  const rows: Row[] = [];
  let isInside = false;
  for (const line of markdown.split("\n")) {
    if (!line.startsWith("|")) {
      isInside = false;
      continue;
    }
    // A pipe inside a cell is written with a backslash.
    const cells = line.split(/(?<!\\)\|/).slice(1, -1).map((cell) => cell.trim());
    if (heading.every((cell, index) => cells[index] === cell)) isInside = true;
    else if (isInside && !/^-+$/.test(cells[0] ?? "")) rows.push(cells);
  }
  return rows;
}

/** What stands between the first pair of backticks. */
export function code(cell: string | undefined): string {
  return /`([^`]+)`/.exec(cell ?? "")?.[1] ?? "";
}

/** The repository paths of relative links in a Markdown text that lies at `from`. */
export function linksIn(markdown: string, from: string): string[] {
  const targets = [...markdown.matchAll(/\]\(([^)#\s]+)\)/g)].map((match) => match[1] as string);
  return targets.filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => normalize(join(dirname(from), target)));
}

/** The rule ids that a text names, ranges such as `PAR-1 to PAR-9` spelled out. */
export function ruleIdsIn(text: string): string[] {
  const ids: string[] = [];
  const joined = text.replace(/\n\s*\*?\s*/g, " ");
  for (const match of joined.matchAll(/\b([A-Z]{3})-(\d+)(?: to \1-(\d+))?\b/g)) {
    const [, area, first, last] = match;
    for (let n = Number(first); n <= Number(last ?? first); n++) ids.push(`${area}-${n}`);
  }
  return ids;
}

/** The ids that the doc comments of a source text refer to. */
export function referredRules(source: string): string[] {
  const joined = source.replace(/\n\s*\*?\s*/g, " ");
  const references = joined.matchAll(
    /docs\/semantics\.md rules? ([A-Z]{3}-\d+(?:(?: to|,| and) [A-Z]{3}-\d+)*)/g,
  );
  return [...references].flatMap((match) => ruleIdsIn(match[1] as string));
}

/** Values of the constants of one name: `export const X = { A: "A" } as const`. */
export function constantsOf(source: string, name: string): string[] {
  const body = new RegExp(`export const ${name} = \\{([^}]*)\\} as const`).exec(source)?.[1] ?? "";
  return [...body.matchAll(/^ {2}\w+: "(\w+)",$/gm)].map((match) => match[1] as string);
}

/** The texts that must stand in the source as they are: what lies between the `{placeholders}`. */
export function fixedParts(text: string): string[] {
  return text.split(/\{[^}]*\}/).filter((part) => part.trim() !== "");
}
