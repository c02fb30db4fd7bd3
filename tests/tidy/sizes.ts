import { isSource, type Tree, type Violation } from "../../tools/lint/tree.ts";

const FILE_LINES_MAX = 400;

/** Source files that are too long to read in one go. */
export function checkSizes(tree: Tree): Violation[] {
  const violations: Violation[] = [];
  for (const [path, text] of tree) {
    const lines = text.replace(/\n$/, "").split("\n").length;
    if (!isSource(path) || lines <= FILE_LINES_MAX) continue;
    const message = `${lines} lines, at most ${FILE_LINES_MAX}: split it by idea`;
    violations.push({ path, rule: "sizes", message });
  }
  return violations;
}
