/** docs/spot-funds.md leads where it says. Its code blocks and the codes of the policy have tests of their own. Deno only. */
import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { linksIn, ROOT, textOf } from "./_semantics.ts";

const PAGE = "docs/spot-funds.md";
const page = textOf(PAGE);

/** The names by which the headings of a page are linked. */
function anchorsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^##+ (.+)$/gm)].map(([, title = ""]) =>
    title.toLowerCase().replace(/[^\w\s-]/g, "").replace(/\s/g, "-")
  );
}

describe(PAGE, () => {
  it("links only files that exist", () => {
    const targets = linksIn(page, PAGE);
    assert(targets.length > 0);
    assertEquals(targets.filter((target) => !existsSync(join(ROOT, target))), []);
  });
  it("links only headings that exist", () => {
    const own = [...page.matchAll(/\]\(#([^)]+)\)/g)].map((match) => match[1] as string);
    assert(own.length > 10);
    assertEquals(own.filter((place) => !anchorsOf(page).includes(place)), []);
    assert(page.includes("(policies.md#spot-funds)"));
    assert(anchorsOf(textOf("docs/policies.md")).includes("spot-funds"));
  });
});
