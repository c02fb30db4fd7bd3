import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { PnlHaltReason } from "../../../../../src/pretrade/mod.ts";
import {
  buildSpotFunds,
  SpotFundsPnlBoundsBarrier,
} from "../../../../../src/pretrade/policies/mod.ts";
import { Desk, killed, MAX, NAME } from "./_kit.ts";

const missing =
  `0: account MissingRequiredField [${NAME}] failed to access required field 'balance asset': ` +
  "failed to access field 'operation.balance_asset'";

function bounded(): Desk {
  const desk = new Desk().currency("USD");
  desk.engine.configure().spotFundsPnlBoundsKillswitch(NAME, {
    globalBarrier: new SpotFundsPnlBoundsBarrier("USD", "-100", "100"),
  });
  return desk;
}

describe("Adjustments", () => {
  it("need a balance operation with an asset, and block nobody", () => {
    const desk = new Desk();
    assertEquals(desk.adjust([{}]), missing);
    assertEquals(desk.adjust([{ operation: {} }]), missing);
    const operation = {
      underlyingAsset: "A",
      settlementAsset: "USD",
      collateralAsset: "USD",
      averageEntryPrice: "1",
      mode: "netting",
    } as const;
    assertEquals(desk.adjust([{ operation }]), missing);
    assertEquals(desk.block(), undefined);
  });
  it("tell what was given, a change of 0 too", () => {
    const desk = new Desk();
    const adjust = (operation: object, amount?: object) =>
      desk.adjust([{ operation: { asset: "A", ...operation }, ...(amount && { amount }) }]);
    assertEquals(
      adjust({}, { balance: { delta: "5" }, incoming: { delta: "0" } }),
      "A b 5→5 i 0→0",
    );
    assertEquals(adjust({ averageEntryPrice: "2", realizedPnl: "3" }), "A pnl 3→3 avg 2");
    assertEquals(adjust({}, { held: { absolute: "1" } }), "A h 1→1");
    assertEquals(adjust({ realizedPnl: "10.5" }), "A pnl 7.5→10.5 avg 2");
    assertEquals(adjust({}, { balance: { delta: "1" } }), "A b 1→6 avg 2");
    assertEquals(adjust({ realizedPnl: PnlHaltReason.fromMissingFx() }), "A missing-fx");
    assertEquals(adjust({ realizedPnl: "4" }), "A pnl 4→4");
    assertEquals(adjust({}), "");
    assertEquals(desk.adjust([{ operation: { asset: "B", averageEntryPrice: "2" } }]), "B");
    assertEquals(desk.holds("B"), "nothing");
  });
  it("set the ledger, and judge it, element by element", () => {
    const desk = bounded();
    assertEquals(desk.setLedger("100"), "");
    const outside = killed(
      "upper bound breached: realized pnl 100.01, lower bound -100, upper bound 100, currency USD",
    );
    assertEquals(
      desk.adjust([{ operation: { state: "100.01" } }, { operation: { state: "1" } }]),
      `block ${outside}`,
    );
    assertEquals(desk.block(), outside);
    assertEquals(
      desk.setLedger(PnlHaltReason.fromMissingFx()),
      `block ${killed("halt reason MissingFx", "account pnl calculation halted")}`,
    );
  });
  it("judge the axes if the realized bounds have nothing to say", () => {
    const desk = new Desk((service) => buildSpotFunds().marketData(service, 0)).currency("USD");
    desk.engine.configure().spotFundsPnlBoundsKillswitch(NAME, {
      axes: { accountTotal: { globalBarrier: new SpotFundsPnlBoundsBarrier("USD", "-5") } },
    });
    assertEquals(
      desk.setLedger("-6"),
      `block ${killed("lower bound breached: account total pnl -6, lower bound -5, currency USD")}`,
    );
  });
  it("undo all of a batch whose P&L change can't be told", () => {
    const desk = new Desk();
    desk.adjust([{ operation: { asset: "A", realizedPnl: `-${MAX}` } }]);
    assertEquals(
      desk.adjust([
        { operation: { asset: "B" }, amount: { balance: { delta: "1" } } },
        { operation: { asset: "A", realizedPnl: MAX }, amount: { balance: { delta: "1" } } },
      ]),
      `1: account ArithmeticOverflow [${NAME}] arithmetic overflow: ` +
        "account adjustment delta overflow: asset A, field realized pnl",
    );
    assertEquals([desk.holds("A"), desk.holds("B")], [`0 0 0 pnl -${MAX}`, "nothing"]);
  });
  it("refuse what is out of bounds or does not fit, and block nobody", () => {
    const desk = new Desk().fund("1 A");
    const low = { operation: { asset: "A" }, amount: { balance: { absolute: `-${MAX}` } } };
    assertEquals(
      desk.adjust([{ ...low, bounds: { balanceLower: "0" } }]),
      `0: account AccountAdjustmentBoundsExceeded [${NAME}] account adjustment bounds exceeded: ` +
        `asset A: balance -${MAX}, lower Some(PositionSize(0)), upper None`,
    );
    assertEquals(
      desk.adjust([low]),
      `0: account ArithmeticOverflow [${NAME}] arithmetic overflow: ` +
        "account adjustment delta overflow: asset A, field balance",
    );
    assertEquals([desk.holds("A"), desk.block()], ["1 0 0", undefined]);
  });
  it("adjust blocked accounts like any other", () => {
    const desk = new Desk();
    desk.engine.accounts().block(1, "stop");
    assertEquals(desk.fund("1 USD").holds("USD"), "1 0 0");
  });
});
