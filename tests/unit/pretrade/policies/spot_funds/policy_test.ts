import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  buildSpotFunds,
  SpotFundsPnlBoundsAccountBarrier,
  SpotFundsPnlBoundsAccountGroupBarrier,
  SpotFundsPnlBoundsBarrier,
} from "../../../../../src/pretrade/policies/mod.ts";
import { PnlHaltReason } from "../../../../../src/pretrade/mod.ts";
import { Engine } from "../../../../../src/engine/mod.ts";
import { policy, thrownBy } from "../../../engine/_kit.ts";
import { Desk, killed, NAME, refused } from "./_kit.ts";

describe("SpotFundsPolicy", () => {
  it("books a buy in pieces, a cancel and a sale (example A)", () => {
    const desk = new Desk().currency("EUR").fund("50000 EUR");
    assertEquals(
      desk.order("BUY 40 SAP/EUR @ 250.50"),
      "lock 0:250.50 | EUR b -10020.00→39980.00 h 10020.00→10020.00 | SAP i 40→40",
    );
    desk.last.commit();
    const lock = [[0, "250.50"]] as const;
    assertEquals(
      desk.report("BUY 15 SAP/EUR @ 250.20", { lock, fee: "3.10 EUR" }),
      "SAP b 15→15 i -15→25 pnl -3.10→-3.10 avg 250.20 | " +
        "EUR b 1.40→39981.40 h -3757.50→6262.50 | account 1 -3.10→-3.10",
    );
    assertEquals(
      desk.report("BUY 5 SAP/EUR @ 250.50", { lock }),
      "SAP b 5→20 i -5→20 avg 250.2750 | EUR h -1252.50→5010.00",
    );
    assertEquals(
      desk.report("BUY 0 SAP/EUR @ 1", { lock, isCancel: true, rest: "20" }),
      "SAP i -20→0 | EUR b 5010.00→44991.40 h -5010.00→0.00",
    );
    assertEquals(
      desk.order("SELL 12 SAP/EUR @ 255"),
      "lock 0:255 | SAP b -12→8 h 12→12 | EUR i 3060→3060",
    );
    assertEquals(
      desk.report("SELL 12 SAP/EUR @ 256.40", {
        lock: [[0, "255"]],
        fee: "-0.50 EUR",
        rest: "0",
      }),
      "SAP h -12→0 pnl 74.0000→70.9000 avg 250.2750 | " +
        "EUR b 3077.30→48068.70 i -3060→0 | account 1 74.0000→70.9000",
    );
  });
  it("takes negative prices as they are (example B)", () => {
    const desk = new Desk().currency("EUR").fund("100 EUR").fund("10 PWR");
    assertEquals(
      desk.order("SELL 4 PWR/EUR @ -7.5"),
      "lock 0:-7.5 | PWR b -4→6 h 4→4 | EUR b -30.0→70.0 h 30.0→30.0",
    );
    assertEquals(
      desk.report("SELL 4 PWR/EUR @ -7", { lock: [[0, "-7.5"]] }),
      "PWR h -4→0 missing-cost-basis | EUR b 2.0→72.0 h -30.0→0.0 | account 1 missing-cost-basis",
    );
    assertEquals(desk.order("BUY 4 PWR/EUR @ -7.5"), "lock 0:-7.5 | PWR i 4→4");
    assertEquals(
      desk.report("BUY 4 PWR/EUR @ -8", { lock: [[0, "-7.5"]] }),
      "PWR b 4→10 i -4→0 | EUR b 32→104.0",
    );
  });
  it("converts, flips and takes a fee in a third currency (example C)", () => {
    const desk = new Desk((service) => buildSpotFunds().marketData(service, 0)).currency("USD");
    desk.mark("EUR/USD", "1.10");
    desk.mark("USD/CHF", "0.8");
    desk.fund("10 SAP @ 100");
    assertEquals(
      desk.report("SELL 30 SAP/EUR @ 120", { fee: "4 CHF" }),
      "SAP h -30→-30 pnl 315.00→315.00 avg 132.00 | EUR b 3600→3600 i -3600→-3600 | " +
        "CHF b -4→-4 | account 1 315.00→315.00",
    );
    assertEquals(
      desk.report("BUY 20 SAP/EUR @ 118"),
      "SAP b 20→30 i -20→-20 pnl 44.00→359.00 | EUR h -2360→-2360 | account 1 44.00→359.00",
    );
    assertEquals(desk.holds("SAP"), "30 -30 -20 pnl 359.00");
  });
  it("halts for want of a currency and is repaired by adjustments (example D)", () => {
    const desk = new Desk();
    assertEquals(
      desk.report("BUY 5 AAPL/USD @ 10"),
      "AAPL b 5→5 i -5→-5 missing-account-currency | USD h -50→-50",
    );
    desk.currency("USD");
    assertEquals(
      desk.report("SELL 2 AAPL/USD @ 12"),
      "AAPL h -2→-2 | USD b 24→24 i -24→-24 | account 1 missing-cost-basis",
    );
    desk.adjust([
      { operation: { asset: "AAPL", averageEntryPrice: "10", realizedPnl: "0" } },
      { operation: { state: "0" } },
    ]);
    assertEquals(
      desk.report("SELL 2 AAPL/USD @ 12"),
      "AAPL h -2→-4 pnl 4→4 avg 10 | USD b 24→48 i -24→-48 | account 1 4→4",
    );
  });
  it("keeps what volumes round (example E)", () => {
    const desk = new Desk().currency("USD").fund("1000 USD").fund("100 AAPL");
    assertEquals(
      desk.order("BUY vol 100 AAPL/USD @ 3"),
      "lock 0:3 | USD b -100→900 h 100→100 | " +
        "AAPL i 33.333333333333333333333333333→33.333333333333333333333333333",
    );
    assertEquals(
      desk.order("SELL vol 100 AAPL/USD @ 7"),
      "lock 0:7 | AAPL b -14.285714285714285714285714286→85.71428571428571428571428571 " +
        "h 14.285714285714285714285714286→14.285714285714285714285714286 | " +
        "USD i 100.00000000000000000000000000→100.00000000000000000000000000",
    );
    desk.report("BUY 10 AAPL/USD @ 2.99", {
      lock: [[0, "3"]],
      rest: "23.333333333333333333333333333",
    });
    assertEquals(
      desk.holds("USD"),
      "970.1000000000000000000000000 0.000000000000000000000000001 100.00000000000000000000000000",
    );
  });
  it("limits positions (example F)", () => {
    const desk = new Desk().fund("10000 USD").fund("3 AAPL");
    desk.engine.configure().spotFunds(NAME, {
      positionLimits: [{ accountId: 1, asset: "AAPL", limit: "10" }],
    });
    const orders = ["BUY 4", "BUY 4", "BUY 3", "SELL 2", "BUY 3"];
    const tooLong = (position: number) =>
      refused(
        "PositionLimitExceeded",
        "position limit exceeded",
        `asset AAPL, side long, projected worst-case position ${position}, limit 10`,
      );
    const answers = orders.map((text) => desk.order(`${text} AAPL/USD @ 1`));
    assertEquals([answers[1], answers[4]], [tooLong(11), tooLong(13)]);
    assertEquals([0, 2, 3].map((index) => answers[index]?.slice(0, 8)), Array(3).fill("lock 0:1"));
  });
  it("prices market orders (example G)", () => {
    const desk = new Desk((service) => buildSpotFunds().marketData(service, 250)).fund("1000 USD");
    desk.mark("AAPL/USD", "40");
    assertEquals(
      desk.order("BUY 10 AAPL/USD"),
      "lock 0:41.000 | USD b -410.000→590.000 h 410.000→410.000 | AAPL i 10→10",
    );
    assertEquals(
      desk.report("BUY 10 AAPL/USD @ 40.3", { lock: [[0, "41.000"]], fee: "1 USD" }).split(
        " | ",
      )[1],
      "USD b 6.000→596.000 h -410.000→0.000",
    );
    assertEquals(
      thrownBy(() => desk.engine.configure().spotFunds(NAME, { globalSlippageBps: 10_001 })) +
        "",
      "PolicyConfigureError: policy SpotFundsPolicy rejected the update: " +
        "slippage 10001 bps is out of range (must be <= 10 000 bps)",
    );
  });
  it("sets a ledger at once, and gives the block also if an older one stays", () => {
    const desk = new Desk();
    const settings = desk.engine.configure();
    const set = (state: string | PnlHaltReason): string[] =>
      settings.setSpotFundsAccountPnl(NAME, { account: 1, state }).accountBlocks.map((block) =>
        block.details
      );
    assertEquals(set("-500"), []);
    settings.spotFundsPnlBoundsKillswitch(NAME, {
      globalBarrier: new SpotFundsPnlBoundsBarrier("USD", "-10"),
    });
    desk.engine.accounts().unblock(1);
    assertEquals(set("-10"), []);
    desk.engine.accounts().block(1, "by hand");
    assertEquals(set(PnlHaltReason.fromMissingFx()), ["halt reason MissingFx"]);
    assertEquals(desk.block(), "AccountBlocked [Engine] by hand: by hand");
  });
  it("forgets a retired account, and refuses what has value, holds or settings", () => {
    const desk = new Desk().fund("100 USD");
    const retire = (): string => {
      try {
        desk.engine.retireAccount(1);
        return "retired";
      } catch (error) {
        const { refusals } = error as { refusals: { refusal: string }[] };
        return refusals.map(({ refusal }) => refusal).join();
      }
    };
    assertEquals(retire(), "NonZeroState");
    desk.order("BUY 1 AAPL/USD @ 1");
    assertEquals(retire(), "OperationInProgress");
    desk.last.rollback();
    desk.adjust([{
      operation: { asset: "USD", realizedPnl: "0" },
      amount: { balance: { absolute: "0" } },
    }]);
    assertEquals(desk.holds("USD"), "0 0 0 pnl 0");
    const mode = (value: "Enforce" | null) =>
      desk.engine.configure().spotFunds(NAME, {
        accountLimitModes: [{ accountId: 1, mode: value }],
      });
    mode("Enforce");
    assertEquals(retire(), "ConfigurationReferencesAccount");
    mode(null);
    desk.setLedger("1");
    assertEquals(retire(), "NonZeroState");
    desk.setLedger("0");
    assertEquals(retire(), "retired");
    assertEquals(desk.holds("USD"), "nothing");
    assertEquals(retire(), "retired");
  });
  it("counts a committed order as open no more", () => {
    const desk = new Desk().fund("100 USD");
    desk.order("BUY 1 AAPL/USD @ 1");
    desk.last.commit();
    const nothing = { absolute: "0" };
    desk.adjust([
      { operation: { asset: "USD" }, amount: { balance: nothing, held: nothing } },
      { operation: { asset: "AAPL" }, amount: { incoming: nothing } },
    ]);
    desk.engine.retireAccount(1);
    assertEquals(desk.holds("USD"), "nothing");
  });
  it("keeps its books if another policy refuses the retirement", () => {
    const builder = Engine.builder().builtin(buildSpotFunds());
    const refusing = { ...policy("other"), retireAccount: () => "EvaluationFailed" as const };
    const engine = builder.preTrade(refusing).build();
    engine.applyAccountAdjustment(1, [{ operation: { asset: "A", realizedPnl: "0" } }]);
    thrownBy(() => engine.retireAccount(1));
    assertEquals(engine.accounts().holdings(1).length, 1);
  });
  it("judges nothing if the bounds are the same in the new group", () => {
    const desk = new Desk().currency("USD");
    desk.setLedger("-50");
    desk.engine.configure().spotFundsPnlBoundsKillswitch(NAME, {
      globalBarrier: new SpotFundsPnlBoundsBarrier("USD", "-10"),
    });
    desk.engine.accounts().unblock(1);
    desk.engine.accounts().registerGroup([1], 7);
    assertEquals(desk.block(), undefined);
    desk.engine.accounts().clearCurrency(1);
    desk.engine.accounts().setGroupCurrency(8, "EUR");
    desk.engine.accounts().unregisterGroup([1], 7);
    desk.engine.accounts().registerGroup([1], 8);
    assertEquals(desk.block(), undefined);
  });
  it("judges an account that joins a group by the group's bounds", () => {
    const desk = new Desk().currency("USD");
    desk.setLedger("-50");
    const bounds = new SpotFundsPnlBoundsBarrier("USD", "-10");
    desk.engine.configure().spotFundsPnlBoundsKillswitch(NAME, {
      accountGroupBarriers: [new SpotFundsPnlBoundsAccountGroupBarrier(7, bounds)],
    });
    assertEquals(desk.block(), undefined);
    desk.engine.accounts().registerGroup([1], 7);
    assertEquals(
      desk.block(),
      killed("lower bound breached: realized pnl -50, lower bound -10, currency USD"),
    );
    desk.engine.accounts().unblock(1);
    desk.engine.accounts().unregisterGroup([1], 7);
    assertEquals(desk.block(), undefined);
  });
  it("judges an account whose currency no longer fits its own bounds, in silence", () => {
    const desk = new Desk();
    desk.engine.accounts().setGroupCurrency(5, "EUR");
    const bounds = new SpotFundsPnlBoundsBarrier("USD", "-10");
    desk.engine.configure().spotFundsPnlBoundsKillswitch(NAME, {
      accountBarriers: [new SpotFundsPnlBoundsAccountBarrier(1, bounds)],
    });
    desk.engine.accounts().registerGroup([1], 5);
    desk.engine.configure().spotFundsPnlBoundsKillswitch(NAME, { accountBarriers: [] });
    assertEquals(
      desk.block(),
      "PnlKillSwitchTriggered [SpotFundsPolicy] pnl barrier currency mismatch: " +
        "account currency EUR, barrier currency USD",
    );
  });
  it("judges an account whose currency fits its own bounds again", () => {
    const desk = new Desk();
    desk.engine.accounts().setGroupCurrency(5, "EUR");
    desk.engine.accounts().registerGroup([1], 5);
    const bounds = new SpotFundsPnlBoundsBarrier("USD", "-1");
    desk.setLedger("-5");
    desk.engine.configure().spotFundsPnlBoundsKillswitch(NAME, {
      accountBarriers: [new SpotFundsPnlBoundsAccountBarrier(1, bounds)],
    });
    desk.engine.accounts().unblock(1);
    desk.engine.accounts().unregisterGroup([1], 5);
    assertEquals(
      desk.block(),
      killed("lower bound breached: realized pnl -5, lower bound -1, currency USD"),
    );
  });
});
