/** Every source file that runs has a unit test in the mirrored place: `src/a/b.ts` in `tests/unit/a/b_test.ts`. */
import { isSource, stripComments, type Tree, type Violation } from "../../tools/lint/tree.ts";

/** Where a file without a mirror is tested, and why there. */
export interface Cover {
  readonly by: string;
  readonly reason: string;
}

/**
 * The files covered by the test of another file: those without a public name, which are tested through the names that use them. Keep
 * it short: an entry needs a reason that a reader accepts.
 */
export const COVERED_ELSEWHERE: Readonly<Record<string, Cover>> = {
  "src/internal/decimal/add.ts": {
    by: "tests/unit/param/arithmetic_test.ts",
    reason: "all decimal classes add and subtract by it",
  },
  "src/internal/decimal/compare.ts": {
    by: "tests/unit/param/arithmetic_test.ts",
    reason: "all decimal classes compare and equal by it",
  },
  "src/internal/decimal/decimal.ts": {
    by: "tests/unit/param/arithmetic_test.ts",
    reason: "the value that every operation takes and returns",
  },
  "src/internal/decimal/fit.ts": {
    by: "tests/unit/param/arithmetic_test.ts",
    reason: "the limits of every sum and difference",
  },
  "src/internal/decimal/powers.ts": {
    by: "tests/unit/param/rounding_test.ts",
    reason: "a constant table, read by every change of scale",
  },
  "src/internal/decimal/multiply.ts": {
    by: "tests/unit/param/scalar_test.ts",
    reason: "mul() with a scalar of each kind",
  },
  "src/internal/decimal/divide.ts": {
    by: "tests/unit/param/scalar_test.ts",
    reason: "div() with a scalar of each kind",
  },
  "src/internal/decimal/remainder.ts": {
    by: "tests/unit/param/scalar_test.ts",
    reason: "mod() with a scalar of each kind",
  },
  "src/internal/decimal/from_float.ts": {
    by: "tests/unit/param/float_test.ts",
    reason: "fromFloat() and fromFloatRounded() of every decimal class",
  },
  "src/internal/decimal/parse.ts": {
    by: "tests/unit/param/parse_test.ts",
    reason: "fromString() of every decimal class",
  },
  "src/internal/decimal/parse_rounded.ts": {
    by: "tests/unit/param/parse_rounded_test.ts",
    reason: "fromStringRounded() of every decimal class",
  },
  "src/internal/decimal/round.ts": {
    by: "tests/unit/param/rounding_test.ts",
    reason: "quantization by every strategy",
  },
  "src/internal/decimal/text.ts": {
    by: "tests/unit/param/decimal_input_test.ts",
    reason: "toString() of every decimal class",
  },
  "src/internal/fnv.ts": {
    by: "tests/unit/param/account_id_test.ts",
    reason: "known hashes of texts",
  },
  "src/internal/utf8.ts": {
    by: "tests/unit/param/account_id_test.ts",
    reason: "hashes of texts with each length of code point",
  },
  "src/param/_decimal_access.ts": {
    by: "tests/unit/param/conversions_test.ts",
    reason: "every conversion looks inside by it",
  },
  "src/param/_decimal_ops.ts": {
    by: "tests/unit/param/arithmetic_test.ts",
    reason: "the shared body of the operators of the decimal classes",
  },
  "src/param/_param_errors.ts": {
    by: "tests/unit/param/errors_test.ts",
    reason: "the makers of the error texts checked there",
  },
};

// How a line may start that opens no code; other lines of a declaration are indented or start with a bracket.
const TYPE_LEVEL_LINE =
  /^(?:import\s|export\s*[{*]|(?:export\s+)?(?:type|interface|declare)\s|[\s})\]>]|$)/;

/** Source files without a mirror or a table entry, and table entries that no longer hold. */
export function checkMirrors(
  tree: Tree,
  covered: Readonly<Record<string, Cover>> = COVERED_ELSEWHERE,
): Violation[] {
  const violations: Violation[] = [];
  const report = (path: string, message: string) =>
    violations.push({ path, rule: "mirrors", message });
  for (const [path, text] of tree) {
    if (!isSource(path) || !hasCode(text) || Object.hasOwn(covered, path)) continue;
    if (!tree.has(mirrorOf(path))) report(path, `no test at ${mirrorOf(path)}`);
  }
  for (const [path, { by }] of Object.entries(covered)) {
    if (!tree.has(path)) report(path, "stands in the table of covered files and does not exist");
    else if (tree.has(mirrorOf(path))) report(path, "has a test of its own: drop the table entry");
    else if (!tree.has(by)) report(path, `is said to be covered by ${by}, which does not exist`);
  }
  return violations;
}

/** The unit test that belongs to a source file; the mark of a private file is dropped. */
export function mirrorOf(path: string): string {
  return path.replace(/^src\//, "tests/unit/").replace(/\/_?([^/]+)\.ts$/, "/$1_test.ts");
}

/** False for texts that hold only types, imports and re-exports. */
export function hasCode(text: string): boolean {
  return !stripComments(text).split("\n").every((line) => TYPE_LEVEL_LINE.test(line));
}
