import { assertEquals, assertMatch } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { linesOf } from "./_program.ts";

describe("examples/pool.ts", () => {
  it("spreads accounts by the published rule, and refuses what one engine would", () => {
    const lines = linesOf("pool.ts");
    const timing = lines.findIndex((line) => line.startsWith("Timing"));
    assertMatch(lines[timing] ?? "", /^Timing: [1-9]\d* orders per second$/);
    lines.splice(timing, 1);
    // Each batch has 32 orders per desk. Seven desks may have 30 open; of desk-7, 16 are too large.
    assertEquals(lines, [
      "Accounts by shard, the same on every machine",
      "  0: desk-1 desk-3 desk-4",
      "  1: desk-0 desk-2 desk-5 desk-6 desk-7",
      `100 batches of 256: ${100 * (7 * 30 + 16)} accepted, ${100 * (7 * 2 + 16)} refused`,
      "  OrderNotionalExceedsLimit: 1600",
      "  RiskLimitExceeded: 1400",
      "With their group blocked: 0 of 8 accounts pass",
    ]);
  });
});
