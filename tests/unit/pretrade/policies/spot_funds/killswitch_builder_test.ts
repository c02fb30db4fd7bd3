import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine } from "../../../../../src/engine/mod.ts";
import {
  buildSpotFundsPnlBoundsKillswitch,
  SpotFundsPnlBoundsAccountBarrier as AccountBarrier,
  SpotFundsPnlBoundsAccountGroupBarrier as GroupBarrier,
  SpotFundsPnlBoundsBarrier as Barrier,
  SpotFundsPnlBoundsKillswitchBuilder,
} from "../../../../../src/pretrade/policies/mod.ts";
import { thrownBy } from "../../../engine/_kit.ts";
import { Desk, NAME } from "./_kit.ts";

const BARRIER = new Barrier("USD", "-1");

function error(call: () => unknown): string {
  return `${thrownBy(call)}`;
}

describe("SpotFundsPnlBoundsKillswitchBuilder", () => {
  it("needs a barrier, and in each a bound", () => {
    const register = (token: unknown) => () => Engine.builder().builtin(token as never);
    assertEquals(
      error(register(buildSpotFundsPnlBoundsKillswitch())),
      "EngineBuildError: spot funds P&L bounds require at least one barrier",
    );
    assertEquals(
      error(register(buildSpotFundsPnlBoundsKillswitch().globalBarrier(new Barrier("USD")))),
      "EngineBuildError: spot-funds P&L bounds must configure at least one bound",
    );
  });
  it("adds lists up, and replaces the bounds of everyone", () => {
    const draft = buildSpotFundsPnlBoundsKillswitch()
      .globalBarrier(new Barrier("USD", "50"))
      .globalBarrier(BARRIER)
      .accountGroupBarriers([new GroupBarrier(7, new Barrier("USD", "-2"))])
      .accountBarriers([new AccountBarrier(3, new Barrier("USD", "-3"))])
      .accountBarriers([new AccountBarrier(4, new Barrier("USD", "-4"))]);
    const desk = new Desk(() => draft);
    desk.engine.accounts().registerGroup([2], 7);
    const passes = (account: number, ledger: string) => desk.setLedger(ledger, account) === "";
    assertEquals(
      [1, 2, 3, 4].map((account) => passes(account, `-${account}`)),
      Array(4).fill(true),
    );
    assertEquals(
      [1, 2, 3, 4].map((account) => passes(account, `-${account}.1`)),
      Array(4).fill(false),
    );
  });
  it("is immutable, and tells its name", () => {
    const first = buildSpotFundsPnlBoundsKillswitch();
    const ready = first.globalBarrier(BARRIER).withPolicyGroupId(5);
    assertEquals([ready.clone() === ready, SpotFundsPnlBoundsKillswitchBuilder.NAME], [
      false,
      NAME,
    ]);
    assertEquals([ready.free(), ready[Symbol.dispose]()], [undefined, undefined]);
    assertEquals(Engine.builder().builtin(ready.clone()).build().policies()[0]?.policyGroupId, 5);
  });
  it("prices market orders at the mark, without slippage", () => {
    const desk = new Desk((service) =>
      buildSpotFundsPnlBoundsKillswitch().globalBarrier(BARRIER).marketData(service)
    );
    desk.mark("A/USD", "40");
    assertEquals(desk.order("BUY 1 A/USD"), "lock 0:40 | USD b -40→-40 h 40→40 | A i 1→1");
  });
  it("refuses something else than barriers and services", () => {
    const draft = buildSpotFundsPnlBoundsKillswitch();
    assertEquals(
      error(() => draft.globalBarrier({} as never)),
      "TypeError: globalBarrier must be a SpotFundsPnlBoundsBarrier",
    );
    assertEquals(
      error(() => draft.accountBarriers([BARRIER] as never)),
      "TypeError: accountBarriers contains an invalid entry",
    );
    assertEquals(
      error(() => draft.marketData({} as never)),
      "TypeError: marketData must be a MarketDataService",
    );
    assertEquals(
      error(() => new (SpotFundsPnlBoundsKillswitchBuilder as never as new () => unknown)()),
      "TypeError: SpotFundsPnlBoundsKillswitchBuilder cannot be constructed directly",
    );
  });
  it("is one policy with buildSpotFunds() as far as names go", () => {
    const ready = buildSpotFundsPnlBoundsKillswitch().globalBarrier(BARRIER);
    assertEquals(
      error(() => Engine.builder().builtin(ready).builtin(ready.withPolicyGroupId(1)).build()),
      "EngineBuildError: duplicate policy name: SpotFundsPolicy",
    );
  });
});
