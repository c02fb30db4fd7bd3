import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { buildSpotFunds, SpotFundsOverride } from "../../../../../src/pretrade/policies/mod.ts";
import type { SpotFundsReadyBuilder } from "../../../../../src/pretrade/policies/mod.ts";
import { Engine } from "../../../../../src/engine/mod.ts";
import { type MarketDataService, QuoteTtl } from "../../../../../src/marketdata/mod.ts";
import { causeText } from "../../../engine/_kit.ts";
import { Desk, NAME, orderInput, refused } from "./_kit.ts";

const PAIR = { underlyingAsset: "A", settlementAsset: "USD" };
const unavailable = refused("MarkPriceUnavailable", "mark price unavailable", "");
const failed = refused("OrderValueCalculationFailed", "price calculation failed", "");

/** The lock price of a market order, or why there is none. */
function priced(desk: Desk, side: "BUY" | "SELL"): string {
  return desk.dryRun(`${side} 1 A/USD`).replace(/^lock 0:(\S+).*/, "$1");
}

function marketDesk(
  make: (service: MarketDataService) => SpotFundsReadyBuilder = (service) =>
    buildSpotFunds().marketData(service, 150),
): Desk {
  const desk = new Desk(make);
  desk.engine.configure().spotFunds(NAME, { globalLimitMode: "TrackOnly" });
  return desk;
}

describe("Pricing.marketPrice()", () => {
  it("moves the mark against the order", () => {
    const desk = marketDesk();
    desk.mark("A/USD", "100");
    assertEquals([priced(desk, "BUY"), priced(desk, "SELL")], ["101.500", "98.500"]);
    desk.engine.configure().spotFunds(NAME, { globalSlippageBps: 0 });
    assertEquals([priced(desk, "BUY"), priced(desk, "SELL")], ["100", "100"]);
  });
  it("takes ask and bid of the book, and never falls back", () => {
    const desk = marketDesk((service) => buildSpotFunds().marketData(service, 0, "BookTop"));
    desk.service.pushByInstrument(PAIR, { mark: "1", ask: "3" });
    assertEquals([priced(desk, "BUY"), priced(desk, "SELL")], ["3", unavailable]);
    desk.engine.configure().spotFunds(NAME, { pricingSource: "Mark" });
    assertEquals(priced(desk, "SELL"), "1");
  });
  it("has no price without registration, without quote and for a stale one", () => {
    const desk = marketDesk();
    assertEquals(priced(desk, "BUY"), unavailable);
    const id = desk.service.register(PAIR);
    assertEquals(priced(desk, "BUY"), unavailable);
    desk.service.push(id, { mark: "5" });
    assertEquals(priced(desk, "BUY"), "5.075");
    desk.clock.setNs(1_000_000_000n);
    assertEquals(priced(desk, "BUY"), unavailable);
  });
  it("refuses a buy at no price, and a sale that comes to none", () => {
    const desk = marketDesk();
    desk.mark("A/USD", "0");
    assertEquals([priced(desk, "BUY"), priced(desk, "SELL")], [failed, failed]);
    desk.mark("A/USD", "-5");
    assertEquals([priced(desk, "BUY"), priced(desk, "SELL")], [failed, failed]);
    desk.mark("A/USD", "79228162514264337593543950335");
    assertEquals(priced(desk, "BUY"), failed);
    desk.engine.configure().spotFunds(NAME, { globalSlippageBps: 10_000 });
    desk.mark("A/USD", "5");
    assertEquals(priced(desk, "SELL"), failed);
  });
  it("takes the narrowest slippage: account, group, instrument, everyone", () => {
    const desk = marketDesk();
    desk.mark("A/USD", "100");
    const id = desk.service.resolve(PAIR) ?? 0;
    const override = (...args: [account: 1 | null, group: 4 | null, bps: number | null]) =>
      desk.engine.configure().spotFunds(NAME, { overrides: [new SpotFundsOverride(id, ...args)] });
    override(null, null, 200);
    assertEquals(priced(desk, "BUY"), "102.00");
    override(null, 4, 300);
    assertEquals(priced(desk, "BUY"), "102.00");
    desk.engine.accounts().registerGroup([1], 4);
    assertEquals(priced(desk, "BUY"), "103.00");
    override(1, null, 400);
    assertEquals(priced(desk, "BUY"), "104.00");
    override(1, null, null);
    override(null, 4, null);
    override(null, null, null);
    assertEquals(priced(desk, "BUY"), "101.500");
  });
  it("reads the quote of the account, else of the group that it is in now", () => {
    const desk = marketDesk((service) => buildSpotFunds().marketData(service, 0));
    desk.mark("A/USD", "1");
    const id = desk.service.resolve(PAIR) ?? 0;
    desk.service.pushFor(id, { mark: "2" }, [], [4]);
    assertEquals(priced(desk, "BUY"), "1");
    desk.engine.accounts().registerGroup([1], 4);
    assertEquals(priced(desk, "BUY"), "2");
    desk.service.pushFor(id, { bid: "3" }, [1], []);
    assertEquals(priced(desk, "BUY"), unavailable);
  });
  it("refuses an order when the service's clock fails or calls the engine, and holds nothing", () => {
    let act: () => bigint = () => 0n;
    const builder = Engine.builder().clock(() => act());
    const service = builder.marketData(QuoteTtl.within(1_000)).build();
    const engine = builder.builtin(buildSpotFunds().marketData(service, 0)).build();
    engine.applyAccountAdjustment(1, [
      { operation: { asset: "USD" }, amount: { balance: { delta: "9" } } },
    ]);
    service.pushByInstrument(PAIR, { mark: "1" });
    act = () => BigInt(engine.accounts().holdings(1).length);
    assertEquals(
      causeText(() => engine.executePreTrade(orderInput("BUY 1 A/USD", 1))).slice(0, 15),
      "ReentrancyError",
    );
    assertEquals(`${engine.accounts().holdings(1, "USD")[0]?.available}`, "9");
    act = () => 0n;
    assertEquals(engine.executePreTrade(orderInput("BUY 1 A/USD", 1)).ok, true);
  });
});

describe("Pricing.factor()", () => {
  /** Realized P&L in USD of 1 unit bought at 0 and sold at 1 EUR. */
  function rate(make: (desk: Desk) => void): string {
    const desk = new Desk((service) => buildSpotFunds().marketData(service, 0)).currency("USD");
    make(desk);
    desk.fund("1 A @ 0");
    return desk.report("SELL 1 A/EUR @ 1").split(" | ")[0] ?? "";
  }
  it("is the mark of the pair, else 1 ÷ the mark of the opposite pair", () => {
    assertEquals(rate((desk) => desk.mark("EUR/USD", "1.10")), "A h -1→-1 pnl 1.10→1.10");
    assertEquals(rate((desk) => desk.mark("USD/EUR", "0.8")), "A h -1→-1 pnl 1.25→1.25");
    assertEquals(
      rate((desk) => {
        desk.mark("USD/EUR", "0.8");
        desk.service.pushByInstrument({ underlyingAsset: "EUR", settlementAsset: "USD" }, {
          bid: "9",
        });
      }),
      "A h -1→-1 pnl 1.25→1.25",
    );
    assertEquals(rate((desk) => desk.mark("USD/EUR", "0")), "A h -1→-1 pnl 0→0");
    assertEquals(rate(() => {}), "A h -1→-1 missing-fx");
  });
  it("does not mind how old a mark is", () => {
    const late = rate((desk) => {
      desk.mark("EUR/USD", "2");
      desk.clock.setNs(9_000_000_000n);
    });
    assertEquals(late, "A h -1→-1 pnl 2→2");
  });
  it("is 1 for the currency itself, without market data too", () => {
    const desk = new Desk().currency("USD").fund("1 A @ 0");
    assertEquals(desk.report("SELL 1 A/USD @ 3").split(" | ")[0], "A h -1→-1 pnl 3→3");
  });
});
