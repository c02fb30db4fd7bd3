import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { CashFlow, Fee, Pnl, PositionSize } from "../../../src/param/mod.ts";

describe("Fee", () => {
  it("is a rebate when negative", () => {
    assertEquals(new Fee("-0.25").neg().toString(), "0.25");
  });

  it("becomes its opposite as profit, cash flow and position size", () => {
    for (const [text, opposite] of [["1.50", "-1.50"], ["-0.25", "0.25"]] as const) {
      const fee = new Fee(text);
      const converted = [fee.toPnl(), fee.toCashFlow(), fee.toPositionSize()];
      assertEquals(converted.map(String), [opposite, opposite, opposite]);
    }
    const fee = new Fee(1);
    assert(fee.toPnl() instanceof Pnl);
    assert(fee.toCashFlow() instanceof CashFlow);
    assert(fee.toPositionSize() instanceof PositionSize);
  });
});
