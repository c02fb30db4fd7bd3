import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Accounts } from "../../../src/accounts.ts";
import { AccountBlockError, type Engine, OpenpitError } from "../../../src/engine/mod.ts";
import { AccountId } from "../../../src/param/mod.ts";
import { AccountBlock } from "../../../src/reject.ts";
import { assertErrors, errorOf } from "../model/_errors.ts";
import {
  accountPolicy,
  BARE_DEFAULT_GROUP,
  engineWithUnit,
  factsOf,
  failing,
  KILL_SWITCH,
  NO_ACCOUNT,
  NOBODYS_REPORT,
  REENTERED,
  RELEASED,
  reportOf,
} from "./_account_kit.ts";
import {
  blockLines,
  callbackError,
  engineOf,
  FINALIZER_BLOCK,
  linesOf,
  NOBODYS_ORDER,
  orderOf,
  policy,
  refusal,
  reservationOf,
  thrownBy,
} from "./_kit.ts";

const CAUSE = new AccountBlock("desk", "RiskLimitExceeded", "why", "how much", 9);
const CAUSE_LINE = "account RiskLimitExceeded [desk] why: how much #9";

/** Line of an account that the operator blocked. */
const byOperator = (reason: string) => `account AccountBlocked [Engine] ${reason}: ${reason}`;

function plainEngine(): { engine: Engine; accounts: Accounts } {
  const engine = engineOf(policy("a"));
  return { engine, accounts: engine.accounts() };
}

/** Blocks every account without a cause. */
function killSwitchEngine(): { engine: Engine; accounts: Accounts } {
  const engine = engineOf(accountPolicy("a", { report: () => ({ accountBlocks: [CAUSE] }) }));
  engine.applyExecutionReport(NOBODYS_REPORT);
  return { engine, accounts: engine.accounts() };
}

describe("Accounts", () => {
  it("is another handle on the same state at each call", () => {
    const { engine, accounts } = plainEngine();
    const other = engine.accounts();
    assert(accounts instanceof Accounts && other instanceof Accounts && accounts !== other);
    accounts.block(1, "r");
    other.unblock(1);
    assertEquals(blockLines(engine, 1), []);
  });
  it("belongs to its engine: another one knows nothing of it", () => {
    const [one, two] = [plainEngine(), plainEngine()];
    one.accounts.block(1, "r");
    one.accounts.registerGroup([1], 5);
    assertEquals(blockLines(two.engine, 1), []);
    assertEquals(two.accounts.groupOf(1), undefined);
  });
  it("refuses new, and may be freed and disposed of to no effect", () => {
    const Class = Accounts as unknown as new () => unknown;
    assertErrors([[() => new Class(), "TypeError: Accounts cannot be constructed directly"]]);
    const { engine, accounts } = plainEngine();
    accounts.free();
    accounts[Symbol.dispose]();
    accounts.block(1, "r");
    assertEquals(blockLines(engine, 1), [byOperator("r")]);
  });
});

/** Every call of a handle, with arguments that would work. */
function everyCall(accounts: Accounts): (() => unknown)[] {
  return [
    () => accounts.registerGroup([1], 5),
    () => accounts.unregisterGroup([], 5),
    () => accounts.groupOf(1),
    () => accounts.currencyOf(1),
    () => accounts.setCurrency(1, "USD"),
    () => accounts.clearCurrency(1),
    () => accounts.setGroupCurrency(5, "USD"),
    () => accounts.clearGroupCurrency(5),
    () => accounts.blockOf(1),
    () => accounts.blocks(),
    () => accounts.block(1, "r"),
    () => accounts.blockWithCause(1, CAUSE),
    () => accounts.unblock(1),
    () => accounts.unblockAll(),
    () => accounts.replaceBlockReason(1, "r"),
    () => accounts.blockGroup(5, "r"),
    () => accounts.unblockGroup(5),
    () => accounts.replaceGroupBlockReason(5, "r"),
  ];
}

describe("a call of an accounts handle", () => {
  it("is refused while a callback of its engine runs, and changes nothing", () => {
    const found: string[] = [];
    let calls: (() => unknown)[] = [];
    const engine = engineOf(policy("a", { start: () => void found.push(...calls.map(errorOf)) }));
    calls = [...everyCall(engine.accounts()), () => engine.accounts()];
    assertEquals(engine.startPreTrade(orderOf(1)).ok, true);
    assertEquals(found, calls.map(() => REENTERED));
    calls = [];
    assertEquals(blockLines(engine, 1), []);
    assertEquals(engine.accounts().groupOf(1), undefined);
  });
  it("works from callbacks of another engine", () => {
    const { engine, accounts } = plainEngine();
    const other = engineOf(policy("b", { start: () => accounts.block(1, "from outside") }));
    other.startPreTrade(orderOf(1));
    assertEquals(blockLines(engine, 1), [byOperator("from outside")]);
  });
  it("is refused when the engine was released", () => {
    const { engine, accounts } = plainEngine();
    engine.free();
    const calls = [...everyCall(accounts), () => engine.accounts()];
    assertEquals(calls.map(errorOf), calls.map(() => RELEASED));
  });
  it("needs an account id", () => {
    const { accounts } = plainEngine();
    for (const id of [undefined, null, -1, 0.5, NaN, -1n, 2n ** 64n, true, {}] as never[]) {
      assertErrors([
        [() => accounts.block(id, "r"), NO_ACCOUNT],
        [() => accounts.blockWithCause(id, CAUSE), NO_ACCOUNT],
        [() => accounts.unblock(id), NO_ACCOUNT],
        [() => accounts.replaceBlockReason(id, "r"), NO_ACCOUNT],
        [() => accounts.groupOf(id), NO_ACCOUNT],
        [() => accounts.setCurrency(id, "USD"), NO_ACCOUNT],
        [() => accounts.clearCurrency(id), NO_ACCOUNT],
      ]);
    }
  });
  it("needs a group id, which a bare 0 is not", () => {
    const { accounts } = plainEngine();
    for (const id of [undefined, null, -1, 0.5, 2 ** 32, "", true, {}, 0, 0n] as never[]) {
      const errors = [
        () => accounts.blockGroup(id, "r"),
        () => accounts.unblockGroup(id),
        () => accounts.replaceGroupBlockReason(id, "r"),
        () => accounts.registerGroup([1], id),
        () => accounts.unregisterGroup([1], id),
        () => accounts.setGroupCurrency(id, "USD"),
        () => accounts.clearGroupCurrency(id),
      ].map(errorOf);
      for (const error of errors) assertEquals(error.split(":")[0], "ParamError Other");
    }
    assertErrors([[() => accounts.blockGroup(0, "r"), BARE_DEFAULT_GROUP]]);
  });
});

describe("block()", () => {
  it("blocks the account, with the text as reason and details of the engine's own cause", () => {
    const { engine, accounts } = plainEngine();
    accounts.block(1, "closed");
    const [reject] = engine.startPreTrade(orderOf(1)).rejects;
    assertEquals({ ...reject }, {
      code: "AccountBlocked",
      reason: "closed",
      details: "closed",
      policy: "Engine",
      scope: "account",
      userData: 0n,
    });
    assertEquals(linesOf(engine.executePreTrade(orderOf(1))), [byOperator("closed")]);
    assertEquals(engine.executePreTrade(orderOf(2)).ok, true);
  });
  it("keeps an older cause, whoever gave it", () => {
    const { engine, accounts } = plainEngine();
    accounts.block(1, "first");
    accounts.block(1, "second");
    accounts.blockWithCause(1, CAUSE);
    assertEquals(blockLines(engine, 1), [byOperator("first")]);
    accounts.blockWithCause(2, CAUSE);
    accounts.block(2, "second");
    assertEquals(blockLines(engine, 2), [CAUSE_LINE]);
  });
  it("stops a request that was started before, but no open reservation", () => {
    const { engine, accounts } = plainEngine();
    const request = engine.startPreTrade(orderOf(1)).request;
    const reservation = reservationOf(engine.executePreTrade(orderOf(1)));
    accounts.block(1, "r");
    assertEquals(linesOf(request!.execute()), [byOperator("r")]);
    reservation.commit();
  });
  it("takes an account in every form; a text is another account than its number", () => {
    const forms = [7, 7n, AccountId.fromInt(7n)];
    for (const form of forms) {
      const { engine, accounts } = plainEngine();
      accounts.block(form, "r");
      assertEquals(blockLines(engine, 7), [byOperator("r")]);
    }
    const { engine, accounts } = plainEngine();
    accounts.block("7", "r");
    assertEquals(blockLines(engine, 7), []);
    assertEquals(engine.startPreTrade({ operation: { accountId: "7" } }).ok, false);
  });
  it("takes every text as a reason, and nothing else", () => {
    const { engine, accounts } = plainEngine();
    for (const reason of [undefined, null, 1, {}, ["r"], Symbol("r")] as never[]) {
      assertErrors([[() => accounts.block(1, reason), "TypeError: reason must be a string"]]);
    }
    assertEquals(blockLines(engine, 1), []);
    accounts.block(1, "");
    assertEquals(blockLines(engine, 1), [byOperator("")]);
  });
});

describe("blockWithCause()", () => {
  it("blocks the account with the cause as it is", () => {
    const { engine, accounts } = plainEngine();
    accounts.blockWithCause(1, CAUSE);
    assertEquals(blockLines(engine, 1), [CAUSE_LINE]);
    assertEquals(blockLines(engine, 2), []);
  });
  it("takes blocks only", () => {
    const { engine, accounts } = plainEngine();
    const plain = { policy: "p", code: "Other", reason: "r", details: "d", userData: 0n };
    for (const cause of [undefined, null, "r", {}, plain, [CAUSE]] as never[]) {
      const error = errorOf(() => accounts.blockWithCause(1, cause));
      assertEquals(error.split(":")[0], "TypeError");
    }
    assertEquals(blockLines(engine, 1), []);
  });
  it("keeps a copy", () => {
    const { engine, accounts } = plainEngine();
    const cause = CAUSE.clone();
    accounts.blockWithCause(1, cause);
    try {
      Object.assign(cause, { reason: "changed" });
    } catch {
      // Refusing the change is as good.
    }
    assertEquals(blockLines(engine, 1), [CAUSE_LINE]);
  });
});

describe("unblock()", () => {
  it("lifts the account's block, whoever asked for it", () => {
    const fail = failing([], "m");
    const engine = engineWithUnit(
      {
        // Fails for account 5 only: a built-in's failing commit blocks just the account.
        main: (run) => {
          if (run.order.operation?.accountId === 5n) run.mutate({ isCustom: false, ...fail });
        },
      },
      accountPolicy("a", {
        start: (ctx) => {
          if (ctx.accountId?.value === 1n) return [refusal({ scope: "account" })];
          if (ctx.accountId?.value === 2n) ctx.accountControl?.block(CAUSE);
        },
        report: () => ({ accountBlocks: [CAUSE] }),
        adjust: () => ({ accountBlocks: [CAUSE] }),
      }),
    );
    engine.startPreTrade(orderOf(1));
    engine.startPreTrade(orderOf(2));
    engine.applyExecutionReport(reportOf(3));
    engine.applyAccountAdjustment(4, [{}]);
    const reservation = reservationOf(engine.executePreTrade(orderOf(5)));
    callbackError(() => reservation.commit());
    engine.accounts().block(6, "r");
    engine.accounts().blockWithCause(7, CAUSE);
    assertEquals([1, 2, 3, 4, 5, 6, 7].map((account) => blockLines(engine, account)), [
      ["account AccountBlocked [a] no: because"],
      [CAUSE_LINE],
      [CAUSE_LINE],
      [CAUSE_LINE],
      [FINALIZER_BLOCK],
      [byOperator("r")],
      [CAUSE_LINE],
    ]);
    for (const account of [1, 2, 3, 4, 5, 6, 7]) engine.accounts().unblock(account);
    // Nothing at all is blocked any more: even an order without account passes.
    assertEquals(engine.startPreTradeDryRun(NOBODYS_ORDER).isPass, true);
  });
  it("does nothing where there is nothing to lift", () => {
    const { engine, accounts } = plainEngine();
    accounts.unblock(1);
    accounts.block(1, "r");
    accounts.unblock(2);
    assertEquals(blockLines(engine, 1), [byOperator("r")]);
  });
  it("leaves the state of policies alone: one that still refuses blocks again", () => {
    const engine = engineOf(policy("a", { start: () => [refusal({ scope: "account" })] }));
    engine.startPreTrade(orderOf(1));
    engine.accounts().unblock(1);
    assertEquals(linesOf(engine.startPreTrade(orderOf(1))), ["account Other [a] no: because"]);
    assertEquals(linesOf(engine.startPreTrade(orderOf(1))), [
      "account AccountBlocked [a] no: because",
    ]);
  });
  it("has no effect on a group's block or the engine-wide one", () => {
    const { engine, accounts } = killSwitchEngine();
    accounts.registerGroup([1], 5);
    accounts.blockGroup(5, "group");
    accounts.unblock(1);
    assertEquals(blockLines(engine, 1), [byOperator("group")]);
    assertEquals(blockLines(engine, 2), [KILL_SWITCH]);
  });
});

describe("unblockAll()", () => {
  it("lifts the engine-wide block only", () => {
    const { engine, accounts } = killSwitchEngine();
    accounts.block(1, "own");
    accounts.registerGroup([2], 5);
    accounts.blockGroup(5, "group");
    assertEquals(blockLines(engine, 3), [KILL_SWITCH]);
    accounts.unblockAll();
    assertEquals([1, 2, 3].map((account) => blockLines(engine, account)), [
      [byOperator("own")],
      [byOperator("group")],
      [],
    ]);
  });
  it("forgets the cause too: the next engine-wide block without one has none", () => {
    const engine = engineOf(accountPolicy("a", {
      main: () => ({ mutations: [failing([], "m")] }),
      report: () => ({ accountBlocks: [CAUSE] }),
    }));
    const reservation = reservationOf(engine.executePreTrade(orderOf(1)));
    callbackError(() => reservation.commit());
    assertEquals(blockLines(engine, 1), [FINALIZER_BLOCK]);
    engine.accounts().unblockAll();
    assertEquals(blockLines(engine, 1), []);
    engine.applyExecutionReport(NOBODYS_REPORT);
    assertEquals(blockLines(engine, 1), [KILL_SWITCH]);
  });
  it("does nothing where there is nothing to lift", () => {
    const { engine, accounts } = plainEngine();
    accounts.unblockAll();
    accounts.block(1, "r");
    accounts.unblockAll();
    assertEquals(blockLines(engine, 1), [byOperator("r")]);
  });
});

describe("replaceBlockReason()", () => {
  it("makes the operator's reason the cause, whoever gave the old one", () => {
    const { engine, accounts } = plainEngine();
    accounts.block(1, "old");
    accounts.blockWithCause(2, CAUSE);
    accounts.replaceBlockReason(1, "new");
    accounts.replaceBlockReason(2, "new");
    assertEquals([blockLines(engine, 1), blockLines(engine, 2)], [
      [byOperator("new")],
      [byOperator("new")],
    ]);
  });
  it("needs a block of the account's own: that of its group or of the engine is none", () => {
    const { engine, accounts } = killSwitchEngine();
    accounts.registerGroup([7], 5);
    accounts.blockGroup(5, "group");
    const error = thrownBy(() => accounts.replaceBlockReason(7, "new"));
    assert(error instanceof AccountBlockError && error instanceof OpenpitError);
    assertEquals(factsOf(error), {
      name: "AccountBlockError",
      message: "account is not blocked",
      kind: "AccountNotBlocked",
      accountId: 7n,
    });
    assert(error.accountId instanceof AccountId);
    assertEquals("accountGroupId" in error, false);
    assertEquals(blockLines(engine, 7), [byOperator("group")]);
  });
  it("needs a text, and an unblocked account stays so", () => {
    const { engine, accounts } = plainEngine();
    const replace = () => accounts.replaceBlockReason(1, 5 as never);
    accounts.block(1, "old");
    assertErrors([[replace, "TypeError: reason must be a string"]]);
    assertEquals(blockLines(engine, 1), [byOperator("old")]);
    accounts.unblock(1);
    thrownBy(() => accounts.replaceBlockReason(1, "new"));
    assertEquals(blockLines(engine, 1), []);
  });
});
