/** The suites under the package's own name, straight from the source: the same cases pass as on the tarball. Deno only, with all permissions. */
import { assert, assertEquals } from "@std/assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, it } from "@std/testing/bdd";
import { BINARIES } from "../../tools/check/binaries.ts";
import { run } from "../../tools/check/process.ts";
import { readJunit } from "../hosts/junit.ts";
import { bundleSuites, installPackage, runSuites, RUNTIMES, WORKSPACE } from "./_workspace.ts";

const SUITES = "./tests/package/suites";

interface Host {
  readonly name: string;
  readonly binary: string | undefined;
  readonly argsFor: (report: string) => readonly string[];
}

/** Those that run TypeScript themselves. */
const HOSTS: readonly Host[] = [
  {
    name: "Deno",
    binary: BINARIES.deno,
    argsFor: (report) => [
      ...["test", "--no-check", "--no-lock", `--junit-path=${report}`],
      ...["--import-map", "tests/std/import_map.json", SUITES],
    ],
  },
  {
    name: "Bun",
    binary: BINARIES.bun,
    argsFor: (report) => ["test", "--reporter=junit", `--reporter-outfile=${report}`, SUITES],
  },
  {
    name: "Node 24",
    binary: BINARIES.node24,
    argsFor: (report) => [
      ...["--import", "./tests/std/node.mjs", "--test", "--test-reporter=junit"],
      ...[`--test-reporter-destination=${report}`, `${SUITES}/*_test.ts`],
    ],
  },
];

describe("the suites under the package's own name", () => {
  let expected: readonly string[] = [];

  beforeAll(async () => {
    await installPackage();
    const [runtime] = Object.keys(RUNTIMES).filter((name) => RUNTIMES[name] !== undefined);
    assert(runtime !== undefined, "no runtime to run the tarball on");
    expected = passedIn(await runSuites(runtime, await bundleSuites()));
    assert(expected.length > 0, "no case");
  });

  for (const { name, binary, argsFor } of HOSTS) {
    if (binary === undefined) {
      // deno-lint-ignore no-console -- a test that doesn't run has to say so
      console.log(`${name} is skipped: no binary for this platform`);
      continue;
    }
    it(`pass on ${name} as on the tarball`, async () => {
      const report = join(WORKSPACE, `source_${name.replace(" ", "_")}.xml`);
      const { isOk, output } = await run(binary, argsFor(report));
      assert(isOk, output);
      assertEquals(passedIn(readFileSync(report, "utf8")), expected);
    });
  }
});

function passedIn(report: string): readonly string[] {
  const cases = readJunit(report);
  assertEquals(cases.filter(({ failure }) => failure !== undefined), []);
  return cases.map(({ name }) => name).sort();
}
