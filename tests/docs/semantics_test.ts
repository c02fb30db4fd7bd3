/** docs/semantics.md and `src` say the same: rules, error classes, kinds, codes and texts. Deno only. */
import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  code,
  constantsOf,
  fixedParts,
  joinedTextOf,
  linksIn,
  referredRules,
  ROOT,
  type Row,
  rowsOf,
  ruleIdsIn,
  sources,
  textOf,
} from "./_semantics.ts";

const PAGE = "docs/semantics.md";
const DOCUMENTS = ["README.md", "CHANGELOG.md", "docs/architecture.md", "docs/migration.md", PAGE];

const page = textOf(PAGE);
const src = sources();
const allSource = [...src.values()].join("\n");
const rules = rowsOf(page, ["Id", "Rule", "Where", "Shown by"]);
const errors = rowsOf(page, ["Class", "Kind or code", "Text"]);
const shapeErrors = rowsOf(page, ["Class", "Text"]);
const rejects = rowsOf(page, ["Code", "Policy", "Reason", "Details"]);

function sorted(values: Iterable<string>): string[] {
  return [...new Set(values)].sort();
}

/** The codes named by a paragraph of the page. */
function codesAfter(lead: string): string[] {
  const start = page.indexOf(lead);
  assert(start >= 0, lead);
  const paragraph = page.slice(start + lead.length).split("\n\n")[0] ?? "";
  return [...paragraph.matchAll(/`(\w+)`/g)].map((match) => match[1] as string);
}

/** Every fixed part of the texts must stand in one of the source files that the row links. */
function assertWorded(row: Row, texts: readonly string[], where: string | undefined): void {
  const linked = linksIn(where ?? "", PAGE).map(joinedTextOf).join("\n");
  for (const part of texts.flatMap(fixedParts)) {
    assert(linked.includes(part), `${part} | ${row[0]}`);
  }
}

function longestPart(text: string): string {
  const [longest = ""] = fixedParts(text).sort((a, b) => b.length - a.length);
  return longest.trim();
}

/** What rows are about and where they say it is shown; empty if one of the tests that a row links names it. */
function notShown(
  claims: readonly (readonly [what: string, shownBy: string | undefined])[],
): string[] {
  return claims.filter(([what, shownBy]) => {
    const paths = linksIn(shownBy ?? "", PAGE).filter((path) => existsSync(join(ROOT, path)));
    return !paths.some((path) => joinedTextOf(path).includes(what));
  }).map(([what, shownBy]) => `${what} in ${shownBy}`);
}

describe("the documents", () => {
  for (const path of DOCUMENTS) {
    it(`${path} links only what exists`, () => {
      const missing = sorted(linksIn(textOf(path), path)).filter((to) =>
        !existsSync(join(ROOT, to))
      );
      assertEquals(missing, []);
    });
  }
});

describe("the rules", () => {
  it("are those that src refers to", () => {
    const referred = [...src.values()].flatMap(referredRules);
    assertEquals(rules.map((row) => row[0] as string).sort(), sorted(referred));
  });
  it("are referred to in the form that is looked for", () => {
    for (const [path, text] of src) {
      const areas = ruleIdsIn(text).filter((id) => rules.some((row) => row[0] === id));
      assertEquals(sorted(areas), sorted(referredRules(text)), path);
    }
  });
  it("have a text, a place and a test each", () => {
    for (const [id, text, where, shownBy] of rules) {
      assert((text ?? "").length > 20, id);
      assert(linksIn(where ?? "", PAGE).every((path) => path.startsWith("src/")), id);
      assert(linksIn(where ?? "", PAGE).length > 0, id);
      assert(linksIn(shownBy ?? "", PAGE).length > 0, id);
      assert(linksIn(shownBy ?? "", PAGE).every((path) => path.startsWith("tests/")), id);
    }
  });
});

describe("the errors", () => {
  it("are all error classes of src", () => {
    const bases = "OpenpitError|OpenpitValueError|RangeError|LifecycleError|MarketDataError";
    const pattern = new RegExp(`class (\\w+)(?:<.*>)? extends (?:${bases})\\b`, "g");
    const classes = [...allSource.matchAll(pattern)].map((match) => match[1] as string);
    assertEquals(sorted(errors.map((row) => code(row[0]))), sorted([...classes, "OpenpitError"]));
  });
  it("have all kinds of their constants", () => {
    const names = [...allSource.matchAll(/export const (\w*(?:ErrorKind|ErrorCode)) = \{/g)];
    assert(names.length >= 6, `${names.length} constants found`);
    for (const [, name] of names) {
      const kinds = constantsOf(allSource, name as string);
      assert(kinds.length > 0, name);
      const rows = errors.filter((row) => classesOf(name as string).includes(code(row[0])));
      assertEquals(
        sorted(rows.map((row) => code(row[1])).filter((kind) => kind !== "")),
        sorted(kinds),
        name,
      );
    }
  });
  it("name all kinds of values", () => {
    const lead = "`{kind}` is one of ";
    const kinds = codesAfter(lead).filter((kind) => kind !== "param");
    for (const kind of constantsOf(allSource, "ParamKind")) assert(kinds.includes(kind), kind);
  });
  it("name all refusals of a retirement", () => {
    for (const refusal of constantsOf(allSource, "AccountRetirementRefusal")) {
      assert(page.includes(`\`${refusal}\``), refusal);
    }
  });
  it("are worded as in src", () => {
    for (const row of errors) {
      if (row[3] !== "" && row[2]?.startsWith("`")) assertWorded(row, [code(row[2])], row[3]);
    }
    for (const row of shapeErrors) assertWorded(row, [code(row[1])], row[2]);
  });
  it("are shown, class or kind and text, by the tests that they link", () => {
    const placed = errors.filter((row) => row[3] !== "");
    const names = placed.map((row) => [code(row[1]) || code(row[0]), row[4]] as const);
    const worded = placed.filter((row) => row[2]?.startsWith("`"));
    const texts = worded.map((row) => [longestPart(code(row[2])), row[4]] as const);
    const shapes = shapeErrors.map((row) => [longestPart(code(row[1])), row[3]] as const);
    assertEquals(notShown([...names, ...texts, ...shapes]), []);
  });
  it("without a place are those that src does not raise", () => {
    for (const row of errors.filter((row) => row[3] === "")) {
      assert(/not raised|no longer raised/.test(row[2] ?? ""), row.join(" | "));
    }
  });
  it("raised with a value code are in the table with a place", () => {
    const raised = [...allSource.matchAll(/code: ErrorCode\.(\w+)/g)].map((match) =>
      match[1] as string
    );
    const placed = errors.filter((row) => row[3] !== "").map((row) => code(row[1]));
    for (const name of sorted(raised)) assert(placed.includes(name), name);
    const unplaced = errors.filter((row) => row[0] === "`ParamError`" && row[3] === "");
    for (const row of unplaced) assert(!raised.includes(code(row[1])), code(row[1]));
  });
});

/** The classes that have kinds of a constant. */
function classesOf(constant: string): string[] {
  if (constant === "ErrorCode") return ["ParamError", "AssetError", "AccountIdError"];
  if (constant === "ConfigureErrorKind") return ["PolicyConfigureError"];
  return [constant.replace(/Kind$/, "")];
}

describe("the reject codes", () => {
  const list = src.get("src/pretrade/reject_code.ts") ?? "";
  const all = constantsOf(list, "RejectCode");
  const raised = [...src].filter(([path]) => /^src\/(pretrade|engine)\//.test(path))
    .filter(([path]) => path !== "src/pretrade/reject_code.ts")
    .flatMap(([, text]) => [...text.replace(/\/\*\*[^]*?\*\//g, "").matchAll(/"(\w+)"/g)])
    .map((match) => match[1] as string)
    .filter((word) => all.includes(word));

  it("in the table are those that src raises", () => {
    assertEquals(all.length, 44);
    assertEquals(sorted(rejects.map((row) => code(row[0]))), sorted(raised));
  });
  it("for custom policies are all others", () => {
    const others = all.filter((name) => !raised.includes(name));
    assertEquals(codesAfter("For custom policies only, so far:").sort(), others.sort());
  });
  it("that stop a drop copy are those of src", () => {
    const fatal = [...list.matchAll(/^ {2}"(\w+)",$/gm)].map((match) => match[1] as string);
    assertEquals(fatal.length, 12);
    assertEquals(
      codesAfter("Evaluation failures, which stop a drop copy too:").sort(),
      fatal.sort(),
    );
  });
  it("are worded as in src", () => {
    for (const row of rejects) assertWorded(row, textsOf(row), row[4]);
  });
  it("are shown, code and text, by the tests that they link", () => {
    const claims = rejects.flatMap((row) =>
      [code(row[0]), ...textsOf(row).map(longestPart)].map((what) => [what, row[5]] as const)
    );
    assertEquals(notShown(claims), []);
  });
});

/** Reason and details of a reject row, where they are fixed. */
function textsOf(row: Row): string[] {
  return [row[2], row[3]].filter((cell) => cell?.startsWith("`")).map(code);
}

describe("ruleIdsIn()", () => {
  it("spells ranges out", () => {
    assertEquals(ruleIdsIn("rules POL-1 to POL-3, GRP-1 and PAR-12."), [
      "POL-1",
      "POL-2",
      "POL-3",
      "GRP-1",
      "PAR-12",
    ]);
  });
});

describe("referredRules()", () => {
  it("reads references over line ends and nothing else", () => {
    const text =
      " * FNV-1 is a hash. Source: docs/semantics.md rules BLK-1 to\n * BLK-2, GRP-1.\n UTF-8";
    assertEquals(referredRules(text), ["BLK-1", "BLK-2", "GRP-1"]);
  });
});
