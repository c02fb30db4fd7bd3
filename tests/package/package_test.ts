/** The package as npm users get it: packed, installed into an empty folder, imported, run, type-checked. Deno only, with all permissions. */
import { assert, assertEquals } from "@std/assert";
import { beforeAll, describe, it } from "@std/testing/bdd";
import { readJunit } from "../hosts/junit.ts";
import {
  bundleSuites,
  checkTypes,
  consumerSource,
  installedManifest,
  installedPackages,
  installPackage,
  runScript,
  runSuites,
  RUNTIMES,
  sourceManifest,
} from "./_workspace.ts";

const manifest = sourceManifest();
const consumer = consumerSource("accepted.ts");

const KINDS = [
  ...["Price", "Quantity", "Volume", "Notional", "Pnl", "Fee", "CashFlow", "PositionSize"],
  ...["Leverage", "AccountId", "AccountGroupId"],
];

/** One line for each pair of kinds that assigns the one to the other, and no other line that a compiler may refuse. */
const MIXED: readonly string[] = [
  `import type { ${KINDS.join(", ")} } from "${manifest.name}/param";`,
  ...KINDS.map((kind) => `declare const a${kind}: ${kind};`),
  ...KINDS.map((kind) => `export const same${kind}: ${kind} = a${kind};`),
  ...KINDS.flatMap((from) =>
    KINDS.filter((to) => to !== from).map((to) => `export const ${from}As${to}: ${to} = a${from};`)
  ),
];

function isMix(line: string): boolean {
  return /^export const \w+As/.test(line);
}

/** What users import, with the file behind it. */
const doors = Object.entries(manifest.exports).map(([subpath, file]) => ({
  specifier: manifest.name + subpath.slice(1),
  url: new URL(`../../${file}`, import.meta.url).href,
}));

async function namesInSource(): Promise<Record<string, string[]>> {
  const names: Record<string, string[]> = {};
  for (const { specifier, url } of doors) names[specifier] = Object.keys(await import(url)).sort();
  return names;
}

const runtimes = Object.keys(RUNTIMES).filter((runtime) => {
  if (RUNTIMES[runtime] !== undefined) return true;
  // deno-lint-ignore no-console -- a test that doesn't run has to say so
  console.log(`${runtime} is skipped: no binary for this platform`);
  return false;
});

describe("the installed package", () => {
  let suites: readonly string[] = [];
  const passed = new Map<string, readonly string[]>();

  beforeAll(async () => {
    await installPackage();
    suites = await bundleSuites();
  });

  it("brings nothing else along", () => {
    assertEquals(installedPackages(), [manifest.name]);
    assertEquals(Object.keys(installedManifest().dependencies ?? {}), []);
  });
  it("has every export of the source and no other", () => {
    assertEquals(Object.keys(installedManifest().exports), Object.keys(manifest.exports));
  });

  for (const runtime of runtimes) {
    it(`exports on ${runtime} what the source exports`, async () => {
      const output = await runScript(
        runtime,
        "list_exports.mjs",
        doors.map(({ specifier }) => specifier),
      );
      assertEquals(JSON.parse(output), await namesInSource());
    });
    it(`passes the suites on ${runtime}`, async () => {
      const cases = readJunit(await runSuites(runtime, suites));
      assertEquals(cases.filter(({ failure }) => failure !== undefined), []);
      assert(cases.length >= suites.length, "a suite without a case");
      passed.set(runtime, cases.map(({ name }) => name).sort());
    });
  }
  it("passes the same cases everywhere", () => {
    const [first, ...others] = runtimes.map((runtime) => passed.get(runtime));
    for (const other of others) assertEquals(other, first);
  });

  for (const module of ["nodenext", "preserve"] as const) {
    it(`has declarations that a strict compiler accepts (module ${module})`, async () => {
      const { isOk, output } = await checkTypes({ "accepted.ts": consumer }, module);
      assert(isOk, output);
    });
    it(`has declarations that keep all kinds of values apart (module ${module})`, async () => {
      const { isOk, output } = await checkTypes({ "mixed.ts": MIXED.join("\n") }, module);
      assertEquals(isOk, false);
      const lines = [...output.matchAll(/^mixed\.ts\((\d+),\d+\): error TS2\d+:/gm)];
      const refused = new Set(lines.map(([, line]) => MIXED[Number(line) - 1]));
      assertEquals(MIXED.filter((line) => isMix(line) && !refused.has(line)), []);
      assertEquals([...refused].filter((line) => !isMix(line ?? "")), []);
    });
  }
});
