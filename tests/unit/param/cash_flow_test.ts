import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { CashFlow, Fee, Pnl, Volume } from "../../../src/param/mod.ts";

describe("CashFlow", () => {
  it("is positive inwards and negative outwards", () => {
    const volume = new Volume("12.50");
    const flows = [
      CashFlow.fromVolumeInflow(volume),
      CashFlow.fromVolumeOutflow(volume),
      CashFlow.fromPnl(new Pnl("-3.50")),
      CashFlow.fromFee(new Fee("1.25")),
      CashFlow.fromFee(new Fee("-1.25")),
    ];
    assertEquals(flows.map(String), ["12.50", "-12.50", "-3.50", "-1.25", "1.25"]);
    assert(flows.every((flow) => flow instanceof CashFlow));
  });

  it("adds up to nothing when what came in goes out", () => {
    const volume = new Volume("12.50");
    const balance = CashFlow.fromVolumeInflow(volume).add(CashFlow.fromVolumeOutflow(volume));
    assertEquals(balance.toString(), "0.00");
  });
});
