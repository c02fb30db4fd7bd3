/**
 * The import graph of `mod.ts` and `src`: layers, doors, cycles. Type-only imports count for layers and doors; for cycles they don't: they are
 * erased, so they decide nothing about load order, and types that name each other (a price makes a volume, a volume takes a price) are fine.
 *
 * `deno run --allow-read tools/graph.ts` prints what is wrong and exits 1; `tests/tidy_test.ts` runs the same functions.
 */
import { importProblem, isBarrel, isDoor, layerOf, resolveImport } from "./lint/layers.ts";
import {
  formatViolation,
  isSource,
  readTree,
  stripComments,
  type Tree,
  type Violation,
} from "./lint/tree.ts";

// `deno fmt` keeps import and export statements at the start of a line, doc examples never are. That this finds what a real parser
// finds is tested on the whole tree.
const STATIC_IMPORT = /^(?:import|export)\s(?:[\w${*][^"'`;]*?\sfrom\s)?["']([^"'\n]+)["']/gm;
const REEXPORT = /^export\s(?:type\s)?[{*][^"'`;]*?\sfrom\s["'][^"'\n]+["'];$/gm;

/** Every rule of the graph. */
export function checkGraph(tree: Tree): Violation[] {
  return [...checkImports(tree), ...checkDoors(tree), ...checkCycles(tree)];
}

/** The specifiers of all static imports and re-exports, in order, types included. */
export function importsOf(text: string): string[] {
  return [...text.matchAll(STATIC_IMPORT)].map((match) => match[1] ?? "");
}

/** The specifiers of the imports and re-exports that are left when types are erased. */
export function valueImportsOf(text: string): string[] {
  return importsOf(text.replace(/^(?:import|export)\stype\s[^;]*;/gm, ""));
}

/** True if a text holds re-exports and comments, and nothing else. */
export function isReexportsOnly(text: string): boolean {
  return stripComments(text).replace(REEXPORT, "").trim() === "";
}

/** Direction and doors: see `lint/layers.ts`. */
export function checkImports(tree: Tree): Violation[] {
  const violations: Violation[] = [];
  for (const [path, text] of sources(tree)) {
    const report = (message: string) => violations.push({ path, rule: "layers", message });
    if (!isBarrel(path) && layerOf(path) === undefined) report("the folder is in no layer");
    const values = valueImportsOf(text);
    for (const specifier of importsOf(text)) {
      const problem = importProblem(path, specifier, !values.includes(specifier));
      if (problem !== undefined) report(`"${specifier}": ${problem}`);
      else if (!tree.has(resolveImport(path, specifier))) report(`"${specifier}": no such file`);
    }
  }
  return violations;
}

/** Doors and barrels only re-export, so that no code hides where no test mirrors it. */
export function checkDoors(tree: Tree): Violation[] {
  return sources(tree)
    .filter(([path, text]) => (isBarrel(path) || isDoor(path)) && !isReexportsOnly(text))
    .map(([path]) => ({ path, rule: "doors", message: "holds more than re-exports" }));
}

/** Cycles of values of any length, a file that imports itself included. */
export function checkCycles(tree: Tree): Violation[] {
  const graph = new Map<string, string[]>();
  for (const [path, text] of sources(tree)) {
    graph.set(path, valueImportsOf(text).map((specifier) => resolveImport(path, specifier)));
  }
  const violations: Violation[] = [];
  for (let cycle = takeCycle(graph); cycle !== undefined; cycle = takeCycle(graph)) {
    const path = cycle[0] ?? "";
    violations.push({ path, rule: "cycles", message: [...cycle, path].join(" -> ") });
  }
  return violations;
}

/** Finds one cycle and removes its files from the graph, along with all files that can't be in one. */
function takeCycle(graph: Map<string, string[]>): string[] | undefined {
  const nextOf = (path: string) => graph.get(path)?.find((target) => graph.has(target));
  for (let before = -1; before !== graph.size;) {
    before = graph.size;
    for (const path of graph.keys()) if (nextOf(path) === undefined) graph.delete(path);
  }
  // Each file left imports another one left: following them must come back to where it was.
  const trail: string[] = [];
  let path = graph.keys().next().value;
  while (path !== undefined && !trail.includes(path)) {
    trail.push(path);
    path = nextOf(path);
  }
  if (path === undefined) return undefined;
  const cycle = trail.slice(trail.indexOf(path));
  for (const member of cycle) graph.delete(member);
  return cycle;
}

function sources(tree: Tree): [string, string][] {
  return [...tree].filter(([path]) => isSource(path));
}

if (import.meta.main) {
  const tree = readTree();
  const violations = checkGraph(tree);
  const summary = `graph: ${sources(tree).length} files, ${violations.length} violations`;
  const lines = [...violations.map(formatViolation), summary, ""].join("\n");
  Deno.stdout.writeSync(new TextEncoder().encode(lines));
  Deno.exitCode = violations.length === 0 ? 0 : 1;
}
