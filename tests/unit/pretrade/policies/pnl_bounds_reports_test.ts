/** What the P&L kill switch makes of reports. */

import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { ExecutionReportInit } from "../../../../src/model/mod.ts";
import { KILL_SWITCH } from "../../engine/_account_kit.ts";
import { UNVERIFIABLE } from "../../engine/_kit.ts";
import { missing } from "./_check.ts";
import {
  breach,
  brokerBarriers,
  outside,
  PNL_POLICY,
  PnlSession,
  reportOf,
  stored,
} from "./_pnl.ts";

const MAX = "79228162514264337593543950335";

/** The block of a report that lacks a field. */
function lacking(label: string, path: string): string {
  return missing(PNL_POLICY, label, path).replace("order ", "");
}

describe("a report", () => {
  it("adds P&L minus fee to the settlement asset, a rebate being a negative fee", () => {
    const session = new PnlSession({ broker: { USD: ["1", "-1"] } });
    const rows: readonly (readonly [string, string, string])[] = [
      ["10", "0", "10"],
      ["0.5", "0.25", "10.25"],
      ["-3", "-1.000", "8.250"],
      ["1", "1", "8.250"],
      ["-8.25", "0", "0.000"],
      ["-5", "2", "-7"],
    ];
    assertEquals(
      rows.map(([pnl, fee]) => session.report(pnl, fee)),
      rows.map(([, , sum]) => outside(sum)),
    );
  });
  it("shows a first sum of zero as it is", () => {
    const first = (pnl: string, fee: string) =>
      new PnlSession({ broker: { USD: ["1"] } }).report(pnl, fee);
    assertEquals(
      [
        first("0", "0"),
        first("0", "0.000"),
        first("0.00", "0"),
        first("1", "1"),
        first("1", "1.0"),
      ],
      ["-0", "-0.000", "-0", "0", "0.0"].map((sum) => outside(sum)),
    );
    const zero = new PnlSession({ broker: { USD: ["0", "0"] } });
    assertEquals([zero.report("0"), zero.order()], ["inside", "pass"]);
  });
  it("ignores underlying, side, fill and position", () => {
    const session = new PnlSession({ broker: { USD: ["1", "-1"] } });
    const report = (underlyingAsset: string, side: "BUY" | "SELL"): ExecutionReportInit => ({
      operation: { underlyingAsset, settlementAsset: "USD", accountId: 1, side },
      financialImpact: { pnl: "2", fee: "0" },
      fill: { lastTrade: { price: "100", quantity: "5" }, fee: { amount: "50", currency: "USD" } },
      positionImpact: { positionEffect: "OPEN", positionSide: "LONG" },
    });
    assertEquals(
      [session.apply(report("AAPL", "BUY")), session.apply(report("MSFT", "SELL"))],
      [outside("2"), outside("4")],
    );
  });
  it("is booked whether or not a barrier is there, by account and asset", () => {
    const session = new PnlSession({ broker: { JPY: ["0"] } });
    assertEquals(
      [
        session.report("-5"),
        session.report("-7", "0", { accountId: 2 }),
        session.report("-9", "0", { settlementAsset: "EUR" }),
      ],
      ["inside", "inside", "inside"],
    );
    const both = { USD: ["0"], EUR: ["0"] } as const;
    session.engine.configure().pnlBoundsKillswitch(PNL_POLICY, {
      brokerBarriers: brokerBarriers(both),
    });
    assertEquals(
      [
        session.dryRun(),
        session.dryRun({ accountId: 2 }),
        session.dryRun({ settlementAsset: "EUR" }),
        session.dryRun({ settlementAsset: "EUR", accountId: 2 }),
      ],
      [
        breach("broker", "lower", "-5, lower bound 0"),
        breach("broker", "lower", "-7, lower bound 0"),
        breach("broker", "lower", "-9, lower bound 0", "EUR"),
        "pass",
      ],
    );
  });
  it("blocks if it ends outside of either barrier", () => {
    const session = new PnlSession({
      broker: { USD: ["-10"] },
      accounts: { "1 USD": ["0", undefined, "5"] },
    });
    assertEquals(
      [session.report("5"), session.report("1"), session.report("-16"), session.report("-0.5")],
      ["inside", outside("6"), "inside", outside("-10.5")],
    );
  });
  it("blocks each time, also a blocked account, whose cause stays the first", () => {
    const session = new PnlSession({ broker: { USD: ["-10"] } });
    assertEquals([session.report("-11"), session.report("-1")], [outside("-11"), outside("-12")]);
    assertEquals(session.order(), stored("-11"));
    assertEquals([session.report("50"), session.order()], ["inside", stored("-11")]);
    session.unblock();
    assertEquals(session.order(), "pass");
  });
  it("that overflows blocks and changes no sum", () => {
    const overflow = (details: string) =>
      `OrderValueCalculationFailed [${PNL_POLICY}] pnl accumulation overflow: ${details}, settlement asset USD`;
    const session = new PnlSession({ broker: { USD: ["1", "-1"] } });
    const ofFee = overflow(`pnl + fee overflow: pnl ${MAX}, fee -1`);
    assertEquals([session.report(MAX, "-1"), session.order()], [ofFee, `account ${ofFee}`]);
    session.unblock();
    assertEquals(
      session.order(),
      breach("broker", "lower and upper", "0, lower bound 1, upper bound -1"),
    );
    assertEquals(session.report(MAX), outside(MAX));
    assertEquals(
      [session.report("1.50", "0.25"), session.report(`-${MAX}`, "1")],
      [
        overflow(`realized pnl + pnl_with_fee overflow: previous ${MAX}, increment 1.25`),
        overflow(`pnl + fee overflow: pnl -${MAX}, fee 1`),
      ],
    );
    assertEquals(session.report("-1"), outside("79228162514264337593543950334"));
  });
});

describe("an incomplete report", () => {
  const session = () => new PnlSession({ broker: { JPY: ["0"] } });
  const noPnl = lacking("P&L", "financial_impact.pnl");
  const noFee = lacking("fee", "financial_impact.fee");
  const noInstrument = lacking("instrument", "operation.instrument");

  it("blocks its account by what it lacks first: instrument, P&L, fee", () => {
    const { operation } = reportOf({});
    const rows: readonly (readonly [object, string])[] = [
      [{ operation }, noPnl],
      [{ operation, financialImpact: {} }, noPnl],
      [{ operation, financialImpact: { fee: "1" } }, noPnl],
      [{ operation, financialImpact: { pnl: "1" } }, noFee],
      [{ operation: { ...operation, underlyingAsset: null } }, noInstrument],
      [
        { operation: { accountId: 1, settlementAsset: null, underlyingAsset: "AAPL" } },
        noInstrument,
      ],
      [{ operation: { accountId: 1 }, financialImpact: { pnl: "1", fee: "0" } }, noInstrument],
    ];
    for (const [report, block] of rows) {
      const each = session();
      assertEquals(each.apply(report), block);
      assertEquals([each.order(), each.order({ accountId: 2 })], [`account ${block}`, "pass"]);
      each.unblock();
      assertEquals(each.order(), "pass");
    }
  });
  it("without account stops the whole engine until unblockAll()", () => {
    const noAccount = lacking("account ID", "operation.account_id");
    const { operation } = reportOf({});
    const rows: readonly (readonly [object, string])[] = [
      [{ operation: { ...operation, accountId: null } }, noAccount],
      [{ operation: { underlyingAsset: "AAPL" } }, noInstrument],
      [{}, noInstrument],
    ];
    for (const [report, block] of rows) {
      const each = session();
      assertEquals(each.apply(report), block);
      const verdicts = () => [each.order(), each.order({ accountId: 2 })];
      assertEquals(verdicts(), [KILL_SWITCH, KILL_SWITCH]);
      assertEquals(each.order({ accountId: undefined }), UNVERIFIABLE);
      each.unblock();
      assertEquals(verdicts(), [KILL_SWITCH, KILL_SWITCH]);
      each.engine.accounts().unblockAll();
      assertEquals(verdicts(), ["pass", "pass"]);
    }
  });
  it("books nothing", () => {
    const each = new PnlSession({ broker: { USD: ["1", "-1"] } });
    each.apply({ ...reportOf({}), financialImpact: { pnl: "5" } });
    assertEquals(each.report("2"), outside("2"));
  });
});
