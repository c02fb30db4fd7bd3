/** What is in the tarball beside code, and what a strict compiler makes of its declarations. Deno only, with all permissions. */
import { assert, assertEquals } from "@std/assert";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, it } from "@std/testing/bdd";
import {
  checkTypes,
  consumerSource,
  installedManifest,
  installPackage,
  sourceManifest,
  WORKSPACE,
} from "./_workspace.ts";

const { name } = sourceManifest();
const folder = join(WORKSPACE, "node_modules", name);

/** Fields that would make an installation fetch or run something. */
const REFUSED_FIELDS = [
  ...["dependencies", "peerDependencies", "optionalDependencies", "bundledDependencies"],
  ...["scripts", "bin"],
];

describe("the contents of the tarball", () => {
  beforeAll(installPackage);

  it("give every export its code and its declarations", () => {
    const targets = Object.values(installedManifest().exports) as Record<string, string>[];
    assertEquals(targets.length, Object.keys(sourceManifest().exports).length);
    for (const { types = "no types", default: code = "no code" } of targets) {
      assert(types.endsWith(".d.ts") && existsSync(join(folder, types)), types);
      assert(code.endsWith(".js") && existsSync(join(folder, code)), code);
    }
  });
  it("hold the texts that belong to the package, as they are", () => {
    for (const file of ["README.md", "LICENSE", "CHANGELOG.md"]) {
      assertEquals(readFileSync(join(folder, file), "utf8"), readFileSync(file, "utf8"), file);
    }
  });
  it("have nothing to install or to run", () => {
    const manifest = installedManifest();
    assertEquals(REFUSED_FIELDS.filter((field) => field in manifest), []);
  });
  for (const module of ["nodenext", "preserve"] as const) {
    it(`refuse mixed kinds, orders that lack what is read, and hooks that wait (module ${module})`, async () => {
      const { isOk, output } = await checkTypes(
        { "refused.ts": consumerSource("refused.ts") },
        module,
      );
      assert(isOk, output);
    });
  }
});
