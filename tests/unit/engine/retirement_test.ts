import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import * as accounts from "../../../src/accounts.ts";
import {
  AccountRetirementError,
  AccountRetirementRefusal,
  Engine,
  LifecycleError,
  OpenpitError,
} from "../../../src/engine/mod.ts";
import { AccountId } from "../../../src/param/mod.ts";
import type { Policy } from "../../../src/pretrade/mod.ts";
import {
  buildOrderSizeLimit,
  buildOrderValidation,
  OrderSizeAccountAssetBarrier,
  OrderSizeAssetBarrier,
} from "../../../src/pretrade/policies/mod.ts";
import { AccountBlock } from "../../../src/reject.ts";
import { Mutation } from "../../../src/tx.ts";
import { assertErrors, errorOf } from "../model/_errors.ts";
import {
  type AccountHooks,
  accountPolicy,
  engineWithUnit,
  failing,
  NO_ACCOUNT,
  raise,
  REENTERED,
  RELEASED,
  reportOf,
} from "./_account_kit.ts";
import {
  blockLines,
  engineOf,
  FINALIZER_BLOCK,
  linesOf,
  noted,
  orderOf,
  refusal,
  reservationOf,
  thrownBy,
} from "./_kit.ts";

const CAUSE = new AccountBlock("p", "RiskLimitExceeded", "why", "d", 3);

/** The AccountRetirementError that a call throws. */
function retirementError(call: () => unknown): AccountRetirementError {
  const thrown = thrownBy(call);
  assert(thrown instanceof AccountRetirementError, `Thrown instead: ${String(thrown)}`);
  return thrown;
}

/** A policy that answers a retirement as told. */
const answering = (name: string, answer: unknown): Policy =>
  accountPolicy(name, { retire: () => answer });

/** Refusals as lines, in order. */
const refusalsOf = (error: AccountRetirementError) =>
  error.refusals?.map(({ policy, refusal }) => `${policy} ${refusal}`);

/** Account 1 with a block of its own, in group 5; a group block and an engine-wide one besides. */
function equip(engine: Engine): void {
  engine.accounts().registerGroup([1, 2], 5);
  engine.accounts().block(1, "own");
}

const OWN = ["account AccountBlocked [Engine] own: own"];

describe("retireAccount()", () => {
  it("asks every policy with a hook, in order, with the id and as its method", () => {
    const log: unknown[] = [];
    const hooks = (name: string): AccountHooks => ({
      retire(this: unknown, account: AccountId) {
        log.push([name, account instanceof AccountId && account.value, this]);
      },
    });
    const [b, a] = [accountPolicy("b", hooks("b")), accountPolicy("a", hooks("a"))];
    engineOf(b, accountPolicy("none"), a).retireAccount(7);
    assertEquals(log.length, 2);
    assert(log.every((entry, index) => {
      const [name, account, self] = entry as unknown[];
      return name === ["b", "a"][index] && account === 7n && self === [b, a][index];
    }));
  });
  it("succeeds for an unknown account and for one that is retired already", () => {
    const engine = engineOf(answering("a", null), answering("b", {}), answering("c", undefined));
    assertEquals(engine.retireAccount(99), undefined);
    assertEquals(engine.retireAccount(99), undefined);
    assertEquals(engineOf(accountPolicy("none")).retireAccount(1), undefined);
  });
  it("lets all commits remove what they know, in order, after everyone has agreed", () => {
    const log: string[] = [];
    const hooks = (name: string): AccountHooks => ({
      retire: () => {
        log.push(`ask ${name}`);
        const { commit, rollback } = noted(log, `${name}2`);
        return { mutations: [noted(log, `${name}1`), new Mutation(commit, rollback)] };
      },
    });
    engineOf(accountPolicy("a", hooks("a")), accountPolicy("b", hooks("b"))).retireAccount(1);
    assertEquals(log, [
      ...["ask a", "ask b"],
      ...["commit a1", "commit a2", "commit b1", "commit b2"],
    ]);
  });
  it("clears the account's group and its own block, whoever asked for that", () => {
    const engine = engineOf(accountPolicy("a", {
      start: (ctx) => {
        if (ctx.accountId?.value === 3n) ctx.accountControl?.block(CAUSE);
        return ctx.accountId?.value === 4n ? [refusal({ scope: "account" })] : [];
      },
      report: () => ({ accountBlocks: [CAUSE] }),
    }));
    equip(engine);
    engine.startPreTrade(orderOf(3));
    engine.startPreTrade(orderOf(4));
    engine.applyExecutionReport(reportOf(5));
    for (const account of [1, 3, 4, 5]) {
      assertEquals(engine.startPreTrade(orderOf(account)).ok, false);
      engine.retireAccount(account);
    }
    engine.accounts().block(4, "new life");
    assertEquals([1, 5].map((account) => blockLines(engine, account)), [[], []]);
    assertEquals(blockLines(engine, 4), ["account AccountBlocked [Engine] new life: new life"]);
    const groups = [1, 2].map((account) => engine.accounts().groupOf(account)?.value);
    assertEquals(groups, [undefined, 5]);
  });
  it("keeps the blocks of groups and of the engine", () => {
    const engine = engineOf(accountPolicy("a", { report: () => ({ accountBlocks: [CAUSE] }) }));
    equip(engine);
    engine.accounts().blockGroup(5, "group");
    engine.applyExecutionReport({});
    engine.retireAccount(1);
    assertEquals([1, 2].map((account) => blockLines(engine, account)[0]), [
      "account AccountBlocked [Engine] account is blocked due to kill-switch: kill-switch was previously triggered for this account",
      "account AccountBlocked [Engine] group: group",
    ]);
  });
  it("clears the account's currency, but not those of groups", () => {
    const engine = engineOf(accountPolicy("a"));
    const accounts = engine.accounts();
    accounts.registerGroup([1, 2], 5);
    accounts.setCurrency(1, "USD");
    accounts.setGroupCurrency(5, "EUR");
    engine.retireAccount(1);
    assertEquals([1, 2].map((account) => accounts.currencyOf(account)), [undefined, "EUR"]);
    accounts.registerGroup([1], 5);
    assertEquals(accounts.currencyOf(1), "EUR");
  });
  it("lets a request that was started before act as one of a new account", () => {
    const engine = engineOf(accountPolicy("a"));
    const request = engine.startPreTrade(orderOf(1)).request;
    equip(engine);
    engine.retireAccount(1);
    assertEquals(request?.execute().ok, true);
  });
  it("takes an account in every form", () => {
    const seen: unknown[] = [];
    const engine = engineOf(accountPolicy("a", { retire: ({ value }) => void seen.push(value) }));
    const text = AccountId.fromString("7");
    for (const account of [7, 7n, AccountId.fromInt(7n), "7"]) engine.retireAccount(account);
    assertEquals(seen, [7n, 7n, 7n, text.value]);
    for (const account of [undefined, null, -1, 0.5, {}] as never[]) {
      assertErrors([[() => engine.retireAccount(account), NO_ACCOUNT]]);
    }
    assertEquals(seen.length, 4);
  });
  it("is refused from inside a callback of the same engine, and by a released one", () => {
    const found: string[] = [];
    const again = () => void found.push(errorOf(() => engine.retireAccount(2)));
    const engine: Engine = engineOf(accountPolicy("a", {
      start: again,
      retire: () => {
        again();
        return { mutations: [{ commit: again, rollback: again }] };
      },
    }));
    engine.retireAccount(1);
    engine.startPreTrade(orderOf(1));
    assertEquals(found, [REENTERED, REENTERED, REENTERED]);
    engine.free();
    assertErrors([[() => engine.retireAccount(1), RELEASED]]);
  });
});

describe("a retirement that is refused", () => {
  it("lists every refusal in order: all are asked, and nothing is removed", () => {
    const log: string[] = [];
    const engine = engineOf(
      accountPolicy("a", { retire: () => ({ mutations: [noted(log, "a1"), noted(log, "a2")] }) }),
      answering("b", "NonZeroState"),
      accountPolicy("c", { retire: () => ({ mutations: [noted(log, "c")] }) }),
      answering("d", "OperationInProgress"),
      answering("e", "ConfigurationReferencesAccount"),
      answering("f", AccountRetirementRefusal.EvaluationFailed),
    );
    equip(engine);
    const error = retirementError(() => engine.retireAccount(1));
    assert(error instanceof OpenpitError && !(error instanceof LifecycleError));
    assertEquals([error.name, error.kind, error.message], [
      "AccountRetirementError",
      "Refused",
      "account retirement refused by one or more policies",
    ]);
    assertEquals(refusalsOf(error), [
      "b NonZeroState",
      "d OperationInProgress",
      "e ConfigurationReferencesAccount",
      "f EvaluationFailed",
    ]);
    assertEquals("cause" in error, false);
    assertEquals(log, ["rollback c", "rollback a2", "rollback a1"]);
    assertEquals(blockLines(engine, 1), OWN);
    assertEquals(engine.accounts().groupOf(1)?.value, 5);
  });
  it("can be asked for again", () => {
    let answer: unknown = "OperationInProgress";
    const engine = engineOf(accountPolicy("a", { retire: () => answer }));
    equip(engine);
    retirementError(() => engine.retireAccount(1));
    answer = undefined;
    engine.retireAccount(1);
    assertEquals(blockLines(engine, 1), []);
  });
  it("by a hook that throws counts as EvaluationFailed, with the first thrown value as cause", () => {
    for (const value of [new Error("boom"), "text", 0, null, undefined]) {
      const log: string[] = [];
      const engine = engineOf(
        accountPolicy("a", { retire: () => ({ mutations: [noted(log, "a")] }) }),
        accountPolicy("b", { retire: () => raise(value) }),
        answering("c", "NonZeroState"),
        accountPolicy("d", { retire: () => raise("second") }),
      );
      equip(engine);
      const error = retirementError(() => engine.retireAccount(1));
      assertEquals(error.kind, "Refused");
      assertEquals(refusalsOf(error), [
        "b EvaluationFailed",
        "c NonZeroState",
        "d EvaluationFailed",
      ]);
      assert("cause" in error && error.cause === value);
      assertEquals(log, ["rollback a"]);
      assertEquals(blockLines(engine, 1), OWN);
    }
  });
  it("by a malformed answer counts as EvaluationFailed too; what was read of it is undone", () => {
    const log: string[] = [];
    const answers = [
      ...["", "nonZeroState", "Other", 1, true, [], new Map(), { refusal: "NonZeroState" }],
      ...[{ mutations: 5 }, { mutations: [5] }, { mutations: [{ commit() {} }] }],
      ...[Promise.reject(new Error("nobody hears")), {
        mutations: [],
        then: () => raise("called"),
      }],
      { mutations: [noted(log, "read"), null] },
    ];
    for (const answer of answers) {
      const engine = engineOf(answering("a", answer));
      equip(engine);
      const error = retirementError(() => engine.retireAccount(1));
      assertEquals(refusalsOf(error), ["a EvaluationFailed"]);
      assert(error.cause instanceof OpenpitError, String(error.cause));
      assertEquals(blockLines(engine, 1), OWN);
    }
    assertEquals(log, ["rollback read"]);
  });
  it("arms the kill switch if a rollback throws; the others still run", () => {
    const log: string[] = [];
    const engine = engineOf(
      accountPolicy("a", { retire: () => ({ mutations: [noted(log, "1"), failing(log, "2")] }) }),
      answering("b", "NonZeroState"),
    );
    const error = retirementError(() => engine.retireAccount(1));
    assertEquals([error.kind, refusalsOf(error)], ["Refused", ["b NonZeroState"]]);
    assertEquals(log, ["rollback 2", "rollback 1"]);
    assertEquals(blockLines(engine, 2), [FINALIZER_BLOCK]);
  });
});

describe("a retirement whose removal fails", () => {
  it("runs the other commits, arms the kill switch, keeps group, block, currency", () => {
    const log: string[] = [];
    const mutations = [noted(log, "1"), failing(log, "2"), failing(log, "3"), noted(log, "4")];
    const engine = engineOf(accountPolicy("a", { retire: () => ({ mutations }) }));
    equip(engine);
    engine.accounts().setCurrency(1, "USD");
    const error = retirementError(() => engine.retireAccount(1));
    assertEquals([error.kind, error.message], [
      "FinalizerFailed",
      "account retirement finalizer failed",
    ]);
    assertEquals("refusals" in error, false);
    assertEquals(String(error.cause), "Error: commit 2");
    assertEquals(log, ["1", "2", "3", "4"].map((name) => `commit ${name}`));
    assertEquals(blockLines(engine, 1), OWN);
    assertEquals(blockLines(engine, 2), [FINALIZER_BLOCK]);
    assertEquals(engine.accounts().groupOf(1)?.value, 5);
    assertEquals(engine.accounts().currencyOf(1), "USD");
  });
  it("fails too if a commit returns a promise", () => {
    const commit = () => Promise.reject(new Error("nobody hears"));
    const mutations = [{ commit, rollback() {} }];
    const engine = engineOf(accountPolicy("a", { retire: () => ({ mutations }) }));
    const error = retirementError(() => engine.retireAccount(1));
    assertEquals(error.kind, "FinalizerFailed");
    assert(error.cause instanceof TypeError);
    assertEquals(blockLines(engine, 2), [FINALIZER_BLOCK]);
  });
  it("of a built-in policy blocks the account only", () => {
    const engine = engineWithUnit({
      retire: (run) => run.mutate({ isCustom: false, ...failing([], "unit") }),
    });
    assertEquals(retirementError(() => engine.retireAccount(1)).kind, "FinalizerFailed");
    assertEquals([1, 2].map((account) => blockLines(engine, account)), [[FINALIZER_BLOCK], []]);
  });
  it("leaves open reservations and other engines alone", () => {
    const log: string[] = [];
    const engine = engineOf(accountPolicy("a", {
      main: () => ({ mutations: [noted(log, "m")] }),
      retire: () => ({ mutations: [failing([], "r")] }),
    }));
    const reservation = reservationOf(engine.executePreTrade(orderOf(1)));
    retirementError(() => engine.retireAccount(1));
    reservation.commit();
    assertEquals(log, ["commit m"]);
    assertEquals(linesOf(engineOf(accountPolicy("b")).startPreTrade(orderOf(1))), []);
  });
});

describe("the built-in policies", () => {
  it("agree, unless a limit names the account", () => {
    const engine = Engine.builder()
      .builtin(buildOrderValidation())
      .builtin(
        buildOrderSizeLimit()
          .assetBarriers([new OrderSizeAssetBarrier({ maxQuantity: "5" }, "AAPL")])
          .accountAssetBarriers([
            new OrderSizeAccountAssetBarrier({ maxQuantity: "5" }, 7, "AAPL"),
          ]),
      )
      .build();
    engine.retireAccount(1);
    const error = retirementError(() => engine.retireAccount(7));
    assertEquals(refusalsOf(error), ["OrderSizeLimitPolicy ConfigurationReferencesAccount"]);
  });
});

describe("AccountRetirementRefusal and AccountRetirementErrorKind", () => {
  it("are closed sets of names, the error being the same in the root and in ./accounts", () => {
    assertEquals(Object.entries(AccountRetirementRefusal), [
      ["ConfigurationReferencesAccount", "ConfigurationReferencesAccount"],
      ["NonZeroState", "NonZeroState"],
      ["OperationInProgress", "OperationInProgress"],
      ["EvaluationFailed", "EvaluationFailed"],
    ]);
    assertEquals(Object.values(accounts.AccountRetirementErrorKind), [
      "Refused",
      "FinalizerFailed",
    ]);
    assert(accounts.AccountRetirementError === AccountRetirementError);
  });
});
