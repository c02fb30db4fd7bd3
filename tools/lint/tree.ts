/** The one reader of the gates: everything else is a pure function of what it returns. */

/** Texts by path; paths are relative to the top folder and use forward slashes. */
export type Tree = ReadonlyMap<string, string>;

/** One broken rule at one place. */
export interface Violation {
  readonly path: string;
  readonly rule: string;
  readonly message: string;
}

/** Top folder of the repository, with a closing slash. */
export const ROOT: string = decodeURIComponent(new URL("../../", import.meta.url).pathname);

const TEXT_FILE = /\.(?:ts|mts|mjs|js|json|jsonc|toml|md|yml|yaml|html|sh)$/;
const TEXT_NAMES: ReadonlySet<string> = new Set([".gitignore", "LICENSE", "run"]);

// Recorded input, not written here: its words are not ours.
const RECORDED = ["tests/conformance/vectors/", "examples/data/"];

/** Reads the text files that git would track: ignored folders and recorded data are left out. */
export function readTree(root: string = ROOT): Tree {
  const ignored = Deno.readTextFileSync(`${root}.gitignore`).split("\n");
  const skipped = new Set([".git/", ...ignored.filter((line) => line.endsWith("/"))]);
  const tree = new Map<string, string>();
  const folders = [""];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of Deno.readDirSync(root + folder)) {
      const path = folder + entry.name;
      if (entry.isDirectory) {
        const isSkipped = skipped.has(`${entry.name}/`) || RECORDED.includes(`${path}/`);
        if (!isSkipped) folders.push(`${path}/`);
      } else if (TEXT_FILE.test(entry.name) || TEXT_NAMES.has(entry.name)) {
        tree.set(path, Deno.readTextFileSync(root + path));
      }
    }
  }
  return new Map([...tree].sort(([a], [b]) => a < b ? -1 : 1));
}

/**
 * Blanks comments. It does not parse, so a comment opener inside a string swallows text up to the next closer: good enough to ask
 * what kind of statements a file holds, not to look for a word.
 */
export function stripComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
}

/** True for the files that users load: `mod.ts` and `src`. */
export function isSource(path: string): boolean {
  return path === "mod.ts" || (path.startsWith("src/") && path.endsWith(".ts"));
}

/** One violation on one line, for people. */
export function formatViolation({ path, rule, message }: Violation): string {
  return `${path}: ${rule}: ${message}`;
}
