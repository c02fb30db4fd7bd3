/**
 * Who may import whom. A row may import the rows above it; folders of one row never import each other.
 *
 * A folder of the table is a layer; folders inside it belong to it. The doors of a folder are `mod.ts` (public) and
 * `internal.ts` (for other layers, not exported by the package).
 */
const LAYERS: readonly (readonly string[])[] = [
  ["src/internal", "src/runtime"],
  ["src/param"],
  ["src/model"],
  ["src/marketdata", "src/storage"],
  ["src/pretrade"],
  ["src/pretrade/policies", "src/engine"],
  ["src/state", "src/sync"],
  ["src/gateway"],
];

/** Layers without a public face: their files are imported directly. */
const OPEN_LAYERS: readonly string[] = ["src/internal", "src/runtime"];

/** Layers that have a subpath of their own and never show at the root. */
const OWN_SUBPATH_LAYERS: readonly string[] = [
  "src/testing",
  "src/state",
  "src/sync",
  "src/gateway",
];

/** Why `from` must not import `specifier`, or `undefined` if it may. */
export function importProblem(
  from: string,
  specifier: string,
  isTypeOnly = false,
): string | undefined {
  if (!/^\.\.?\//.test(specifier)) return "is not a relative import";
  const to = resolveImport(from, specifier);
  if (isTypeOnly && isOptionTypes(from, to)) return undefined;
  return directionProblem(from, to) ?? doorProblem(from, to);
}

/** `configure()` and the subpath `./pretrade` name the option types of the policies, which are erased; never their code. */
function isOptionTypes(from: string, to: string): boolean {
  const mayName = layerOf(from) === "src/engine" || from === "src/pretrade/mod.ts";
  return mayName && to === "src/pretrade/policies/mod.ts";
}

/** The file that a relative specifier names, as a path of the tree. */
export function resolveImport(from: string, specifier: string): string {
  return new URL(specifier, `file:///${from}`).pathname.slice(1);
}

/** True for the files that only gather exports: the root and the contract subpaths. */
export function isBarrel(path: string): boolean {
  return path === "mod.ts" || folderOf(path) === "src";
}

/** True for `mod.ts` and `internal.ts`, the doors of a folder. */
export function isDoor(path: string): boolean {
  return /(?:^|\/)(?:mod|internal)\.ts$/.test(path);
}

/** The layer folder that holds `path`, or `undefined` where no rule covers it. */
export function layerOf(path: string): string | undefined {
  const folders = [...LAYERS.flat(), "src/testing"].filter((folder) =>
    path.startsWith(`${folder}/`)
  );
  return folders.sort((a, b) => b.length - a.length)[0];
}

function directionProblem(from: string, to: string): string | undefined {
  if (isBarrel(to)) return `${to} only re-exports, and nothing in src imports it`;
  if (!to.startsWith("src/")) return `${to} is not part of src`;
  const fromLayer = layerOf(from);
  const toLayer = layerOf(to);
  if (toLayer === undefined) return `${folderOf(to)} is in no layer`;
  if (isBarrel(from)) {
    const isHidden = OWN_SUBPATH_LAYERS.includes(toLayer);
    return isHidden ? `${toLayer} is reached by its own subpath only` : undefined;
  }
  if (fromLayer === undefined) return `${folderOf(from)} is in no layer`;
  if (fromLayer === toLayer || fromLayer === "src/testing") return undefined;
  if (toLayer === "src/testing") return "nothing in src imports src/testing";
  const isBelow = rankOf(toLayer) < rankOf(fromLayer);
  return isBelow ? undefined : `${toLayer} does not stand below ${fromLayer}`;
}

function doorProblem(from: string, to: string): string | undefined {
  const fromFolder = folderOf(from);
  const toFolder = folderOf(to);
  if (fromFolder === toFolder) {
    return isDoor(to) ? "inside a folder import the file, not the door" : undefined;
  }
  if (baseOf(to).startsWith("_")) return `${to} is private to ${toFolder}`;
  if (isBarrel(from)) {
    // A contract subpath may gather from both doors of a layer; the root shows public faces only.
    const isFace = from === "mod.ts" ? baseOf(to) === "mod.ts" : isDoor(to);
    const isOfLayer = toFolder === layerOf(to) && !isOpen(toFolder);
    return isFace && isOfLayer
      ? undefined
      : "the package exports public mod.ts files of layers only";
  }
  const isInside = `${fromFolder}/`.startsWith(`${toFolder}/`) && layerOf(from) === layerOf(to);
  if (isInside) return isDoor(to) ? "inside a folder import the file, not the door" : undefined;
  if (isOpen(toFolder)) return undefined;
  if (!isDoor(to)) return `import ${toFolder}/mod.ts or ${toFolder}/internal.ts instead`;
  const layer = layerOf(to);
  const isLayerDoor = toFolder === layer || layer === layerOf(from) || isOpen(layer);
  return isLayerDoor ? undefined : `import ${layer}/mod.ts or ${layer}/internal.ts instead`;
}

function isOpen(folder: string | undefined): boolean {
  return folder !== undefined && OPEN_LAYERS.includes(folder);
}

function rankOf(layer: string): number {
  return LAYERS.findIndex((row) => row.includes(layer));
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
