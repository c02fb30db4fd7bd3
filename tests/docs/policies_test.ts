/** docs/policies.md has the codes and texts of docs/semantics.md, which are those of `src`. Deno only. */
import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { code, linksIn, ROOT, rowsOf, textOf } from "./_semantics.ts";

const PAGE = "docs/policies.md";
const page = textOf(PAGE);
const semantics = textOf("docs/semantics.md");

/** Code, reason and details as one line each, sorted. */
function lines(rows: readonly (readonly (string | undefined)[])[]): string[] {
  return rows.map((cells) => cells.map(code).join(" | ")).sort();
}

describe(PAGE, () => {
  it("has every code and text of the built-in policies, and no other", () => {
    const ofPolicies = rowsOf(semantics, ["Code", "Policy", "Reason", "Details"])
      .filter(([, policy = ""]) => /built-in|\w+Policy`/.test(policy))
      .map(([name, , reason, details]) => [name, reason, details]);
    const ofPage = rowsOf(page, ["Code", "Scope", "Reason", "Details"])
      .map(([name, , reason, details]) => [name, reason, details]);
    assert(ofPage.length > 0);
    assertEquals(lines(ofPage), lines(ofPolicies));
  });
  it("links only what exists", () => {
    const targets = linksIn(page, PAGE);
    assert(targets.length > 0);
    assertEquals(targets.filter((target) => !existsSync(join(ROOT, target))), []);
  });
});
