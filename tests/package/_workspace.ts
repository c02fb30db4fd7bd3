/** The packed package, installed where nothing else is: what a user of npm gets. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { BINARIES } from "../../tools/check/binaries.ts";
import { type Ending, run } from "../../tools/check/process.ts";
import { BUNDLE_OPTIONS } from "../hosts/bundle.ts";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const ROOT = join(HERE, "..", "..");
const TARBALL = "openpit.tgz";

/** Where the package is installed. A folder of this project, so that no other place is written to; each process has its own. */
export const WORKSPACE: string = join(ROOT, ".tmp", `package_${process.pid}`);
addEventListener("unload", () => rmSync(WORKSPACE, { recursive: true, force: true }));

/** The manifest of a package; only what is looked at here. */
export interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** The runtimes that install from npm, with their binaries on this platform. */
export const RUNTIMES: Readonly<Record<string, string | undefined>> = {
  "Node 20": BINARIES.node20,
  "Node 24": BINARIES.node24,
  "Bun": BINARIES.bun,
};

/** Packs, and installs into an empty folder. */
export async function installPackage(): Promise<void> {
  rmSync(WORKSPACE, { recursive: true, force: true });
  mkdirSync(WORKSPACE, { recursive: true });
  writeJson("package.json", { name: "consumer", private: true, type: "module" });
  const tarball = join(WORKSPACE, TARBALL);
  await runIn(ROOT, Deno.execPath(), ["pack", "--allow-dirty", "--output", tarball]);
  await runIn(WORKSPACE, "npm", [
    ...["install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund"],
    `./${TARBALL}`,
  ]);
}

/** The manifest that the package was installed with. */
export function installedManifest(): Manifest {
  return readJson(join(WORKSPACE, "node_modules", sourceManifest().name, "package.json"));
}

/** The manifest of the source. */
export function sourceManifest(): Manifest {
  return readJson(join(ROOT, "deno.json"));
}

/** A file of `consumer/`: code that uses the package as a user would. */
export function consumerSource(file: string): string {
  return readFileSync(join(HERE, "consumer", file), "utf8");
}

/** Every package that the installation brought, scopes included. */
export function installedPackages(): string[] {
  const modules = join(WORKSPACE, "node_modules");
  const names = readdirSync(modules).filter((name) => !name.startsWith("."));
  return names.flatMap((name) =>
    name.startsWith("@")
      ? readdirSync(join(modules, name)).map((inner) => `${name}/${inner}`)
      : [name]
  );
}

/** The suites, bundled with the stand-ins of `@std` but without the package, which each finds installed. */
export async function bundleSuites(): Promise<string[]> {
  const suites = readdirSync(join(HERE, "suites")).filter((file) => file.endsWith("_test.ts"));
  await build({
    ...BUNDLE_OPTIONS,
    entryPoints: suites.map((file) => join(HERE, "suites", file)),
    outdir: join(WORKSPACE, "suites"),
    outExtension: { ".js": ".test.mjs" },
    external: [sourceManifest().name, `${sourceManifest().name}/*`],
    platform: "node",
    target: "node20",
  });
  return suites.map((file) => `./suites/${file.replace(/\.ts$/, ".test.mjs")}`);
}

/** Runs bundled suites in a runtime; returns its JUnit report. */
export async function runSuites(runtime: string, suites: readonly string[]): Promise<string> {
  const report = join(WORKSPACE, `${runtime}.xml`);
  const args = runtime === "Bun"
    ? ["test", "--reporter=junit", `--reporter-outfile=${report}`, ...suites]
    : ["--test", "--test-reporter=junit", `--test-reporter-destination=${report}`, ...suites];
  await runIn(WORKSPACE, binaryOf(runtime), args);
  return readFileSync(report, "utf8");
}

/** Runs a script of this folder in the installation; returns what it printed. */
export async function runScript(
  runtime: string,
  script: string,
  args: readonly string[],
): Promise<string> {
  copyFileSync(join(HERE, script), join(WORKSPACE, script));
  return await runIn(WORKSPACE, binaryOf(runtime), [script, ...args]);
}

/** Type-checks files, given as name and text, against the installed declarations, with the newest `tsc`. */
export async function checkTypes(
  files: Readonly<Record<string, string>>,
  module: "nodenext" | "preserve",
): Promise<Ending> {
  for (const [file, text] of Object.entries(files)) writeFileSync(join(WORKSPACE, file), text);
  const config = `tsconfig.${module}.json`;
  writeJson(config, {
    compilerOptions: {
      target: "es2022",
      lib: ["es2022", "esnext.disposable"],
      types: [],
      module,
      moduleResolution: module === "preserve" ? "bundler" : module,
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      // The declarations themselves are checked as well.
      skipLibCheck: false,
      noEmit: true,
    },
    files: Object.keys(files),
  });
  const tsc = join(ROOT, "node_modules", "typescript", "bin", "tsc");
  return await run("node", [tsc, "-p", config], WORKSPACE);
}

function binaryOf(runtime: string): string {
  const binary = RUNTIMES[runtime];
  if (binary === undefined) throw new Error(`Cannot find ${runtime} for this platform`);
  return binary.includes("/") ? join(ROOT, binary) : binary;
}

async function runIn(folder: string, command: string, args: readonly string[]): Promise<string> {
  const { isOk, output } = await run(command, args, folder);
  if (!isOk) throw new Error(`Cannot run ${[command, ...args].join(" ")}\n${output}`);
  return output;
}

function readJson(path: string): Manifest {
  return JSON.parse(readFileSync(path, "utf8"));
}

function writeJson(file: string, value: unknown): void {
  writeFileSync(join(WORKSPACE, file), JSON.stringify(value, null, 2));
}
