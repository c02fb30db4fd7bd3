/** The collector takes the place of a host's test runner, so it is tried in a process of its own. */
import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { spawnSync } from "node:child_process";
import process from "node:process";
import type { Outcome } from "./collector.ts";

const collector = new URL("collector.ts", import.meta.url).href;
const bdd = new URL("bdd.ts", import.meta.url).href;

/** What became of the cases of a program that has the test functions at hand; its log comes last. */
function collect(program: string): readonly (Outcome | readonly string[])[] {
  const text = `
    import { runCollected } from "${collector}";
    const { afterAll, afterEach, beforeAll, beforeEach, describe, it } = await import("${bdd}");
    const log = [];
    ${program}
    const outcomes = await runCollected();
    process.stdout.write(JSON.stringify([...outcomes, log]));
  `;
  const args = ["eval", "--no-lock", `import process from "node:process"; ${text}`];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout).map((entry: Outcome | readonly string[]) =>
    "failure" in entry ? { ...entry, failure: entry.failure?.split("\n")[0] } : entry
  );
}

describe("runCollected()", () => {
  it("runs on after a failure, and names cases by their groups", () => {
    const outcomes = collect(`
      describe("a", () => {
        it("one", () => { throw new Error("no"); });
        describe("b", () => it("two", async () => { await 0; }));
      });
      it("three", () => Promise.reject(new TypeError("late")));
    `);
    assertEquals(outcomes, [
      { name: "a > one", failure: "Error: no" },
      { name: "a > b > two" },
      { name: "three", failure: "TypeError: late" },
      [],
    ]);
  });
  it("runs hooks in order, those after a case also when it failed", () => {
    const outcomes = collect(`
      describe("a", () => {
        beforeAll(() => log.push("first"));
        beforeEach(() => log.push("outer before"));
        afterEach(() => log.push("outer after"));
        afterAll(() => log.push("last"));
        describe("b", () => {
          beforeEach(() => log.push("inner before"));
          afterEach(() => log.push("inner after"));
          it("one", () => { log.push("one"); throw new Error("no"); });
        });
      });
    `);
    assertEquals(outcomes, [
      { name: "a > b > one", failure: "Error: no" },
      [
        ...["first", "outer before", "inner before", "one", "inner after", "outer after"],
        "last",
      ],
    ]);
  });
  it("reports a hook that throws", () => {
    const outcomes = collect(`
      describe("a", () => {
        beforeAll(() => { throw new Error("broken"); });
        it("one", () => {});
      });
    `);
    assertEquals(outcomes, [{ name: "a > (hook)", failure: "Error: broken" }, []]);
  });
});
