/** One package, three manifests: `deno.json` is the authority, `jsr.json` repeats it, `package.json` serves Node, Bun and the tools. */
import type { Tree, Violation } from "../../tools/lint/tree.ts";

type Manifest = Readonly<Record<string, unknown>>;

const SHARED_FIELDS = {
  "jsr.json": ["name", "version", "license", "exports", "publish"],
  "package.json": ["name", "version", "license", "exports"],
} as const;

/** Fields that would give the package something to install or to run at a user's. */
const REFUSED_FIELDS = ["dependencies", "peerDependencies", "bundledDependencies"];

/** Every disagreement between the manifests, and between them and the files. */
export function checkManifests(tree: Tree): Violation[] {
  const violations: Violation[] = [];
  const report = (path: string, message: string) =>
    violations.push({ path, rule: "manifests", message });
  const deno = read(tree, "deno.json");
  const npm = read(tree, "package.json");
  for (const [path, fields] of Object.entries(SHARED_FIELDS)) {
    const other = read(tree, path);
    for (const field of fields) {
      if (deno[field] === undefined) report("deno.json", `${field} is missing`);
      if (!isSame(deno[field], other[field])) report(path, `${field} differs from deno.json`);
    }
  }
  for (const field of REFUSED_FIELDS) {
    if (npm[field] !== undefined) report("package.json", `${field} must not be there`);
  }
  if (npm["private"] !== true) report("package.json", "private must be true");
  for (const message of exportProblems(tree, texts(deno["exports"]))) report("deno.json", message);
  for (const message of pinProblems(texts(deno["imports"]), texts(npm["devDependencies"]))) {
    report("deno.json", message);
  }
  return violations;
}

/** Every entry is a file, and every file made to be an entry is one. */
function exportProblems(tree: Tree, exports: Readonly<Record<string, string>>): string[] {
  const targets = Object.values(exports).map((target) => target.replace(/^\.\//, ""));
  const missing = targets.filter((target) => !tree.has(target));
  const entries = [...tree.keys()].filter((path) => /^src\/[^/]+\.ts$/.test(path));
  const hidden = entries.filter((path) => !targets.includes(path));
  return [
    ...missing.map((target) => `exports name ${target}, which does not exist`),
    ...hidden.map((path) => `exports leave out ${path}`),
  ];
}

/** Deno and npm must load the same version of a library, to the digit. */
function pinProblems(
  imports: Readonly<Record<string, string>>,
  pins: Readonly<Record<string, string>>,
): string[] {
  return Object.entries(imports)
    .filter(([name, target]) => target.startsWith("npm:") && target !== `npm:${name}@${pins[name]}`)
    .map(([name, target]) => `imports ${target}, package.json pins ${pins[name] ?? "nothing"}`);
}

function read(tree: Tree, path: string): Manifest {
  return JSON.parse(tree.get(path) ?? "{}");
}

function texts(value: unknown): Readonly<Record<string, string>> {
  return (value ?? {}) as Readonly<Record<string, string>>;
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
