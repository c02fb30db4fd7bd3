import { assertEquals, assertMatch } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { linesOf } from "./_program.ts";

describe("examples/shared_engine.ts", () => {
  it("spends one limit on three threads, and frees what a dead thread held", () => {
    const lines = linesOf("shared_engine.ts");
    assertEquals(lines[0], "One limit of 100 orders, 3 threads with 60 orders each");
    // Who gets how many depends on who is faster; together they get what there is.
    let accepted = 0;
    for (const [at, line] of lines.slice(1, 4).entries()) {
      assertMatch(line, new RegExp(`^  desk-${at + 1}: \\d+ accepted, \\d+ refused$`));
      const [, yes = "", no = ""] = /(\d+) accepted, (\d+) refused/.exec(line) ?? [];
      assertEquals(Number(yes) + Number(no), 60);
      accepted += Number(yes);
    }
    assertEquals(accepted, 100);
    assertEquals(lines.slice(4), [
      "  together: 100 accepted",
      "A thread that dies",
      "  desk-4: 5 accepted, 1 refused, 5 open",
      "  its thread was terminated: 0 open",
    ]);
  });
});
