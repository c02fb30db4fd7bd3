import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { AccountGroupRegistrationError, AccountIdError, Engine } from "../../../../mod.ts";
import { AccountGroupId, AccountId } from "../../../../src/param/mod.ts";
import { AccountBlock } from "../../../../src/reject.ts";
import {
  buildOrderValidation,
  buildSpotFunds,
  SpotFundsPnlBoundsAccountBarrier,
  SpotFundsPnlBoundsBarrier,
} from "../../../../src/pretrade/policies/mod.ts";
import { orderDraft } from "../../../../src/testing/mod.ts";
import { ShardUnavailableError } from "../../../../src/sync/pool/errors.ts";
import { rejection } from "../_kit.ts";
import { ACCOUNT_OF, fakePool } from "./_threads.ts";

const [ON_0, ON_1, ON_2] = ACCOUNT_OF;

/** A pool whose engines can be looked at directly. */
async function openPool() {
  const engines: Engine[] = [];
  const { pool, threads } = await fakePool(({ index }) =>
    engines[index] = Engine.builder().builtin(buildOrderValidation()).build()
  );
  return { pool, threads, engines, accounts: pool.accounts() };
}

type Open = Awaited<ReturnType<typeof openPool>>;

/** What each engine says of the group of an account. */
function groups({ engines }: Open, account: bigint): (string | undefined)[] {
  return engines.map((engine) => engine.accounts().groupOf(account)?.toString());
}

describe("EnginePool.accounts()", () => {
  it("does what concerns one account on its shard only", async () => {
    const open = await openPool();
    const { accounts, engines, pool } = open;
    await accounts.block(ON_1, "risk desk");
    assertEquals(
      engines.map((engine) => engine.accounts().blockOf(ON_1)?.block.reason),
      [undefined, "risk desk", undefined],
    );
    assertEquals((await accounts.blockOf(ON_1))?.slot, "account");
    await accounts.replaceBlockReason(ON_1, "second thoughts");
    assertEquals((await accounts.blockOf(ON_1))?.block.reason, "second thoughts");
    await accounts.unblock(ON_1);
    assertEquals(await accounts.blockOf(ON_1), undefined);
    await accounts.blockWithCause(ON_2, new AccountBlock("P", "Other", "why", "details"));
    assertEquals((await accounts.blockOf(ON_2))?.block.policy, "P");
    await accounts.setCurrency(ON_0, "EUR");
    assertEquals(
      engines.map((engine) => engine.accounts().currencyOf(ON_0)),
      ["EUR", undefined, undefined],
    );
    assertEquals(await accounts.currencyOf(ON_0), "EUR");
    await accounts.clearCurrency(ON_0);
    assertEquals(await accounts.currencyOf(ON_0), undefined);
    assert(await rejection(accounts.block("", "x")) instanceof AccountIdError);
    await pool.close();
  });
  it("does what concerns a group on all shards", async () => {
    const { accounts, engines, pool } = await openPool();
    await accounts.registerGroup([ON_0, ON_1, ON_2], 7);
    await accounts.blockGroup(7, "venue down");
    const verdicts = await pool.executePreTradeBatch(
      ACCOUNT_OF.map((accountId) => orderDraft({ accountId })),
    );
    assertEquals(verdicts.map(({ ok }) => ok), [false, false, false]);
    await accounts.replaceGroupBlockReason(7, "venue slow");
    assertEquals((await accounts.blockOf(ON_2))?.block.reason, "venue slow");
    await accounts.unblockGroup(7);
    assertEquals(await accounts.blockOf(ON_2), undefined);
    await accounts.setGroupCurrency(7, "CHF");
    assertEquals(
      engines.map((engine, shard) => engine.accounts().currencyOf(ACCOUNT_OF[shard] as bigint)),
      ["CHF", "CHF", "CHF"],
    );
    await accounts.clearGroupCurrency(7);
    assertEquals(await accounts.currencyOf(ON_1), undefined);
    await accounts.unblockAll();
    await pool.close();
  });
  it("lists every block once, those of groups too", async () => {
    const { accounts, pool } = await openPool();
    await accounts.block(ON_2, "a");
    await accounts.block(ON_0, "b");
    await accounts.blockGroup(7, "c");
    const listed = [...await accounts.blocks()].map(({ slot, accountId, accountGroupId, block }) =>
      `${slot} ${accountId ?? accountGroupId}: ${block.reason}`
    );
    assertEquals(listed.toSorted(), [
      `account ${ON_0}: b`,
      `account ${ON_2}: a`,
      "group 7: c",
    ]);
    await pool.close();
  });
  it("tells what an account holds as its shard does", async () => {
    const { pool } = await fakePool(() => Engine.builder().builtin(buildSpotFunds()).build());
    for (const [shard, account] of ACCOUNT_OF.entries()) {
      const deposit = {
        operation: { asset: "USD" },
        amount: { balance: { delta: `${shard + 1}` } },
      };
      await pool.applyAccountAdjustment(account, [deposit]);
    }
    const held = await Promise.all(
      ACCOUNT_OF.map((account) => pool.accounts().holdings(account, "USD")),
    );
    assertEquals(held.map(([dollars]) => dollars?.available.toString()), ["1", "2", "3"]);
    assert(await rejection(pool.accounts().holdings("")) instanceof AccountIdError);
    await pool.close();
  });
  it("lists no block that a shard has set for an account of another", async () => {
    const { pool } = await fakePool(() => Engine.builder().builtin(buildSpotFunds()).build());
    await pool.configure().setSpotFundsAccountPnl("SpotFundsPolicy", { account: ON_1, state: "5" });
    // On shards 0 and 2 nothing is known of the account: its profit would be 0.
    const gain = new SpotFundsPnlBoundsBarrier("USD", "1");
    const { accountBlocks } = await pool.configure().spotFundsPnlBoundsKillswitch(
      "SpotFundsPolicy",
      { accountBarriers: [new SpotFundsPnlBoundsAccountBarrier(ON_1, gain)] },
    );
    assertEquals(accountBlocks, []);
    assertEquals([...await pool.accounts().blocks()], []);
    await pool.close();
  });
  it("puts each account of a group on its shard", async () => {
    const open = await openPool();
    await open.accounts.registerGroup([ON_2, AccountId.fromInt(ON_1)], 7);
    assertEquals(groups(open, ON_1), [undefined, "7", undefined]);
    assertEquals(groups(open, ON_2), [undefined, undefined, "7"]);
    assertEquals((await open.accounts.groupOf(ON_1))?.toString(), "7");
    await open.accounts.unregisterGroup([ON_1, ON_2], 7);
    assertEquals(groups(open, ON_1), [undefined, undefined, undefined]);
    await open.pool.close();
  });
  it("changes a group wholly or not at all, on whatever shard an account is in the way", async () => {
    const open = await openPool();
    const { accounts } = open;
    await accounts.registerGroup([ON_1], 5);
    const error = await rejection(accounts.registerGroup([ON_0, ON_1, ON_2], 7));
    assert(error instanceof AccountGroupRegistrationError);
    assertEquals([error.kind, error.accountId?.value], ["AlreadyRegistered", ON_1]);
    assertEquals([groups(open, ON_0)[0], groups(open, ON_1)[1], groups(open, ON_2)[2]], [
      undefined,
      "5",
      undefined,
    ]);
    await accounts.registerGroup([ON_0], 5);
    const other = await rejection(accounts.unregisterGroup([ON_0, ON_2], 5));
    assert(other instanceof AccountGroupRegistrationError);
    assertEquals([other.kind, groups(open, ON_0)[0]], ["NotInGroup", "5"]);
    await open.pool.close();
  });
  it("judges a group even if no account is named", async () => {
    const { accounts, pool } = await openPool();
    await accounts.registerGroup([], 7);
    const error = await rejection(accounts.registerGroup([], AccountGroupId.DEFAULT()));
    assert(error instanceof AccountGroupRegistrationError);
    assertEquals(error.kind, "ReservedGroup");
    await pool.close();
  });
  it("does it on the shards that are there if one is gone, and says so", async () => {
    const { accounts, engines, threads, pool } = await openPool();
    threads.started[0]?.die(new Error("power cut"));
    const error = await rejection(accounts.blockGroup(7, "venue down"));
    assert(error instanceof ShardUnavailableError);
    assertEquals(
      engines.slice(1).map((engine) => [...engine.accounts().blocks()].length),
      [1, 1],
    );
    await accounts.block(ON_1, "still works");
    await pool.close();
  });
});
