import { assertEquals, assertRejects } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { broadcast, invoke } from "../../../../src/sync/pool/_broadcast.ts";

/** Handles that answer after so many turns, or fail. */
function handlesOf(log: string[], ...ends: readonly (number | Error)[]): object[] {
  return ends.map((end, index) => ({
    async ask(question: string): Promise<string> {
      if (end instanceof Error) throw end;
      for (let turn = 0; turn < end; turn++) await Promise.resolve();
      log.push(`${index} ${question}`);
      return `${question} ${index}`;
    },
  }));
}

describe("broadcast()", () => {
  it("asks all, and gives the answers by shard", async () => {
    const log: string[] = [];
    assertEquals(await broadcast(handlesOf(log, 3, 0, 1), "ask", ["who"]), [
      "who 0",
      "who 1",
      "who 2",
    ]);
    assertEquals(log, ["1 who", "2 who", "0 who"]);
  });
  it("waits for all before it fails with the first failure by shard", async () => {
    const log: string[] = [];
    const handles = handlesOf(log, 5, new RangeError("one"), new TypeError("two"));
    await assertRejects(() => broadcast(handles, "ask", ["who"]), RangeError, "one");
    assertEquals(log, ["0 who"]);
  });
});

describe("invoke()", () => {
  it("calls a method by its name", async () => {
    const [handle] = handlesOf([], 0);
    assertEquals(await invoke(handle as object, "ask", ["what"]), "what 0");
  });
});
