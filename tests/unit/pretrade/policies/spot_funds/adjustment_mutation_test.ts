import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { PnlHaltReason } from "../../../../../src/pretrade/mod.ts";
import type { AccountAdjustmentInit } from "../../../../../src/model/mod.ts";
import { SpotFundsPnlBoundsBarrier } from "../../../../../src/pretrade/policies/mod.ts";
import { Desk, killed, MAX, NAME } from "./_kit.ts";

const REFUSED: AccountAdjustmentInit = { operation: {} };

function balance(asset: string, delta: string, rest: object = {}): AccountAdjustmentInit {
  return { operation: { asset, ...rest }, amount: { balance: { delta } } };
}

describe("AdjustmentMutation", () => {
  it("undoes quantities by difference, newest first, and the rest by value", () => {
    const desk = new Desk().fund("10 A @ 5");
    desk.adjust([{ operation: { asset: "A", realizedPnl: "7" } }]);
    desk.adjust([
      balance("A", "1.50", { averageEntryPrice: "6", realizedPnl: "8" }),
      { operation: { asset: "A", realizedPnl: PnlHaltReason.fromMissingFx() } },
      balance("A", "-11.50"),
      balance("B", "1"),
      REFUSED,
    ]);
    assertEquals(desk.holds("A"), "10.00 0 0 avg 5 pnl 7");
    assertEquals(desk.holds("B"), "nothing");
  });
  it("brings back an average that a flat slot lost", () => {
    const desk = new Desk().fund("10 A @ 5");
    desk.adjust([balance("A", "-10"), REFUSED]);
    assertEquals(desk.holds("A"), "10 0 0 avg 5");
  });
  it("leaves average and P&L asserted if rounding keeps the slot from coming back", () => {
    const desk = new Desk();
    desk.adjust([{ operation: { asset: "A" }, amount: { balance: { absolute: "0.5" } } }]);
    // The large value pushes the half out, so undoing it leaves 0, which the first element did not.
    desk.adjust([
      { operation: { asset: "A", realizedPnl: "3" } },
      balance("A", "70000000000000000000000000000"),
      REFUSED,
    ]);
    assertEquals(desk.holds("A"), "0.0 0 0 pnl 3");
  });
  it("blocks an account whose slot can't be brought back", () => {
    const desk = new Desk();
    const absolute = (value: string) => ({
      operation: { asset: "A" },
      amount: { balance: { absolute: value } },
    });
    desk.adjust([absolute(`-${MAX}`)]);
    // The step from …333 to 0.5 is told as …334, since it does not fit otherwise; undone, it leads to …334 and not to …333.
    const near = MAX.slice(0, -1);
    desk.adjust([absolute(`-${near}3`), absolute("0.5"), REFUSED]);
    assertEquals(desk.holds("A"), `-${near}4 0 0`);
    assertEquals(
      desk.block(),
      `ArithmeticOverflow [${NAME}] rollback overflow: slot left inconsistent: ` +
        "adjustment rollback overflow: asset A, available_delta 2, held_delta 0, incoming_delta 0, " +
        `slot available -${near}4, held 0, incoming 0`,
    );
  });
});

describe("BatchMutation", () => {
  function bounded(): Desk {
    const desk = new Desk().currency("USD");
    desk.setLedger("-50");
    desk.engine.configure().spotFundsPnlBoundsKillswitch(NAME, {
      globalBarrier: new SpotFundsPnlBoundsBarrier("USD", "-10"),
    });
    desk.engine.accounts().unblock(1);
    return desk;
  }
  it("brings the ledger back and has it judged, whatever it was meanwhile", () => {
    const desk = bounded();
    assertEquals(
      desk.adjust([{ operation: { state: "-7" } }, { operation: { state: "-500" } }, REFUSED])[0],
      "2",
    );
    assertEquals(
      desk.block(),
      killed("lower bound breached: realized pnl -50, lower bound -10, currency USD"),
    );
  });
  it("judges nothing if the batch had not set the ledger", () => {
    const desk = bounded();
    desk.adjust([balance("A", "1"), REFUSED]);
    assertEquals(desk.block(), undefined);
  });
  it("leaves a ledger of 0 where there was none, which changed bounds judge", () => {
    const desk = new Desk();
    desk.adjust([{ operation: { state: "5" } }, REFUSED], 1);
    desk.adjust([balance("A", "1"), REFUSED], 2);
    const { accountBlocks } = desk.engine.configure().spotFundsPnlBoundsKillswitch(NAME, {
      globalBarrier: new SpotFundsPnlBoundsBarrier("USD", "10"),
    });
    assertEquals(accountBlocks.map(({ accountId }) => accountId.value), [1n]);
  });
  it("begins anew with each batch", () => {
    const desk = new Desk().currency("USD");
    desk.setLedger("1");
    desk.adjust([{ operation: { state: "2" } }]);
    desk.adjust([{ operation: { state: "3" } }, REFUSED]);
    assertEquals(
      desk.report("BUY 0 A/USD @ 1", { isCancel: true, fee: "1 USD" }).split(" | ").at(-1),
      "account 1 -1→1",
    );
  });
});
