import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { Engine } from "../../../src/engine/mod.ts";
import { AccountGroupId, AccountId, type AccountIdInput } from "../../../src/param/mod.ts";
import { AccountBlock } from "../../../src/reject.ts";
import { assertErrors } from "../model/_errors.ts";
import { accountPolicy, failing, NO_ACCOUNT, NOBODYS_REPORT } from "./_account_kit.ts";
import { blockLines, callbackError, engineOf, lineOf, orderOf, reservationOf } from "./_kit.ts";

const CAUSE = new AccountBlock("desk", "RiskLimitExceeded", "why", "how much", 9);
const CAUSE_LINE = "RiskLimitExceeded [desk] why: how much #9";
const KILL_SWITCH =
  "AccountBlocked [Engine] account is blocked due to kill-switch: kill-switch was previously triggered for this account";
const FINALIZER =
  "SystemUnavailable [Engine] mutation finalizer failed: a mutation commit or rollback callback failed; engine state may be inconsistent";

/** Line of the operator's own cause. */
const byOperator = (reason: string) => `AccountBlocked [Engine] ${reason}: ${reason}`;

/** An engine that can be made to block everyone: without a cause by a report, with one by a failing commit. */
function world(): Engine {
  return engineOf(accountPolicy("a", {
    main: () => ({ mutations: [failing([], "m")] }),
    report: () => ({ accountBlocks: [CAUSE] }),
  }));
}

/** What blocks an account, as a text. */
function blockOf(engine: Engine, account: AccountIdInput): string | undefined {
  const found = engine.accounts().blockOf(account);
  return found === undefined ? undefined : `${found.slot}: ${lineOf(found.block)}`;
}

/** All blocks as texts, sorted: their order is no part of the contract. */
function blocks(engine: Engine): string[] {
  return Array.from(engine.accounts().blocks(), (listed) => {
    const owners = [listed.accountId?.value, listed.accountGroupId?.value];
    return `${listed.slot} ${owners.filter((owner) => owner !== undefined)}: ${
      lineOf(listed.block)
    }`;
  }).sort();
}

describe("blockOf()", () => {
  it("is undefined for an account that nothing blocks", () => {
    const engine = world();
    assertEquals(blockOf(engine, 1), undefined);
    engine.accounts().block(2, "other");
    assertEquals(blockOf(engine, 1), undefined);
  });
  it("tells what an order would meet: the account's slot, its group's, the engine's", () => {
    const engine = world();
    const accounts = engine.accounts();
    const found: unknown[] = [];
    const look = () => found.push(blockOf(engine, 1));
    engine.applyExecutionReport(NOBODYS_REPORT);
    look();
    accounts.registerGroup([1], 5);
    accounts.blockGroup(5, "group");
    look();
    accounts.blockWithCause(1, CAUSE);
    look();
    accounts.replaceBlockReason(1, "own");
    look();
    assertEquals(found, [
      `engine: ${KILL_SWITCH}`,
      `group: ${byOperator("group")}`,
      `account: ${CAUSE_LINE}`,
      `account: ${byOperator("own")}`,
    ]);
  });
  it("tells the cause of an engine-wide block that has one", () => {
    const engine = world();
    const reservation = reservationOf(engine.executePreTrade(orderOf(1)));
    callbackError(() => reservation.commit());
    assertEquals(blockOf(engine, 99), `engine: ${FINALIZER}`);
  });
  it("follows the account from group to group, and blocks as they are lifted", () => {
    const engine = world();
    const accounts = engine.accounts();
    accounts.blockGroup(5, "group");
    assertEquals(blockOf(engine, 1), undefined);
    accounts.registerGroup([1], 5);
    assertEquals(blockOf(engine, 1), `group: ${byOperator("group")}`);
    accounts.unregisterGroup([1], 5);
    assertEquals(blockOf(engine, 1), undefined);
    accounts.block(1, "own");
    accounts.unblock(1);
    assertEquals(blockOf(engine, 1), undefined);
  });
  it("takes an account in every form, and nothing else", () => {
    const engine = world();
    engine.accounts().block(7, "r");
    const forms = [7, 7n, AccountId.fromInt(7n), "7"].map((form) => blockOf(engine, form));
    const line = `account: ${byOperator("r")}`;
    assertEquals(forms, [line, line, line, undefined]);
    for (const account of [undefined, null, -1, {}] as never[]) {
      assertErrors([[() => engine.accounts().blockOf(account), NO_ACCOUNT]]);
    }
  });
});

describe("blocks()", () => {
  it("lists every slot that is filled, groups without members too", () => {
    const engine = world();
    const accounts = engine.accounts();
    assertEquals(blocks(engine), []);
    accounts.block(1, "own");
    accounts.blockWithCause("text", CAUSE);
    accounts.blockGroup(5, "group");
    engine.applyExecutionReport(NOBODYS_REPORT);
    assertEquals(
      blocks(engine),
      [
        `account 1: ${byOperator("own")}`,
        `account ${AccountId.fromString("text").value}: ${CAUSE_LINE}`,
        `engine : ${KILL_SWITCH}`,
        `group 5: ${byOperator("group")}`,
      ].sort(),
    );
    accounts.unblock(1);
    accounts.unblock("text");
    accounts.unblockGroup(5);
    accounts.unblockAll();
    assertEquals(blocks(engine), []);
  });
  it("names the owner of each block by its class, and only that one", () => {
    const engine = world();
    engine.accounts().block(1, "own");
    engine.accounts().blockGroup(5, "group");
    engine.applyExecutionReport(NOBODYS_REPORT);
    for (const listed of engine.accounts().blocks()) {
      assertEquals("accountId" in listed, listed.slot === "account");
      assertEquals("accountGroupId" in listed, listed.slot === "group");
      assert(listed.accountId === undefined || listed.accountId instanceof AccountId);
      assert(
        listed.accountGroupId === undefined || listed.accountGroupId instanceof AccountGroupId,
      );
      assert(listed.block instanceof AccountBlock);
    }
  });
  it("can save what is blocked and bring it back in another engine", () => {
    const [old, fresh] = [world(), world()];
    old.accounts().block(1, "own");
    old.applyExecutionReport({ operation: { accountId: 2 } });
    for (const { accountId, block } of old.accounts().blocks()) {
      if (accountId !== undefined) fresh.accounts().blockWithCause(accountId, block);
    }
    assertEquals(blocks(fresh), blocks(old));
  });
});

describe("both queries", () => {
  it("change nothing, and hand out copies", () => {
    const engine = world();
    engine.accounts().block(1, "own");
    const found = engine.accounts().blockOf(1);
    const [listed] = engine.accounts().blocks();
    for (const block of [found?.block, listed?.block]) {
      try {
        Object.assign(block as object, { reason: "changed" });
      } catch {
        // Refusing the change is as good.
      }
    }
    assertEquals(blockOf(engine, 1), `account: ${byOperator("own")}`);
    assertEquals(blocks(engine), [`account 1: ${byOperator("own")}`]);
    assertEquals(blockLines(engine, 1), [`account ${byOperator("own")}`]);
  });
});
