import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { AccountIdError, Engine, PolicyConfigureError } from "../../../../mod.ts";
import {
  buildOrderSizeLimit,
  buildPnlBoundsKillswitch,
  buildRateLimit,
  buildSpotFunds,
  OrderSizeAssetBarrier,
  OrderSizeBrokerBarrier,
  PnlBoundsBrokerBarrier,
  RateLimitAccountBarrier,
  RateLimitBrokerBarrier,
  SpotFundsPnlBoundsAccountBarrier,
  SpotFundsPnlBoundsBarrier,
} from "../../../../src/pretrade/policies/mod.ts";
import { orderDraft } from "../../../../src/testing/mod.ts";
import { rejection } from "../_kit.ts";
import { ACCOUNT_OF, fakePool } from "./_threads.ts";

const RATE = "RateLimitPolicy";
const SIZE = "OrderSizeLimitPolicy";
const FUNDS = "SpotFundsPolicy";
const SWITCH = "PnlBoundsKillSwitchPolicy";

function openPool(splitGlobalLimits = false) {
  const cap = new OrderSizeBrokerBarrier({ maxQuantity: "100" });
  const rate = new RateLimitAccountBarrier({ maxOrders: 9, windowMs: 60_000 }, 1);
  const bounds = new PnlBoundsBrokerBarrier("USD", "-100", "100");
  return fakePool(() =>
    Engine.builder()
      .builtin(buildOrderSizeLimit().brokerBarrier(cap))
      .builtin(buildRateLimit().accountBarriers([rate]))
      .builtin(buildPnlBoundsKillswitch().brokerBarriers([bounds]))
      .build(), { splitGlobalLimits });
}

/** Which of the shards let an order of one of their accounts pass. */
async function verdicts({ pool }: Pick<Awaited<ReturnType<typeof openPool>>, "pool">): Promise<
  boolean[]
> {
  const orders = ACCOUNT_OF.map((accountId) => orderDraft({ accountId }));
  return (await pool.executePreTradeBatch(orders)).map(({ ok }) => ok);
}

describe("EnginePool.configure()", () => {
  it("changes the settings on all shards, also from a list that can be read once", async () => {
    const open = await openPool();
    assertEquals(await verdicts(open), [true, true, true]);
    await open.pool.configure().orderSizeLimit(SIZE, {
      assetBarriers: (function* () {
        yield new OrderSizeAssetBarrier({ maxQuantity: "5" }, "AAPL");
      })(),
    });
    assertEquals(await verdicts(open), [false, false, false]);
    await open.pool.configure().orderSizeLimit(SIZE, { assetBarriers: [] });
    assertEquals(await verdicts(open), [true, true, true]);
    await open.pool.close();
  });
  it("sets the books of an account on its shard", async () => {
    const open = await openPool();
    const pnl = { account: ACCOUNT_OF[2], settlementAsset: "USD", pnl: "-101" };
    await open.pool.configure().setAccountPnl(SWITCH, pnl);
    assertEquals(await verdicts(open), [true, true, false]);
    const wrong = open.pool.configure().setAccountPnl(SWITCH, { ...pnl, account: -1 });
    assert(await rejection(wrong) instanceof AccountIdError);
    await open.pool.close();
  });
  it("changes the funds policy on all shards", async () => {
    const open = await fakePool(() => Engine.builder().builtin(buildSpotFunds()).build());
    assertEquals(await verdicts(open), [false, false, false]);
    await open.pool.configure().spotFunds(FUNDS, { globalLimitMode: "TrackOnly" });
    assertEquals(await verdicts(open), [true, true, true]);
    await open.pool.close();
  });
  it("merges the new blocks of all shards, by account", async () => {
    const { pool } = await fakePool(() => Engine.builder().builtin(buildSpotFunds()).build());
    const settings = pool.configure();
    const losses = ["-7", "-3", "-9"];
    for (const [shard, account] of ACCOUNT_OF.entries()) {
      const state = losses[shard] as string;
      const { accountBlocks } = await settings.setSpotFundsAccountPnl(FUNDS, { account, state });
      assertEquals(accountBlocks, []);
    }
    const floor = new SpotFundsPnlBoundsBarrier("USD", "-5");
    const own = new SpotFundsPnlBoundsBarrier("USD", "-2");
    const { accountBlocks } = await settings.spotFundsPnlBoundsKillswitch(FUNDS, {
      globalBarrier: floor,
      accountBarriers: (function* () {
        yield new SpotFundsPnlBoundsAccountBarrier(ACCOUNT_OF[1], own);
      })(),
      axes: {
        // Lists within lists are read by every shard, too.
        accountTotal: { accountBarriers: [].values() },
      },
    });
    // Accounts 1, 42 and 2^63, of shards 1, 0 and 2; account 1 is judged by its own bounds.
    assertEquals(
      accountBlocks.map(({ accountId, block }) => [
        accountId.value,
        /pnl \S+, lower bound \S+,/.exec(block.details)?.[0],
      ]),
      [
        [1n, "pnl -3, lower bound -2,"],
        [42n, "pnl -7, lower bound -5,"],
        [2n ** 63n, "pnl -9, lower bound -5,"],
      ],
    );
    assertEquals(await verdicts({ pool }), [false, false, false]);
    await pool.close();
  });
  it("has an account judged by new bounds on its own shard only", async () => {
    const told: string[] = [];
    const { pool } = await fakePool(({ index }) =>
      Engine.builder()
        .observer({ onBlock: ({ accountId }) => void told.push(`${index}: ${accountId}`) })
        .builtin(buildSpotFunds())
        .build()
    );
    const above = new SpotFundsPnlBoundsBarrier("USD", "5");
    const { accountBlocks } = await pool.configure().spotFundsPnlBoundsKillswitch(FUNDS, {
      accountBarriers: ACCOUNT_OF.map((id) => new SpotFundsPnlBoundsAccountBarrier(id, above)),
    });
    // Each is below its bound with no profit at all; nobody else knows better.
    assertEquals(accountBlocks.map(({ accountId }) => accountId.value), [1n, 42n, 2n ** 63n]);
    assertEquals(told.sort(), ["0: 42", "1: 1", "2: 9223372036854775808"]);
    await pool.close();
  });
  it("tells what each shard refuses", async () => {
    const { pool } = await openPool();
    const error = await rejection(pool.configure().rateLimit("none", {}));
    assert(error instanceof PolicyConfigureError);
    assertEquals(error.kind, "UNKNOWN");
    const shapeless = pool.configure().rateLimit(RATE, 3 as unknown as Record<string, never>);
    assert(await rejection(shapeless) instanceof TypeError);
    await pool.close();
  });
  it("keeps limits out that span accounts, or splits them if told to", async () => {
    const broker = new RateLimitBrokerBarrier({ maxOrders: 2, windowMs: 60_000 });
    const whole = await openPool();
    const error = await rejection(whole.pool.configure().rateLimit(RATE, { broker }));
    assert(error instanceof PolicyConfigureError);
    assertEquals(error.kind, "VALIDATION");
    assertEquals(await verdicts(whole), [true, true, true]);
    const split = await openPool(true);
    await split.pool.configure().rateLimit(RATE, { broker });
    // Two orders over three shards: the third one has no part.
    assertEquals(await verdicts(split), [true, true, false]);
    assertEquals(await verdicts(split), [false, false, false]);
    await Promise.all([whole.pool.close(), split.pool.close()]);
  });
});
