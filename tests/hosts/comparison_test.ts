/** The comparison of the hosts has to be able to fail. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { describeHosts, hasEqualNumbers, type HostResult } from "../../tools/check/hosts.ts";

function host(name: string, ...passed: string[]): HostResult {
  return { host: name, version: "1.2.3", passed, failed: [], seconds: 1 };
}

const skip = { host: "Elsewhere", reason: "no binary for this platform" };

describe("hasEqualNumbers()", () => {
  it("holds for equal numbers, whatever was skipped", () => {
    assertEquals(hasEqualNumbers([host("A", "x", "y"), host("B", "x", "y"), skip]), true);
  });
  it("does not hold if a host ran less, or if none ran anything", () => {
    assertEquals(hasEqualNumbers([host("A", "x", "y"), host("B", "x")]), false);
    assertEquals(hasEqualNumbers([host("A"), host("B")]), false);
    assertEquals(hasEqualNumbers([skip]), false);
    assertEquals(hasEqualNumbers([]), false);
  });
});

describe("describeHosts()", () => {
  it("names the cases that make the difference, whatever their seeds", () => {
    const text = describeHosts([
      host("A", "sum (seeds 1, 22) > commutes", "only here"),
      host("B", "sum (seeds 1, 333) > commutes"),
    ]).join("\n");
    assertStringIncludes(text, "DIFFERENT numbers");
    assertStringIncludes(text, "only on A, not on B: only here");
    assertEquals(text.includes("not on B: sum"), false);
  });
  it("prints failures and the reasons of skips", () => {
    const failing = { ...host("A", "x"), failed: [{ name: "y", failure: "because" }] };
    const text = describeHosts([failing, skip]).join("\n");
    assertStringIncludes(text, "A: y\nbecause");
    assertStringIncludes(text, "skipped: no binary for this platform");
  });
});
