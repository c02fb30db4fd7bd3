import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  AccountGroupRegistrationError,
  type Engine,
  OpenpitError,
} from "../../../src/engine/mod.ts";
import { AccountGroups } from "../../../src/engine/groups.ts";
import { AccountGroupId, AccountId, type AccountIdInput } from "../../../src/param/mod.ts";
import { errorOf } from "../model/_errors.ts";
import { accountPolicy, factsOf, NOBODYS_REPORT, reportOf } from "./_account_kit.ts";
import { engineOf, NOBODYS_ORDER, orderOf, policy, thrownBy } from "./_kit.ts";

const DEFAULT = AccountGroupId.DEFAULT();

describe("the group of an account", () => {
  it("is undefined for an account in none, and for an order without account", () => {
    const seen: unknown[] = [];
    const note = { start: (ctx: { accountGroup?: unknown }) => void seen.push(ctx.accountGroup) };
    const engine = engineOf(policy("a", note));
    engine.startPreTrade(orderOf(1));
    engine.startPreTrade(NOBODYS_ORDER);
    assertEquals(seen, [undefined, undefined]);
  });
  it("is looked up by number", () => {
    assertEquals(new AccountGroups().groupOf(1n), undefined);
  });
  it("is the last one put in, until it is removed", () => {
    const groups = new AccountGroups();
    groups.put(1n, 5);
    groups.put(2n, 6);
    groups.put(2n, 7);
    assertEquals([1n, 2n, 3n].map((account) => groups.groupOf(account)), [5, 7, undefined]);
    groups.remove(2n);
    groups.remove(3n);
    assertEquals([1n, 2n].map((account) => groups.groupOf(account)), [5, undefined]);
  });
});

/** An engine, and the groups of accounts 1 to 3 as numbers. */
function world(): { engine: Engine; groups(): (number | undefined)[] } {
  const engine = engineOf(policy("a"));
  return { engine, groups: () => [1, 2, 3].map((id) => engine.accounts().groupOf(id)?.value) };
}

describe("registerGroup()", () => {
  it("puts all accounts into the group", () => {
    const { engine, groups } = world();
    engine.accounts().registerGroup([1, 3], 5);
    engine.accounts().registerGroup([2], 6);
    assertEquals(groups(), [5, 6, 5]);
    assert(engine.accounts().groupOf(1) instanceof AccountGroupId);
  });
  it("takes any iterable of accounts, each in any form, and the group in any form", () => {
    function* yielding(): Generator<AccountIdInput> {
      yield 1n;
      yield AccountId.fromInt(2n);
    }
    const { engine, groups } = world();
    engine.accounts().registerGroup(yielding(), 5n);
    engine.accounts().registerGroup(new Set([3]), AccountGroupId.fromInt(6));
    engine.accounts().registerGroup(["text"], "desk");
    assertEquals(groups(), [5, 5, 6]);
    const group = engine.accounts().groupOf(AccountId.fromString("text"));
    assertEquals(group?.value, AccountGroupId.fromString("desk").value);
  });
  it("takes the same account twice in one call, and an empty list", () => {
    const { engine, groups } = world();
    engine.accounts().registerGroup([1, 1n], 5);
    engine.accounts().registerGroup([], 5);
    assertEquals(groups(), [5, undefined, undefined]);
  });
  it("refuses an account that is in a group, be it the same one; nobody joins", () => {
    for (const group of [5, 6]) {
      const { engine, groups } = world();
      engine.accounts().registerGroup([1], 5);
      const error = thrownBy(() => engine.accounts().registerGroup([2, 1, 3], group));
      assert(error instanceof AccountGroupRegistrationError && error instanceof OpenpitError);
      assertEquals(factsOf(error), {
        name: "AccountGroupRegistrationError",
        message: "account is already registered in a different group",
        kind: "AlreadyRegistered",
        accountId: 1n,
        currentGroupId: 5,
      });
      assert(error.accountId instanceof AccountId);
      assert(error.currentGroupId instanceof AccountGroupId);
      assertEquals("requestedGroupId" in error, false);
      assertEquals(groups(), [5, undefined, undefined]);
    }
  });
  it("names the first offender in the order of the call", () => {
    const { engine } = world();
    engine.accounts().registerGroup([1], 5);
    engine.accounts().registerGroup([2], 6);
    const error = thrownBy(() => engine.accounts().registerGroup([3, 2, 1], 7));
    assert(error instanceof AccountGroupRegistrationError);
    assertEquals([error.accountId?.value, error.currentGroupId?.value], [2n, 6]);
  });
});

describe("unregisterGroup()", () => {
  it("takes all accounts out, the same one twice in a call too", () => {
    const { engine, groups } = world();
    engine.accounts().registerGroup([1, 2, 3], 5);
    engine.accounts().unregisterGroup([1, 3, 1], 5);
    engine.accounts().unregisterGroup([], 6);
    assertEquals(groups(), [undefined, 5, undefined]);
  });
  it("refuses an account that is in no group; nobody leaves", () => {
    const { engine, groups } = world();
    engine.accounts().registerGroup([1, 3], 5);
    const error = thrownBy(() => engine.accounts().unregisterGroup([1, 2, 3], 5));
    assert(error instanceof AccountGroupRegistrationError);
    assertEquals(factsOf(error), {
      name: "AccountGroupRegistrationError",
      message: "account is not in the requested group; it belongs to no group",
      kind: "NotInGroup",
      accountId: 2n,
      requestedGroupId: 5,
    });
    assertEquals("currentGroupId" in error, false);
    assertEquals(groups(), [5, undefined, 5]);
  });
  it("refuses an account that is in another group; nobody leaves", () => {
    const { engine, groups } = world();
    engine.accounts().registerGroup([1, 3], 5);
    engine.accounts().registerGroup([2], 6);
    const error = thrownBy(() => engine.accounts().unregisterGroup([1, 2, 3], 5));
    assert(error instanceof AccountGroupRegistrationError);
    assertEquals(factsOf(error), {
      name: "AccountGroupRegistrationError",
      message: "account is not in the requested group; it belongs to a different group",
      kind: "NotInGroup",
      accountId: 2n,
      requestedGroupId: 5,
      currentGroupId: 6,
    });
    assert(error.requestedGroupId instanceof AccountGroupId);
    assertEquals(groups(), [5, 6, 5]);
  });
  it("makes room for another group: that is how an account moves", () => {
    const { engine, groups } = world();
    engine.accounts().registerGroup([1], 5);
    engine.accounts().unregisterGroup([1], 5);
    engine.accounts().registerGroup([1], 6);
    assertEquals(groups(), [6, undefined, undefined]);
  });
});

describe("both", () => {
  it("refuse the default group, before they look at the accounts", () => {
    const { engine, groups } = world();
    engine.accounts().registerGroup([1], 5);
    const calls = [
      () => engine.accounts().registerGroup([2, 1], DEFAULT),
      () => engine.accounts().unregisterGroup([1, 2], DEFAULT),
    ];
    for (const call of calls) {
      const error = thrownBy(call);
      assert(error instanceof AccountGroupRegistrationError);
      assertEquals([error.kind, error.message], [
        "ReservedGroup",
        "the reserved default account group is not a valid target",
      ]);
      assertEquals("accountId" in error, false);
    }
    assertEquals(groups(), [5, undefined, undefined]);
  });
  it("need an iterable of accounts; a bad one spoils the call", () => {
    const { engine, groups } = world();
    engine.accounts().registerGroup([1], 5);
    for (const ids of [undefined, null, 1, true, {}, () => [1]] as never[]) {
      for (const method of ["registerGroup", "unregisterGroup"] as const) {
        const error = errorOf(() => engine.accounts()[method](ids, 5));
        assertEquals(error.split(":")[0], "TypeError");
      }
    }
    for (const bad of [-1, null, "", {}] as never[]) {
      const register = errorOf(() => engine.accounts().registerGroup([2, bad], 5));
      assertEquals(register.split(":")[0], "AccountIdError AccountIdEmpty");
      const unregister = errorOf(() => engine.accounts().unregisterGroup([1, bad], 5));
      assertEquals(unregister.split(":")[0], "AccountIdError AccountIdEmpty");
    }
    assertEquals(groups(), [5, undefined, undefined]);
  });
  it("pass on what the list itself throws, and nothing has changed", () => {
    const { engine, groups } = world();
    const thrown = new Error("list");
    function* yielding(): Generator<number> {
      yield 1;
      throw thrown;
    }
    assert(thrownBy(() => engine.accounts().registerGroup(yielding(), 5)) === thrown);
    assertEquals(groups(), [undefined, undefined, undefined]);
  });
});

describe("the group in a context", () => {
  it("is the one of the moment when the operation began, for the whole request", () => {
    const seen: (string | undefined)[] = [];
    const note = (stage: string) => (ctx: { accountGroup: AccountGroupId | undefined }) =>
      void seen.push(`${stage} ${ctx.accountGroup?.value}`);
    const engine = engineOf(policy("a", { start: note("start"), main: note("main") }));
    engine.accounts().registerGroup([1], 5);
    const request = engine.startPreTrade(orderOf(1)).request;
    engine.accounts().unregisterGroup([1], 5);
    engine.accounts().registerGroup([1], 6);
    request!.execute();
    engine.executePreTrade(orderOf(1));
    engine.executePreTradeDryRun(orderOf(1));
    engine.applyDropCopy(orderOf(1));
    assertEquals(seen, ["start 5", "main 5", ...Array(3).fill(["start 6", "main 6"]).flat()]);
  });
  it("is told to report and adjustment hooks, if the account is in one", () => {
    const seen: unknown[] = [];
    const note = (ctx: { accountGroup: AccountGroupId | undefined }) =>
      void seen.push(ctx.accountGroup?.value);
    const engine = engineOf(accountPolicy("a", { report: note, adjust: note }));
    const call = () => {
      engine.applyExecutionReport(reportOf(1));
      engine.applyAccountAdjustment(1, [{}]);
    };
    call();
    engine.accounts().registerGroup([1], 5);
    call();
    engine.applyExecutionReport(NOBODYS_REPORT);
    assertEquals(seen, [undefined, undefined, 5, 5, undefined]);
  });
});
