// Bundles test files for hosts that run no TypeScript: the stand-ins of tests/std go in for @std.
import { readFileSync } from "node:fs";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { build, type BuildOptions } from "esbuild";

const std = new URL("../std/", import.meta.url);
const map = JSON.parse(readFileSync(new URL("import_map.json", std), "utf8")) as {
  readonly imports: Readonly<Record<string, string>>;
};
const alias = Object.fromEntries(
  Object.entries(map.imports).map(([name, file]) => [name, fileURLToPath(new URL(file, std))]),
);

/** What every bundle of tests has in common; class names are left to the bundler, as in a user's bundle. */
export const BUNDLE_OPTIONS: BuildOptions = {
  bundle: true,
  format: "esm",
  alias,
  logLevel: "error",
};

/** One module of the test files behind the collector, for hosts without a test runner; `ending` says what it exports. */
export async function bundleCollected(
  files: readonly string[],
  ending: string,
  options: BuildOptions,
): Promise<string> {
  const contents = [
    `import { runCollected } from "./tests/std/collector.ts";`,
    ...files.map((file) => `import "./${file}";`),
    ending,
  ].join("\n");
  const result = await build({
    ...BUNDLE_OPTIONS,
    stdin: { contents, resolveDir: process.cwd(), loader: "ts" },
    write: false,
    target: "es2022",
    ...options,
  });
  return result.outputFiles?.[0]?.text ?? "";
}
