import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { CashFlow, Fee, Pnl, PositionSize } from "../../../src/param/mod.ts";

describe("Pnl", () => {
  it("is a profit or a loss", () => {
    assertEquals(new Pnl("100.25").sub(new Pnl("150")).toString(), "-49.75");
  });

  it("counts a fee as a loss and a rebate as a profit", () => {
    assertEquals(Pnl.fromFee(new Fee("1.50")).toString(), "-1.50");
    assertEquals(Pnl.fromFee(new Fee("-0.25")).toString(), "0.25");
    assert(Pnl.fromFee(new Fee(1)) instanceof Pnl);
  });

  it("becomes a cash flow or a position size of the same number", () => {
    const pnl = new Pnl("-3.50");
    assert(pnl.toCashFlow() instanceof CashFlow);
    assert(pnl.toPositionSize() instanceof PositionSize);
    assertEquals([pnl.toCashFlow(), pnl.toPositionSize()].map(String), ["-3.50", "-3.50"]);
  });
});
