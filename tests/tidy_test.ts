/**
 * The shape of the repository, as tests: layers, cycles, sizes, words, mirrors, manifests. Deno only, with `--allow-read`.
 *
 * Each rule runs on the real tree and, below, on samples that it must refuse and samples that it must let pass.
 */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { checkCycles, checkDoors, checkGraph, checkImports, importsOf } from "../tools/graph.ts";
import plugin from "../tools/lint.ts";
import {
  formatViolation,
  isSource,
  readTree,
  type Tree,
  type Violation,
} from "../tools/lint/tree.ts";
import { checkManifests } from "./tidy/manifests.ts";
import { checkMirrors, hasCode, mirrorOf } from "./tidy/mirrors.ts";
import { checkSizes } from "./tidy/sizes.ts";
import { BANNED_WORDS, checkWords } from "./tidy/words.ts";

type Files = Readonly<Record<string, string>>;

const tree = readTree();

/** Messages of the plugin, with the rule named; suppression comments have no effect here. */
function lint(path: string, text: string): string[] {
  return Deno.lint.runPlugin(plugin, path, text).map(({ id, message }) => `${id}: ${message}`);
}

function assertClean(violations: readonly Violation[]): void {
  assertEquals(violations.map(formatViolation), []);
}

/** The check must report exactly one violation, and its text must hold `fragment`. */
function assertRefuses(check: (tree: Tree) => Violation[], files: Files, fragment: string): void {
  const lines = check(new Map(Object.entries(files))).map(formatViolation);
  assertEquals(lines.length, 1, lines.join("\n"));
  assertStringIncludes(lines[0] ?? "", fragment);
}

function assertPasses(check: (tree: Tree) => Violation[], files: Files): void {
  assertClean(check(new Map(Object.entries(files))));
}

describe("the repository", () => {
  it("is really read", () => {
    for (const path of ["deno.json", "src/param/mod.ts", "tests/tidy_test.ts", "LICENSE"]) {
      assert(tree.has(path), path);
    }
  });
  it("keeps layers, doors and has no import cycle", () => assertClean(checkGraph(tree)));
  it("keeps source files short", () => assertClean(checkSizes(tree)));
  it("holds no banned word", () => assertClean(checkWords(tree)));
  it("has a unit test for every source file", () => assertClean(checkMirrors(tree)));
  it("has manifests that agree", () => assertClean(checkManifests(tree)));
  it("passes the lint plugin with no suppression", () => {
    const scripts = [...tree].filter(([path]) => path.endsWith(".ts"));
    const lines = scripts.flatMap(([path, text]) => lint(path, text).map((x) => `${path}: ${x}`));
    assertEquals(lines, []);
  });
});

describe("importsOf()", () => {
  it("finds what Deno's parser finds, in every source file", () => {
    for (const [path, text] of tree) {
      if (isSource(path)) assertEquals(importsOf(text), parsedImportsOf(path, text), path);
    }
  });
  it("finds every form of import and nothing in comments or strings", () => {
    const text = [
      `import a from "./a.ts";`,
      `import type { B } from "./b.ts";`,
      `import {\n  c,\n  type C,\n} from "./c.ts";`,
      `import * as d from './d.ts';`,
      `import "./e.ts";`,
      `export * from "./f.ts";`,
      `export * as g from "./g.ts";`,
      `export type { H } from "./h.ts";`,
      `/**\n * import x from "./x.ts";\n */`,
      `// import x from "./x.ts";`,
      `export const x = "./x.ts";`,
      `export function x(): void {\n  Array.from("./x.ts");\n}`,
    ].join("\n");
    const names = ["a", "b", "c", "d", "e", "f", "g", "h"];
    assertEquals(importsOf(text), names.map((name) => `./${name}.ts`));
    assertEquals(importsOf(text), parsedImportsOf("src/sample.ts", text));
  });
});

function parsedImportsOf(path: string, text: string): string[] {
  const specifiers: string[] = [];
  const take = (node: { source: { value: string } | null }) => {
    if (node.source !== null) specifiers.push(node.source.value);
  };
  const visitor = {
    ImportDeclaration: take,
    ExportAllDeclaration: take,
    ExportNamedDeclaration: take,
  };
  const collector = { name: "collector", rules: { imports: { create: () => visitor } } };
  Deno.lint.runPlugin(collector, path, text);
  return specifiers;
}

describe("checkImports()", () => {
  const refused: readonly [from: string, specifier: string, fragment: string][] = [
    ["src/param/a.ts", "npm:big.js", "not a relative import"],
    ["src/param/a.ts", "@openpit-ts/openpit/model", "not a relative import"],
    ["src/param/a.ts", "/src/model/mod.ts", "not a relative import"],
    ["src/param/a.ts", "../../tests/a.ts", "tests/a.ts is not part of src"],
    ["src/param/a.ts", "../../mod.ts", "nothing in src imports it"],
    ["src/param/a.ts", "../core.ts", "nothing in src imports it"],
    ["src/testing/a.ts", "../core.ts", "nothing in src imports it"],
    ["src/gateway/a.ts", "../testing/mod.ts", "nothing in src imports src/testing"],
    ["src/param/a.ts", "../model/mod.ts", "src/model does not stand below src/param"],
    ["src/internal/a.ts", "../runtime/b.ts", "src/runtime does not stand below src/internal"],
    ["src/pretrade/a.ts", "./policies/mod.ts", "does not stand below src/pretrade"],
    ["src/engine/a.ts", "../pretrade/policies/mod.ts", "does not stand below src/engine"],
    ["src/pretrade/policies/a.ts", "../../engine/mod.ts", "does not stand below"],
    ["src/sync/a.ts", "../state/mod.ts", "does not stand below src/sync"],
    ["src/param/a.ts", "./mod.ts", "import the file, not the door"],
    ["src/param/a.ts", "./internal.ts", "import the file, not the door"],
    ["src/pretrade/policies/funds/a.ts", "../mod.ts", "import the file, not the door"],
    ["src/model/a.ts", "../param/price.ts", "import src/param/mod.ts or src/param/internal.ts"],
    ["src/model/a.ts", "../param/sub/mod.ts", "import src/param/mod.ts or"],
    ["src/pretrade/policies/a.ts", "../reject.ts", "import src/pretrade/mod.ts or"],
    ["src/pretrade/policies/a.ts", "./funds/b.ts", "import src/pretrade/policies/funds/mod.ts or"],
    ["src/param/a.ts", "../internal/decimal/add.ts", "import src/internal/decimal/mod.ts or"],
    ["src/param/a.ts", "../internal/_a.ts", "is private to src/internal"],
    ["src/pretrade/policies/funds/a.ts", "../_b.ts", "is private to src/pretrade/policies"],
    ["mod.ts", "./src/param/price.ts", "public mod.ts files of layers only"],
    ["mod.ts", "./src/pretrade/internal.ts", "public mod.ts files of layers only"],
    ["mod.ts", "./src/internal/decimal/mod.ts", "public mod.ts files of layers only"],
    ["mod.ts", "./src/testing/mod.ts", "reached by its own subpath only"],
    ["src/core.ts", "./state/mod.ts", "reached by its own subpath only"],
    ["src/core.ts", "./reject.ts", "nothing in src imports it"],
    ["src/param/a.ts", "../other/mod.ts", "src/other is in no layer"],
    ["src/param/a.ts", "./gone.ts", "no such file"],
  ];
  for (const [from, specifier, fragment] of refused) {
    it(`refuses "${specifier}" in ${from}`, () => {
      assertRefuses(checkImports, { [from]: `import { X } from "${specifier}";` }, fragment);
    });
  }
  it("lets the engine name the option types of policies, and only types", () => {
    assertPasses(checkImports, {
      "src/engine/a.ts": `import type { X } from "../pretrade/policies/mod.ts";`,
      "src/pretrade/policies/mod.ts": "",
    });
  });
  it("refuses a folder that is in no layer", () => {
    assertRefuses(checkImports, { "src/other/a.ts": "" }, "the folder is in no layer");
  });

  const allowed: readonly [from: string, specifier: string, target: string][] = [
    ["src/param/a.ts", "./_b.ts", "src/param/_b.ts"],
    ["src/param/a.ts", "../internal/assert.ts", "src/internal/assert.ts"],
    ["src/param/a.ts", "../internal/decimal/mod.ts", "src/internal/decimal/mod.ts"],
    ["src/internal/decimal/a.ts", "../assert.ts", "src/internal/assert.ts"],
    ["src/engine/a.ts", "../runtime/clock.ts", "src/runtime/clock.ts"],
    ["src/engine/a.ts", "../pretrade/internal.ts", "src/pretrade/internal.ts"],
    ["src/pretrade/policies/a.ts", "../mod.ts", "src/pretrade/mod.ts"],
    ["src/pretrade/policies/a.ts", "./funds/mod.ts", "src/pretrade/policies/funds/mod.ts"],
    ["src/pretrade/policies/funds/a.ts", "../b.ts", "src/pretrade/policies/b.ts"],
    ["src/sync/a.ts", "../engine/mod.ts", "src/engine/mod.ts"],
    ["src/testing/a.ts", "../gateway/mod.ts", "src/gateway/mod.ts"],
    ["mod.ts", "./src/engine/mod.ts", "src/engine/mod.ts"],
    ["src/core.ts", "./model/mod.ts", "src/model/mod.ts"],
  ];
  for (const [from, specifier, target] of allowed) {
    it(`allows "${specifier}" in ${from}`, () => {
      assertPasses(checkImports, { [from]: `export { x } from "${specifier}";`, [target]: "" });
    });
  }
});

describe("checkDoors()", () => {
  const door = `/** Doc. */\nexport { a } from "./a.ts";\nexport type {\n  B,\n} from "./b.ts";\n`;
  for (const path of ["mod.ts", "src/core.ts", "src/param/mod.ts", "src/param/internal.ts"]) {
    it(`lets ${path} re-export and do nothing else`, () => {
      assertPasses(checkDoors, { [path]: door });
      assertRefuses(checkDoors, { [path]: `${door}export const x = 1;\n` }, "more than re-exports");
      assertRefuses(checkDoors, { [path]: `${door}import "./a.ts";\n` }, "more than re-exports");
    });
  }
  it("lets other files hold code", () => {
    assertPasses(checkDoors, { "src/param/a.ts": "export const x = 1;\n" });
  });
});

describe("checkCycles()", () => {
  it("refuses a cycle, and names its files", () => {
    assertRefuses(checkCycles, {
      "src/param/_user.ts": `import { a } from "./a.ts";`,
      "src/param/a.ts": `import { type B, b } from "./b.ts";`,
      "src/param/b.ts": `import { c } from "./c.ts";`,
      "src/param/c.ts": `export { a } from "./a.ts";`,
    }, "cycles: src/param/a.ts -> src/param/b.ts -> src/param/c.ts -> src/param/a.ts");
  });
  it("allows types to name each other", () => {
    assertPasses(checkCycles, {
      "src/param/a.ts": `import type { B } from "./b.ts";\nexport const a = 1;`,
      "src/param/b.ts": `import { a } from "./a.ts";`,
    });
  });
  it("refuses a file that imports itself", () => {
    const path = "src/param/a.ts";
    assertRefuses(checkCycles, { [path]: `import "./a.ts";` }, `${path} -> ${path}`);
  });
  it("finds two cycles that do not touch", () => {
    const files = ["a", "b"].flatMap((folder) =>
      [
        [`src/${folder}/x.ts`, `import "./y.ts";`],
        [`src/${folder}/y.ts`, `import "./x.ts";`],
      ] as const
    );
    assertEquals(checkCycles(new Map(files)).length, 2);
  });
  it("allows two ways to one file", () => {
    assertPasses(checkCycles, {
      "src/param/a.ts": `import "./b.ts";\nimport "./c.ts";`,
      "src/param/b.ts": `import "./c.ts";`,
      "src/param/c.ts": "",
    });
  });
});

describe("checkSizes()", () => {
  it("refuses line 401 of a source file, and only there", () => {
    assertPasses(checkSizes, { "src/a.ts": "x\n".repeat(400), "tests/a.ts": "x\n".repeat(401) });
    assertRefuses(checkSizes, { "src/a.ts": "x\n".repeat(401) }, "401 lines, at most 400");
  });
});

describe("checkWords()", () => {
  for (const { sample, where, instead } of BANNED_WORDS) {
    it(`refuses ${sample} ${where === "src" ? "in src" : "everywhere"}`, () => {
      assertRefuses(checkWords, { "src/param/a.ts": `\n${sample}` }, `: ${instead}`);
      const outside = checkWords(new Map([["docs/a.md", sample]]));
      assertEquals(outside.length, where === "src" ? 0 : 1);
    });
  }
  it("passes what only looks similar", () => {
    assertPasses(checkWords, {
      "src/a.ts":
        "todos hackney xxx toFixedPoint consoles src/work/a https://a.example/home/ ./tmp",
    });
  });
});

describe("checkMirrors()", () => {
  const file = { "src/param/_a.ts": "export const x = 1;\n" };
  const table = { "src/param/_a.ts": { by: "tests/unit/param/b_test.ts", reason: "sample" } };
  const check = (tree: Tree) => checkMirrors(tree, table);
  const checkAlone = (tree: Tree) => checkMirrors(tree, {});

  it("refuses a source file without a test", () => {
    assertRefuses(checkAlone, file, "no test at tests/unit/param/a_test.ts");
    assertPasses(checkAlone, { ...file, "tests/unit/param/a_test.ts": "" });
  });
  it("accepts a table entry only as long as it holds", () => {
    assertPasses(check, { ...file, "tests/unit/param/b_test.ts": "" });
    assertRefuses(check, file, "covered by tests/unit/param/b_test.ts, which does not exist");
    assertRefuses(check, {}, "stands in the table of covered files and does not exist");
    assertRefuses(check, { ...file, "tests/unit/param/a_test.ts": "" }, "has a test of its own");
  });
  it("asks for no test where nothing runs", () => {
    assert(
      !hasCode(
        `/** Doc. */\nimport type { A } from "./a.ts";\n\nexport interface B {\n  a: A;\n}\n`,
      ),
    );
    assert(!hasCode(`export type A =\n  | "x"\n  | "y";\ndeclare const kind: unique symbol;\n`));
    assert(!hasCode(`export * from "./a.ts";\nexport {\n  b,\n} from "./b.ts";\n`));
    assert(hasCode(`export interface A {\n  a: 1;\n}\n\nfunction f() {}\n`));
    assert(hasCode(`export class A {\n}\n`));
    assert(hasCode(`start();\n`));
  });
  it("mirrors nested folders", () => {
    const mirror = "tests/unit/pretrade/policies/funds/a_test.ts";
    assertEquals(mirrorOf("src/pretrade/policies/funds/a.ts"), mirror);
  });
});

describe("checkManifests()", () => {
  const shared = { name: "n", version: "1", license: "l", exports: { ".": "./mod.ts" } };
  const deno = { ...shared, publish: { include: ["src"] }, imports: { a: "npm:a@1.0.0" } };
  const npm = { ...shared, private: true, devDependencies: { a: "1.0.0" } };
  const jsr = { ...shared, publish: { include: ["src"] } };
  const files = (change: { deno?: object; jsr?: object; npm?: object; more?: Files }): Files => ({
    "deno.json": JSON.stringify({ ...deno, ...change.deno }),
    "jsr.json": JSON.stringify({ ...jsr, ...change.jsr }),
    "package.json": JSON.stringify({ ...npm, ...change.npm }),
    "mod.ts": "",
    ...change.more,
  });

  it("passes manifests that agree", () => assertPasses(checkManifests, files({})));
  for (const field of ["name", "version", "license", "exports", "publish"]) {
    it(`refuses a jsr.json with another ${field}`, () => {
      const fragment = `jsr.json: manifests: ${field} differs`;
      assertRefuses(checkManifests, files({ jsr: { [field]: "other" } }), fragment);
    });
  }
  for (const field of ["name", "version", "license", "exports"]) {
    it(`refuses a package.json with another ${field}`, () => {
      const fragment = `package.json: manifests: ${field} differs`;
      assertRefuses(checkManifests, files({ npm: { [field]: "other" } }), fragment);
    });
  }
  for (const field of ["dependencies", "peerDependencies", "bundledDependencies"]) {
    it(`refuses ${field} in package.json`, () => {
      assertRefuses(checkManifests, files({ npm: { [field]: {} } }), `${field} must not be there`);
    });
  }
  it("refuses a package.json that npm could publish", () => {
    assertRefuses(checkManifests, files({ npm: { private: false } }), "private must be true");
  });
  it("refuses an export that does not exist", () => {
    const { "mod.ts": _, ...rest } = files({});
    assertRefuses(checkManifests, rest, "exports name mod.ts, which does not exist");
  });
  it("refuses a subpath file that is not exported", () => {
    const more = { "src/core.ts": "" };
    assertRefuses(checkManifests, files({ more }), "exports leave out src/core.ts");
  });
  it("refuses a library in two versions", () => {
    const imports = { a: "npm:a@^1.0.0" };
    assertRefuses(checkManifests, files({ deno: { imports } }), "package.json pins 1.0.0");
  });
});

describe("the lint plugin", () => {
  const long = (lines: number) => `{\n${"  f();\n".repeat(lines - 2)}}`;
  const refused: readonly [rule: string, path: string, text: string][] = [
    ["layers", "src/param/a.ts", `import { x } from "../model/mod.ts";`],
    ["layers", "src/param/a.ts", `export * from "../model/mod.ts";`],
    ["layers", "src/param/a.ts", `export { x } from "../model/mod.ts";`],
    ["layers", "src/param/a.ts", `const x = await import("./b.ts");`],
    ["layers", "src/param/a.ts", `type X = import("./b.ts").X;`],
    ["host-globals", "src/param/a.ts", `globalThis.x;`],
    ["host-globals", "src/param/a.ts", `x = typeof FinalizationRegistry;`],
    ["host-globals", "src/param/a.ts", `const now = Date.now();`],
    ["host-globals", "src/param/a.ts", `const now = new Date();`],
    ["host-globals", "src/param/a.ts", `type X = WeakRef<Y>;`],
    ["host-globals", "src/param/a.ts", `declare const process: unknown;`],
    ["host-globals", "src/param/a.ts", `x[performance];`],
    ["host-globals", "src/param/a.ts", `x = { Deno };`],
    ["host-globals", "src/param/a.ts", `x = { [Deno]: 1 };`],
    ["no-non-null", "src/param/a.ts", `x = y!;`],
    ["no-using", "src/param/a.ts", `using x = y();`],
    ["no-using", "src/param/a.ts", `await using x = y();`],
    ["erasable-only", "src/param/a.ts", `enum X { A }`],
    ["erasable-only", "tests/a.ts", `namespace X { export const a = 1; }`],
    ["error-wording", "src/param/a.ts", `throw new TypeError("Cannot do it.");`],
    ["error-wording", "src/param/a.ts", "throw new ParamError(`Cannot do ${x}.`);"],
    ["error-wording", "tools/a.ts", `throw new Error("It doesn't work");`],
    ["error-wording", "tools/a.ts", `throw new Error("You've won");`],
    ["function-length", "src/param/a.ts", `function f() ${long(71)}`],
    ["function-length", "src/param/a.ts", `class X {\n  f() ${long(71)}\n}`],
    ["function-length", "src/param/a.ts", `run(() => ${long(71)});`],
    ["function-length", "tests/a_test.ts", `function f() ${long(71)}`],
  ];
  for (const [rule, path, text] of refused) {
    it(`openpit/${rule} refuses ${text.slice(0, 50).split("\n")[0]} in ${path}`, () => {
      const messages = lint(path, text);
      assertEquals(messages.length, 1, messages.join("\n"));
      assertStringIncludes(messages[0] ?? "", `openpit/${rule}: Cannot `);
    });
  }
  const allowed: readonly [path: string, text: string][] = [
    ["src/param/a.ts", `import type { X } from "./b.ts";\nexport const x = 1;`],
    ["src/runtime/clock.ts", `globalThis.x;`],
    ["src/param/a.ts", `x = { process: a.performance, Date() {} }; // globalThis`],
    ["src/param/a.ts", `if (x instanceof Date) y = new Date(x.getTime());`],
    ["src/param/a.ts", `class X { process = 1; Deno() {} }\ninterface Y { self: 1; URL(): void }`],
    ["tests/a.ts", `using x = globalThis.y!;\nthrow new Error("Cannot.");\nimport "npm:a";`],
    ["src/param/a.ts", `throw new TypeError("account 'a' does not exist");`],
    ["src/param/a.ts", `throw new TypeError("Cannot read the host's clock: 1.5");`],
    ["src/param/a.ts", `function f() ${long(70)}`],
    ["tests/a_test.ts", `describe("x", () => ${long(71)});`],
  ];
  for (const [path, text] of allowed) {
    it(`allows ${text.slice(0, 50).split("\n")[0]} in ${path}`, () => {
      assertEquals(lint(path, text), []);
    });
  }
  it("knows the absolute paths that deno lint hands over", () => {
    const path = new URL("../src/param/a.ts", import.meta.url).pathname;
    assertEquals(lint(path, "x = y!;").length, 1);
  });
  it("is switched on in deno.json", () => {
    const { lint } = JSON.parse(tree.get("deno.json") ?? "{}");
    assert(lint?.plugins?.includes("./tools/lint.ts"), "lint.plugins");
  });
});
