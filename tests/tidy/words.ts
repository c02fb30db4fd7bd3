/** Words that must not stand in the repository, each with what to do instead and a sample that proves the rule can fire. */
import { isSource, type Tree, type Violation } from "../../tools/lint/tree.ts";

/** One refused spelling. */
export interface BannedWord {
  readonly pattern: RegExp;
  readonly where: "everywhere" | "src";
  readonly instead: string;
  readonly sample: string;
}

// The table names what it refuses, so it is the one file that is not searched.
const TABLE = "tests/tidy/words.ts";

/** The table of refused spellings. */
export const BANNED_WORDS: readonly BannedWord[] = [
  { pattern: /\bTODO\b/, where: "everywhere", instead: "open an issue", sample: "// TODO later" },
  { pattern: /\bFIXME\b/, where: "everywhere", instead: "fix it", sample: "// FIXME wrong" },
  { pattern: /\bXXX\b/, where: "everywhere", instead: "say what is odd", sample: "// XXX" },
  { pattern: /\bHACK\b/, where: "everywhere", instead: "say why it is so", sample: "// HACK" },
  {
    pattern: /(?<![\w.)\]}*/-])\/(?:work|root|tmp|home|Users)(?:\/|\b)/,
    where: "everywhere",
    instead: "use a path relative to the repository, or a temporary folder the runtime makes",
    // Joined, so that no path of a machine stands in a file of the repository.
    sample: `read("${["", "home", "me", "deno.json"].join("/")}")`,
  },
  {
    pattern: /\bfile:\/\/\/\w/,
    where: "everywhere",
    instead: "use import.meta.url",
    sample: 'import "file:///opt/x.ts"',
  },
  {
    pattern: /"resolved": "http/,
    where: "everywhere",
    instead: "write the lock file without registry addresses (omit-lockfile-registry-resolved)",
    sample: '"resolved": "https://registry.example/a.tgz"',
  },
  {
    pattern: /\bparseFloat\b/,
    where: "src",
    instead: "use the decimals of src/internal/decimal",
    sample: "parseFloat(text)",
  },
  {
    pattern: /\btoFixed\b/,
    where: "src",
    instead: "use the decimals of src/internal/decimal",
    sample: "(0.1).toFixed(2)",
  },
  {
    pattern: /\bMath\.random\b/,
    where: "src",
    instead: "take the value as an argument, so that two runs agree",
    sample: "Math.random()",
  },
  {
    pattern: /\bconsole\./,
    where: "src",
    instead: "return a value or throw",
    sample: 'console.log("x")',
  },
];

/** Every line that holds a banned word. */
export function checkWords(tree: Tree): Violation[] {
  const violations: Violation[] = [];
  for (const [path, text] of tree) {
    if (path === TABLE) continue;
    const words = BANNED_WORDS.filter(({ where }) => where === "everywhere" || isSource(path));
    for (const [index, line] of text.split("\n").entries()) {
      for (const { pattern, instead } of words) {
        const found = pattern.exec(line);
        if (found === null) continue;
        const message = `line ${index + 1} holds "${found[0]}": ${instead}`;
        violations.push({ path, rule: "words", message });
      }
    }
  }
  return violations;
}
