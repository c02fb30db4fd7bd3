import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine } from "../../../../../src/engine/mod.ts";
import { QuoteTtl } from "../../../../../src/marketdata/mod.ts";
import {
  buildSpotFunds,
  SpotFundsBuilder,
  SpotFundsOverride,
} from "../../../../../src/pretrade/policies/mod.ts";
import { thrownBy } from "../../../engine/_kit.ts";
import { quotesOf } from "../../../../../src/pretrade/policies/spot_funds/builder.ts";
import { Desk, NAME } from "./_kit.ts";

function error(call: () => unknown): string {
  return `${thrownBy(call)}`;
}

const builder = Engine.builder().marketData(QuoteTtl.infinite());
const service = builder.build();

describe("SpotFundsBuilder", () => {
  it("is immutable, and tells its name", () => {
    const first = buildSpotFunds();
    const second = first.withPolicyGroupId(5);
    assertEquals([first === second, SpotFundsBuilder.NAME], [false, NAME]);
    assertEquals(second.clone() === second, false);
    assertEquals([first.free(), first[Symbol.dispose]()], [undefined, undefined]);
    const groups = [first, second, second.clone()].map((token) =>
      Engine.builder().builtin(token).build().policies()[0]?.policyGroupId
    );
    assertEquals(groups, [0, 5, 5]);
  });
  it("makes policies that share nothing", () => {
    const token = buildSpotFunds();
    const one = new Desk(() => token).fund("1 USD");
    const other = new Desk(() => token);
    assertEquals([one.holds("USD"), other.holds("USD")], ["1 0 0", "nothing"]);
  });
  it("refuses what is no service, slippage, source or override", () => {
    const draft = buildSpotFunds();
    assertEquals(
      error(() => draft.marketData({} as never, 1)),
      "TypeError: marketData must be a MarketDataService",
    );
    assertEquals(
      error(() => draft.marketData(service, 65_536)),
      "RangeError: defaultSlippageBps must be an integer in range 0..=65535",
    );
    assertEquals(
      error(() => draft.marketData(service, 1, "x" as never)),
      'RangeError: pricingSource must be "Mark" or "BookTop"',
    );
    assertEquals(
      error(() => draft.marketData(service, 1, null, [1] as never)),
      "TypeError: overrides must be an iterable of SpotFundsOverride",
    );
    assertEquals(
      error(() => new (SpotFundsBuilder as never as new () => unknown)()),
      "TypeError: SpotFundsBuilder cannot be constructed directly",
    );
  });
  it("refuses a slippage above 100 % when it is registered", () => {
    const message = "ParamError: slippage 10001 bps is out of range (must be <= 10 000 bps)";
    const register = (bps: number, override: number | null) => () =>
      Engine.builder().builtin(
        buildSpotFunds().marketData(service, bps, "Mark", [
          new SpotFundsOverride(5, null, null, override),
        ]),
      );
    assertEquals([error(register(10_001, 1)), error(register(1, 10_001))], [message, message]);
    register(10_000, null)();
  });
  it("takes an override without slippage for nothing", () => {
    const desk = new Desk((quotes) =>
      buildSpotFunds().marketData(quotes, 0, undefined, [
        new SpotFundsOverride(0, null, null, 200),
        new SpotFundsOverride(0, null, null, null),
      ])
    ).fund("1000 USD");
    desk.mark("A/USD", "100");
    assertEquals(desk.order("BUY 1 A/USD").slice(0, 13), "lock 0:102.00");
  });
});

describe("quotesOf()", () => {
  it("tells a service for engines without a sync mode", () => {
    assertEquals(quotesOf(undefined), { quotes: undefined, readsNoSyncService: false });
    assertEquals(quotesOf(service).readsNoSyncService, true);
    assertEquals(quotesOf(builder.fullSync().build()).readsNoSyncService, false);
  });
});
