/** What the documents say about commands, versions, subpaths and folders is what the manifests and the tree say. Deno only. */
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { CHROMIUM_MAJOR } from "../../tools/check/chromium.ts";
import { code, ROOT, rowsOf, textOf } from "./_semantics.ts";

interface Manifest {
  readonly version: string;
  readonly exports: Readonly<Record<string, string>>;
  readonly tasks: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
}

const readme = textOf("README.md");
const deno = JSON.parse(textOf("deno.json")) as Manifest;
const npm = JSON.parse(textOf("package.json")) as Manifest;

describe("the README", () => {
  it("names only commands that exist", () => {
    const tasks = [...readme.matchAll(/deno task ([\w:]+)/g)].map((match) => match[1] as string);
    assert(tasks.length >= 4);
    for (const task of tasks) assert(task in deno.tasks, task);
    const scripts = [...readme.matchAll(/npm run (\w+)/g)].map((match) => match[1] as string);
    for (const script of [...scripts, "test"]) assert(script in npm.scripts, script);
    assertStringIncludes(readme, "npm run demo");
    assertStringIncludes(readme, "npm test");
  });
  it("names every subpath of the package and no other", () => {
    const named = [...readme.matchAll(/`(\.(?:\/[a-z]+)*)`/g)].map((match) => match[1] as string);
    assertEquals([...new Set(named)].sort(), Object.keys(deno.exports).sort());
  });
  it("names the pinned versions of the runtimes", () => {
    const versionOf = (alias: string) =>
      (npm.optionalDependencies[alias] ?? "").replace(/^.*@/, "");
    const expected = [
      npm.devDependencies.deno,
      versionOf("@oven/bun-linux-x64"),
      versionOf("node24-linux-x64"),
      versionOf("node20-linux-x64"),
      npm.devDependencies.miniflare?.replace(/\.0$/, ""),
      npm.devDependencies.miniflare?.replace(/\.0$/, ""),
      CHROMIUM_MAJOR,
      CHROMIUM_MAJOR,
    ];
    assertEquals(rowsOf(readme, ["Runtime", "Version"]).map((row) => row[1]), expected);
    assertStringIncludes(textOf("docs/threads.md"), `Chromium ${CHROMIUM_MAJOR}:`);
  });
  it("says what it is and what it is not", () => {
    assertMatch(readme, /independent\s+implementation/);
    assertMatch(readme, /not\s+affiliated/);
  });
});

describe("the changelog", () => {
  it("begins with the version of the package", () => {
    assertEquals(/^## (\S+)/m.exec(textOf("CHANGELOG.md"))?.[1], deno.version);
  });
});

describe("the architecture page", () => {
  it("names only folders and files that exist", () => {
    const page = textOf("docs/architecture.md");
    const folders = rowsOf(page, ["Folder"]).map((row) => code(row[0]));
    assert(folders.length >= 9);
    for (const folder of folders) assert(existsSync(join(ROOT, folder)), folder);
    const files = [...page.matchAll(/`(\w+\.ts)`/g)].map((match) => match[1] as string);
    assert(files.length >= 5);
    for (const file of files) {
      if (/^x(_builder)?\.ts$/.test(file)) continue; // a policy that is yet to be written
      const places = ["", "src/engine/", "src/pretrade/", "src/pretrade/policies/"];
      assert(places.some((place) => existsSync(join(ROOT, place + file))), file);
    }
  });
});
