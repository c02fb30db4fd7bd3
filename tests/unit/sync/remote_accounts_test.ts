import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine, PolicyConfigureError } from "../../../src/engine/mod.ts";
import { PnlHaltReason } from "../../../src/pretrade/mod.ts";
import { AccountIdError, AssetError, PositionSize } from "../../../src/param/mod.ts";
import { AccountBlock } from "../../../src/reject.ts";
import {
  buildRateLimit,
  buildSpotFunds,
  RateLimitAccountBarrier,
  RateLimitBrokerBarrier,
  SpotFundsOverride,
  SpotFundsPnlBoundsAccountBarrier,
  SpotFundsPnlBoundsAccountGroupBarrier,
  SpotFundsPnlBoundsBarrier,
} from "../../../src/pretrade/policies/mod.ts";
import { lineOf, linesOf, orderOf } from "../engine/_kit.ts";
import { rejection, served } from "./_kit.ts";

const cap = (maxOrders: number) => ({ maxOrders, windowMs: 60_000 });

function world() {
  const engine = Engine.builder().fullSync().clock(() => 0n)
    .builtin(buildRateLimit().accountBarriers([new RateLimitAccountBarrier(cap(5), 1)]))
    .build();
  return { engine, ...served(engine) };
}

describe("RemoteAccounts", () => {
  it("does on the owner's thread what the local handle does", async () => {
    const { remote, engine } = world();
    const accounts = remote.accounts();
    function* members(): Generator<number> {
      yield 1;
      yield 2;
    }
    await accounts.registerGroup(members(), "desk");
    await accounts.setGroupCurrency("desk", "EUR");
    await accounts.blockGroup("desk", "lunch");
    await accounts.blockWithCause(3, new AccountBlock("p", "Other", "why", "how", 5));
    assertEquals((await accounts.groupOf(2))?.toString(), engine.accounts().groupOf(1)?.toString());
    assertEquals([await accounts.currencyOf(1), await accounts.currencyOf(9)], ["EUR", undefined]);
    assertEquals((await accounts.blockOf(1))?.slot, "group");
    const blocks = [...await accounts.blocks()];
    assertEquals(blocks.map(({ slot, block }) => [slot, lineOf(block)]), [
      ["group", "AccountBlocked [Engine] lunch: lunch"],
      ["account", "Other [p] why: how #5"],
    ]);
    assertEquals(blocks[1]?.accountId?.value, 3n);
  });
  it("throws what the local handle throws", async () => {
    const { remote } = world();
    const error = await rejection(remote.accounts().replaceBlockReason(7, "x")) as Error & {
      kind: string;
      accountId: { value: bigint };
    };
    assertEquals([error.name, error.kind, error.accountId.value], [
      "AccountBlockError",
      "AccountNotBlocked",
      7n,
    ]);
  });
});

describe("RemoteConfigurator", () => {
  it("changes settings by barriers of the caller's making", async () => {
    const { remote } = world();
    await remote.configure().rateLimit("RateLimitPolicy", {
      broker: new RateLimitBrokerBarrier(cap(1)),
    });
    assert((await remote.startPreTrade(orderOf(2))).ok);
    assertEquals(linesOf(await remote.startPreTrade(orderOf(2))), [
      "order RateLimitExceeded [RateLimitPolicy] rate limit exceeded: broker barrier: submitted 2 orders in 60s window, max allowed: 1",
    ]);
  });
});

/** An engine that keeps funds: account 1 has 1000 dollars, of which an order holds 600. */
async function funded() {
  const engine = Engine.builder().fullSync().builtin(buildSpotFunds()).build();
  const { remote } = served(engine);
  const deposit = { operation: { asset: "USD" }, amount: { balance: { delta: "1000" } } };
  assert((await remote.applyAccountAdjustment(1, [deposit])).ok);
  const result = await remote.executePreTrade(buy("3"));
  assert(result.ok);
  await result.reservation.commit();
  return { engine, remote };
}

function buy(quantity: string) {
  const { operation } = orderOf(1);
  return { operation: { ...operation, tradeAmount: { quantity }, price: "200" } };
}

describe("funds of an engine on another thread", () => {
  it("are told as the local handle tells them", async () => {
    const { remote, engine } = await funded();
    const [stock, dollars, ...others] = await remote.accounts().holdings(1);
    assertEquals(others, []);
    assertEquals(stock?.incoming.toString(), "3");
    assert(dollars?.available instanceof PositionSize);
    assertEquals([dollars.available.toString(), dollars.held.toString()], ["400", "600"]);
    const [only] = await remote.accounts().holdings(1, "USD");
    const [local] = engine.accounts().holdings(1, "USD");
    assertEquals(Object.entries(only ?? {}).map(String), Object.entries(local ?? {}).map(String));
    assertEquals(await remote.accounts().holdings(2), []);
  });
  it("follow settings of the caller's making", async () => {
    const { remote } = await funded();
    const settings = remote.configure();
    assertEquals(linesOf(await remote.executePreTrade(buy("3"))).length, 1);
    await settings.spotFunds(FUNDS, {
      globalSlippageBps: 5,
      overrides: [new SpotFundsOverride(9n, 1, null, 7), new SpotFundsOverride(9n, null, 4)],
      accountLimitModes: [{ accountId: 1, mode: "TrackOnly" }],
    });
    assert((await remote.executePreTrade(buy("3"))).ok);
    const { accountBlocks } = await settings.setSpotFundsAccountPnl(FUNDS, {
      account: 1,
      state: PnlHaltReason.fromMissingFx(),
    });
    assertEquals(accountBlocks, []);
    const gain = new SpotFundsPnlBoundsBarrier("USD", "1", "5.50");
    const outcomes = await settings.spotFundsPnlBoundsKillswitch(FUNDS, {
      globalBarrier: gain,
      accountGroupBarriers: [new SpotFundsPnlBoundsAccountGroupBarrier(4, gain)],
      accountBarriers: [new SpotFundsPnlBoundsAccountBarrier(3, gain)],
    });
    assertEquals(
      outcomes.accountBlocks.map(({ accountId, block }) => [accountId.value, block.details]),
      [[1n, "halt reason MissingFx"], [
        3n,
        "lower bound breached: realized pnl 0, lower bound 1, upper bound 5.50, currency USD",
      ]],
    );
  });
  it("throw what the local handles throw", async () => {
    const { remote } = await funded();
    const settings = remote.configure();
    assert(await rejection(remote.accounts().holdings(-1)) instanceof AccountIdError);
    assert(await rejection(remote.accounts().holdings(1, " ")) instanceof AssetError);
    const [unbounded, steep, odd] = await Promise.all([
      rejection(settings.spotFundsPnlBoundsKillswitch(FUNDS, {
        globalBarrier: new SpotFundsPnlBoundsBarrier("USD"),
      })),
      rejection(settings.spotFunds(FUNDS, { globalSlippageBps: 10_001 })),
      rejection(settings.spotFunds(FUNDS, { globalLimitMode: "Never" as "Enforce" })),
    ]);
    assert(unbounded instanceof PolicyConfigureError && steep instanceof PolicyConfigureError);
    assertEquals(
      [unbounded.kind, steep.validationMessage],
      ["VALIDATION", "slippage 10001 bps is out of range (must be <= 10 000 bps)"],
    );
    assert(odd instanceof RangeError);
  });
});

const FUNDS = "SpotFundsPolicy";
