/** Every TypeScript block of the user documents compiles, runs, and prints what its comments say. Deno only. */
import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { basename, dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { type Block, blocksOf, promisedOutput } from "./_blocks.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const DOCUMENTS = [
  "README.md",
  "docs/architecture.md",
  "docs/migration.md",
  "docs/policies.md",
  "docs/semantics.md",
  "docs/spot-funds.md",
] as const;

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function deno(...args: string[]): Run {
  const child = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
  return { code: child.status, out: child.stdout, err: child.stderr };
}

/** Lends texts as programs inside the repository, where the package's own name resolves. */
function withPrograms<T>(texts: readonly string[], use: (paths: readonly string[]) => T): T {
  const scratch = join(ROOT, ".tmp");
  mkdirSync(scratch, { recursive: true });
  const directory = mkdtempSync(join(scratch, "docs-"));
  try {
    return use(texts.map((text, index) => {
      const path = join(directory, `block_${index}.ts`);
      writeFileSync(path, text);
      return path;
    }));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** Type-checks texts without running them: a program that imports only their types has all of them in its graph. */
function check(texts: readonly string[]): Run {
  return withPrograms(texts, (paths) => {
    const directory = dirname(paths[0] as string);
    const imports = paths.map((path) => `import type {} from "./${basename(path)}";`);
    const index = join(directory, "index.ts");
    writeFileSync(index, imports.join("\n"));
    return deno("run", "--check", "--quiet", "--no-lock", index);
  });
}

function assertRuns(block: Block): void {
  const { code, out, err } = withPrograms(
    [block.text],
    ([path]) => deno("run", "--no-check", "--quiet", "--no-lock", path as string),
  );
  assertEquals(code, 0, err);
  assertEquals(out.split("\n").slice(0, -1), promisedOutput(block.text));
}

function scriptsOf(path: string): Block[] {
  const blocks = blocksOf(readFileSync(join(ROOT, path), "utf8"));
  return blocks.filter((block) => block.language === "ts");
}

describe("the TypeScript blocks", () => {
  const all = DOCUMENTS.flatMap((path) => scriptsOf(path).map((block) => ({ path, block })));

  it("are there: five in the README, two in the migration guide", () => {
    assertEquals(scriptsOf("README.md").length, 5);
    assertEquals(scriptsOf("docs/migration.md").length, 2);
  });
  it("compile", () => {
    const { code, err } = check(all.map(({ block }) => block.text));
    assertEquals(code, 0, err);
  });
  for (const { path, block } of all) {
    it(`of ${path}, line ${block.line}, runs and prints what it says`, () => assertRuns(block));
  }
  it("print something, each", () => {
    const silent = all.filter(({ block }) => promisedOutput(block.text).length === 0);
    assertEquals(silent.map(({ path, block }) => `${path}:${block.line}`), []);
  });
});

describe("the quick start", () => {
  it("is the first block and has at most 22 lines of code", () => {
    const [first] = scriptsOf("README.md");
    const lines = (first?.text ?? "").split("\n").filter((line) => line.trim() !== "");
    assertEquals(lines.length <= 22, true, `${lines.length} lines`);
  });
});

describe("the block runner", () => {
  const block = (text: string): Block => ({ language: "ts", line: 1, text });

  it("refuses a block that does not compile", () => {
    const { code, err } = check(["export const a = 1;", "export const b: number = 'one';"]);
    assertEquals(code, 1);
    assertStringIncludes(err, "is not assignable to type 'number'");
  });
  it("refuses a block that throws", () => {
    assertThrows(() => assertRuns(block("throw new Error('no');")));
  });
  it("refuses a block that prints something else", () => {
    assertThrows(() => assertRuns(block("console.log(1 + 1); // 3")));
  });
});

describe("blocksOf()", () => {
  it("gives language, line and text of each block", () => {
    assertEquals(blocksOf("a\n```ts\nx\ny\n```\nb\n```\nz\n```"), [
      { language: "ts", line: 2, text: "x\ny" },
      { language: "", line: 7, text: "z" },
    ]);
  });
  it("refuses a block without an end", () => {
    assertThrows(() => blocksOf("```ts\nx"), Error, "line 1");
  });
});

describe("promisedOutput()", () => {
  it("gives the comments behind console.log", () => {
    assertEquals(promisedOutput("console.log(a); // one\nb();\nconsole.log(c); // two 2"), [
      "one",
      "two 2",
    ]);
  });
  it("refuses a console.log without a comment", () => {
    assertThrows(() => promisedOutput("console.log(a);"), Error, "No comment");
  });
});
