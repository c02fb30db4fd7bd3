import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  SpotFundsPnlBoundsAccountBarrier as AccountBarrier,
  SpotFundsPnlBoundsAccountGroupBarrier as GroupBarrier,
  SpotFundsPnlBoundsBarrier as Barrier,
  type SpotFundsPnlBoundsKillswitchOptions,
} from "../../../../../src/pretrade/policies/mod.ts";
import { Desk, NAME } from "./_kit.ts";

function retune(desk: Desk, options: SpotFundsPnlBoundsKillswitchOptions): string {
  const { accountBlocks } = desk.engine.configure().spotFundsPnlBoundsKillswitch(NAME, options);
  return accountBlocks.map(({ accountId, block }) =>
    `${accountId} ${
      /realized pnl \S+|account total pnl \S+/.exec(block.details)?.[0] ?? block.reason
    }`
  ).join(" | ");
}

describe("judgeChanged()", () => {
  it("judges all known accounts by new bounds of everyone, by ascending id", () => {
    const desk = new Desk();
    desk.setLedger("-5", 10);
    desk.setLedger("-6", 9);
    desk.engine.accounts().registerGroup([3], 1);
    desk.engine.accounts().setCurrency(4, "USD");
    desk.engine.accounts().setCurrency(5, "EUR");
    assertEquals(
      retune(desk, { globalBarrier: new Barrier("USD", "1") }),
      "3 realized pnl 0, | 4 realized pnl 0, | 9 realized pnl -6, | 10 realized pnl -5,",
    );
    assertEquals(desk.block(5), undefined);
  });
  it("tells blocks that are new, and judges bounds that are other ones only", () => {
    const desk = new Desk();
    desk.setLedger("-5", 1);
    desk.setLedger("-5", 2);
    desk.engine.accounts().block(1, "stop");
    assertEquals(retune(desk, { globalBarrier: new Barrier("USD", "-1") }), "2 realized pnl -5,");
    desk.engine.accounts().unblock(2);
    assertEquals(retune(desk, { globalBarrier: new Barrier("USD", "-1.0") }), "");
    assertEquals(retune(desk, { globalBarrier: new Barrier("USD", "-2") }), "2 realized pnl -5,");
  });
  it("lifts nothing, and exposes wider bounds when narrow ones go", () => {
    const desk = new Desk();
    desk.setLedger("-5");
    assertEquals(
      retune(desk, { accountBarriers: [new AccountBarrier(1, new Barrier("USD", "-9"))] }),
      "",
    );
    assertEquals(retune(desk, { globalBarrier: new Barrier("USD", "-1") }), "");
    assertEquals(retune(desk, { accountBarriers: [] }), "1 realized pnl -5,");
    assertEquals(retune(desk, { globalBarrier: null }), "");
    assertEquals(desk.block() === undefined, false);
  });
  it("judges members of a group by bounds of the group", () => {
    const desk = new Desk();
    desk.setLedger("-5", 1);
    desk.setLedger("-5", 2);
    desk.engine.accounts().registerGroup([2], 7);
    const groups = [new GroupBarrier(7, new Barrier("USD", "-1"))];
    assertEquals(retune(desk, { accountGroupBarriers: groups }), "2 realized pnl -5,");
  });
  it("judges by the axes who is inside of the realized bounds", () => {
    const desk = new Desk();
    desk.setLedger("-5", 1);
    desk.setLedger("-2", 2);
    assertEquals(
      retune(desk, {
        globalBarrier: new Barrier("USD", "-3"),
        axes: { accountTotal: { globalBarrier: new Barrier("USD", "-1") } },
      }),
      "1 realized pnl -5, | 2 account total pnl -2,",
    );
    desk.engine.accounts().unblock(1);
    desk.engine.accounts().unblock(2);
    const axes = {
      accountUnrealized: { globalBarrier: new Barrier("USD", "-1") },
      accountTotal: { globalBarrier: new Barrier("USD", "-4") },
    };
    assertEquals(retune(desk, { axes }), "1 account total pnl -5,");
  });
});
