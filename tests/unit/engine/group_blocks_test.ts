import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { Accounts } from "../../../src/accounts.ts";
import { AccountBlockError, type Engine } from "../../../src/engine/mod.ts";
import { AccountGroupId } from "../../../src/param/mod.ts";
import { AccountBlock } from "../../../src/reject.ts";
import { assertErrors } from "../model/_errors.ts";
import { accountPolicy, factsOf, KILL_SWITCH, NOBODYS_REPORT } from "./_account_kit.ts";
import {
  blockLines,
  engineOf,
  linesOf,
  NOBODYS_ORDER,
  policy,
  thrownBy,
  UNVERIFIABLE,
} from "./_kit.ts";

const DEFAULT = AccountGroupId.DEFAULT();

/** Line of an account that the operator blocked. */
const byOperator = (reason: string) => `account AccountBlocked [Engine] ${reason}: ${reason}`;

function plainEngine(): { engine: Engine; accounts: Accounts } {
  const engine = engineOf(policy("a"));
  return { engine, accounts: engine.accounts() };
}

/** Blocks every account without a cause. */
function killSwitchEngine(): { engine: Engine; accounts: Accounts } {
  const cause = new AccountBlock("desk", "Other", "why", "how much");
  const engine = engineOf(accountPolicy("a", { report: () => ({ accountBlocks: [cause] }) }));
  engine.applyExecutionReport(NOBODYS_REPORT);
  return { engine, accounts: engine.accounts() };
}

describe("blockGroup()", () => {
  it("blocks the accounts that are in the group now, and no others", () => {
    const { engine, accounts } = plainEngine();
    accounts.registerGroup([1], 5);
    accounts.registerGroup([2], 6);
    accounts.blockGroup(5, "group");
    assertEquals([1, 2, 3].map((account) => blockLines(engine, account)), [
      [byOperator("group")],
      [],
      [],
    ]);
    accounts.registerGroup([3], 5);
    accounts.unregisterGroup([1], 5);
    assertEquals([1, 2, 3].map((account) => blockLines(engine, account)), [
      [],
      [],
      [byOperator("group")],
    ]);
  });
  it("keeps an older cause", () => {
    const { engine, accounts } = plainEngine();
    accounts.registerGroup([1], 5);
    accounts.blockGroup(5, "first");
    accounts.blockGroup(5, "second");
    assertEquals(blockLines(engine, 1), [byOperator("first")]);
  });
  it("counts as a block even if the group has no members", () => {
    const { engine, accounts } = plainEngine();
    accounts.blockGroup(5, "group");
    assertEquals(linesOf(engine.startPreTrade(NOBODYS_ORDER)), [UNVERIFIABLE]);
    assertEquals(blockLines(engine, 1), []);
    accounts.unblockGroup(5);
    assertEquals(engine.startPreTrade(NOBODYS_ORDER).ok, true);
  });
  it("takes a group in every form", () => {
    for (const form of [5, 5n, AccountGroupId.fromInt(5)]) {
      const { engine, accounts } = plainEngine();
      accounts.registerGroup([1], 5);
      accounts.blockGroup(form, "r");
      assertEquals(blockLines(engine, 1), [byOperator("r")]);
    }
    const { engine, accounts } = plainEngine();
    accounts.registerGroup([1], "desk");
    accounts.blockGroup(AccountGroupId.fromString("desk"), "r");
    assertEquals(blockLines(engine, 1), [byOperator("r")]);
  });
  it("needs a text", () => {
    const { accounts } = plainEngine();
    const call = () => accounts.blockGroup(5, null as never);
    assertErrors([[call, "TypeError: reason must be a string"]]);
  });
});

describe("unblockGroup()", () => {
  it("lifts the group's block only, and nothing where there is none", () => {
    const { engine, accounts } = plainEngine();
    accounts.registerGroup([1, 2], 5);
    accounts.unblockGroup(5);
    accounts.blockGroup(5, "group");
    accounts.block(2, "own");
    accounts.unblockGroup(6);
    assertEquals(blockLines(engine, 1), [byOperator("group")]);
    accounts.unblockGroup(5);
    assertEquals([blockLines(engine, 1), blockLines(engine, 2)], [[], [byOperator("own")]]);
  });
  it("is the only way to lift it: a group stays blocked when all else is lifted", () => {
    const { engine, accounts } = killSwitchEngine();
    accounts.registerGroup([1], 5);
    accounts.blockGroup(5, "group");
    accounts.block(2, "own");
    accounts.unblockAll();
    accounts.unblock(2);
    assertEquals([blockLines(engine, 1), blockLines(engine, 2)], [[byOperator("group")], []]);
  });
});

describe("replaceGroupBlockReason()", () => {
  it("overwrites the group's cause", () => {
    const { engine, accounts } = plainEngine();
    accounts.registerGroup([1], 5);
    accounts.blockGroup(5, "old");
    accounts.replaceGroupBlockReason(5, "new");
    assertEquals(blockLines(engine, 1), [byOperator("new")]);
  });
  it("needs a block of the group", () => {
    const { engine, accounts } = killSwitchEngine();
    accounts.registerGroup([1], 5);
    accounts.block(1, "own");
    const error = thrownBy(() => accounts.replaceGroupBlockReason(5, "new"));
    assert(error instanceof AccountBlockError);
    assertEquals(factsOf(error), {
      name: "AccountBlockError",
      message: "account group is not blocked",
      kind: "GroupNotBlocked",
      accountGroupId: 5,
    });
    assert(error.accountGroupId instanceof AccountGroupId);
    assertEquals("accountId" in error, false);
    assertEquals(blockLines(engine, 2), [KILL_SWITCH]);
  });
});

describe("the default group", () => {
  it("can't be blocked, unblocked, or have its reason replaced", () => {
    const { engine, accounts } = plainEngine();
    const calls = [
      () => accounts.blockGroup(DEFAULT, "r"),
      () => accounts.unblockGroup(DEFAULT),
      () => accounts.replaceGroupBlockReason(DEFAULT, "r"),
    ];
    for (const call of calls) {
      const error = thrownBy(call);
      assert(error instanceof AccountBlockError);
      assertEquals([error.kind, error.message], [
        "ReservedGroup",
        "the reserved default account group is not a valid target",
      ]);
      assertEquals("accountId" in error, false);
    }
    assertEquals(engine.startPreTrade(NOBODYS_ORDER).ok, true);
  });
});

describe("the blocked check", () => {
  it("asks the account's slot, then its group's, then the engine's; one reject always", () => {
    const { engine, accounts } = killSwitchEngine();
    accounts.registerGroup([1], 5);
    accounts.blockGroup(5, "group");
    accounts.block(1, "own");
    const found: string[][] = [blockLines(engine, 1)];
    accounts.unblock(1);
    found.push(blockLines(engine, 1));
    accounts.unblockGroup(5);
    found.push(blockLines(engine, 1));
    accounts.unblockAll();
    found.push(blockLines(engine, 1));
    assertEquals(found, [[byOperator("own")], [byOperator("group")], [KILL_SWITCH], []]);
  });
  it("refuses an order without account while anything is blocked, wherever", () => {
    const { engine, accounts } = killSwitchEngine();
    assertEquals(linesOf(engine.startPreTrade(NOBODYS_ORDER)), [UNVERIFIABLE]);
    accounts.unblockAll();
    assertEquals(engine.startPreTrade(NOBODYS_ORDER).ok, true);
    accounts.block(99, "r");
    assertEquals(linesOf(engine.executePreTrade(NOBODYS_ORDER)), [UNVERIFIABLE]);
    accounts.unblock(99);
    assertEquals(engine.executePreTrade(NOBODYS_ORDER).ok, true);
  });
});
