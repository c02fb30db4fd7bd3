import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { AccountRetirementError, Engine, PolicyCallbackError } from "../../../mod.ts";
import type { Context, Policy, PolicyPreTradeResult } from "../../../src/pretrade/mod.ts";
import { AccountBlock } from "../../../src/reject.ts";
import { orderDraft } from "../../../src/testing/mod.ts";
import { Mutation } from "../../../src/tx.ts";

/** Caps what an account has reserved at 100 USD; every order reserves 40. */
class Cap implements Policy {
  readonly name: string;
  /** What a report gives back. */
  released = "40";
  /** Answers a main check, if not as usual. */
  answer: (ctx: Context) => PolicyPreTradeResult;

  constructor(name = "Cap") {
    this.name = name;
    this.answer = (ctx) => this.#reserve(ctx);
  }

  checkPreTradeStart(): null {
    return null;
  }

  performPreTradeCheck(ctx: Context): PolicyPreTradeResult {
    return this.answer(ctx);
  }

  applyExecutionReport(): { mutations: Mutation[] } {
    return { mutations: [Mutation.releaseNotional(amount(this.released))] };
  }

  #reserve(ctx: Context): PolicyPreTradeResult {
    const reserved = ctx.reservedNotional("USD");
    const mutations = [Mutation.reserveNotional(amount("40"))];
    if (Number(reserved.toString()) + 40 <= 100) return { mutations };
    const details = `reserved ${reserved}`;
    return { rejects: [{ code: "RiskLimitExceeded", reason: "cap", details }], mutations };
  }
}

function amount(text: string): { accountId: number; settlementAsset: string; amount: string } {
  return { accountId: 1, settlementAsset: "USD", amount: text };
}

function orderReport(): { operation: { accountId: number } } {
  return { operation: { accountId: 1 } };
}

function reservedBy(engine: Engine, policy: Cap, accountId = 1): string {
  let seen = "";
  const usual = policy.answer;
  policy.answer = (ctx) => {
    seen = `${ctx.reservedNotional("USD")}`;
    return {};
  };
  engine.executePreTradeDryRun(orderDraft({ accountId }));
  policy.answer = usual;
  return seen;
}

describe("Mutation.reserveNotional()", () => {
  it("counts at once, is kept by commit and undone by rollback", () => {
    const policy = new Cap();
    const engine = Engine.builder().preTrade(policy).build();
    const first = engine.executePreTrade(orderDraft());
    assertEquals(reservedBy(engine, policy), "40");
    const second = engine.executePreTrade(orderDraft());
    assertEquals(reservedBy(engine, policy), "80");
    first.reservation?.commit();
    second.reservation?.rollback();
    assertEquals(reservedBy(engine, policy), "40");
  });
  it("is undone when the order is refused", () => {
    const policy = new Cap();
    const engine = Engine.builder().preTrade(policy).build();
    for (let order = 0; order < 2; order++) {
      engine.executePreTrade(orderDraft()).reservation?.commit();
    }
    const refused = engine.executePreTrade(orderDraft());
    assertEquals(refused.rejects.map(({ details }) => details), ["reserved 80"]);
    assertEquals(reservedBy(engine, policy), "80");
  });
  it("has no effect in a dry run", () => {
    const policy = new Cap();
    const engine = Engine.builder().preTrade(policy).build();
    assertEquals(engine.executePreTradeDryRun(orderDraft()).isPass, true);
    assertEquals(reservedBy(engine, policy), "0");
  });
  it("is held per policy and per account", () => {
    const [one, other] = [new Cap("one"), new Cap("other")];
    other.answer = () => ({});
    const engine = Engine.builder().preTrade(one).preTrade(other).build();
    engine.executePreTrade(orderDraft()).reservation?.commit();
    assertEquals(reservedBy(engine, one), "40");
    assertEquals(reservedBy(engine, other), "0");
    assertEquals(reservedBy(engine, one, 2), "0");
  });
  it("never fails to roll back, in any order and whatever was released meanwhile", () => {
    const policy = new Cap();
    const engine = Engine.builder().preTrade(policy).build();
    const first = engine.executePreTrade(orderDraft());
    const second = engine.executePreTrade(orderDraft());
    policy.released = "60";
    engine.applyExecutionReport({});
    first.reservation?.rollback();
    second.reservation?.rollback();
    assertEquals(reservedBy(engine, policy), "0");
    assertEquals(engine.accounts().blockOf(1), undefined);
  });
  it("can't be made in a dry run either if it would not fit", () => {
    const policy = new Cap();
    policy.answer = () => ({ mutations: [Mutation.releaseNotional(amount("1"))] });
    const engine = Engine.builder().preTrade(policy).build();
    assertThrows(() => engine.executePreTradeDryRun(orderDraft()), PolicyCallbackError);
    policy.answer = () => ({
      mutations: [Mutation.reserveNotional(amount("1")), Mutation.releaseNotional(amount("1"))],
    });
    assertEquals(engine.executePreTradeDryRun(orderDraft()).isPass, true);
    assertEquals(reservedBy(engine, policy), "0");
  });
  it("keeps an account from being forgotten", () => {
    const policy = new Cap();
    const engine = Engine.builder().preTrade(policy).build();
    const { reservation } = engine.executePreTrade(orderDraft());
    assertThrows(() => engine.retireAccount(1), AccountRetirementError, "refused");
    reservation?.rollback();
    engine.retireAccount(1);
  });
  it("is read by each policy as its own, also from a context kept by another", () => {
    const seen: string[] = [];
    const one = new Cap("one");
    one.answer = (ctx) => ({
      mutations: [
        Mutation.reserveNotional(amount("5")),
        new Mutation(() => void seen.push(`${ctx.reservedNotional("USD")}`), () => {}),
      ],
    });
    const other = new Cap("other");
    other.answer = () => ({});
    const engine = Engine.builder().preTrade(one).preTrade(other).build();
    engine.executePreTrade(orderDraft()).reservation?.commit();
    assertEquals(seen, ["5"]);
  });
  it("refuses what is no amount", () => {
    assertThrows(() => Mutation.reserveNotional(amount("-1")), RangeError, "non-negative");
    assertThrows(() => Mutation.reserveNotional(null as never), TypeError);
    assertEquals(Mutation.reserveNotional(amount("1")).kind, "reserve-notional");
    assertEquals(new Mutation(() => {}, () => {}).kind, undefined);
  });
});

describe("Mutation.releaseNotional()", () => {
  it("takes back in a report, at once", () => {
    const policy = new Cap();
    const engine = Engine.builder().preTrade(policy).build();
    engine.executePreTrade(orderDraft()).reservation?.commit();
    policy.released = "15.5";
    engine.applyExecutionReport({});
    assertEquals(reservedBy(engine, policy), "24.5");
  });
  it("never goes below zero: the hook counts as failed and nothing changes", () => {
    const policy = new Cap();
    const engine = Engine.builder().preTrade(policy).build();
    engine.executePreTrade(orderDraft()).reservation?.commit();
    policy.released = "40.01";
    assertThrows(
      () => engine.applyExecutionReport({}),
      PolicyCallbackError,
      "Cannot release more notional than is reserved",
    );
    assertEquals(reservedBy(engine, policy), "40");
  });
});

describe("a report's answer", () => {
  it("counts for nothing if one of its mutations can't be carried out", () => {
    const policy = Object.assign(new Cap(), {
      applyExecutionReport: () => ({
        mutations: [
          Mutation.reserveNotional(amount("1")),
          Mutation.setKillSwitch({ accountId: 1, engaged: true }),
          Mutation.releaseNotional(amount("41.01")),
        ],
      }),
    });
    const engine = Engine.builder().preTrade(policy as Policy).build();
    engine.executePreTrade(orderDraft()).reservation?.commit();
    assertThrows(() => engine.applyExecutionReport(orderReport()), PolicyCallbackError);
    assertEquals(engine.accounts().blockOf(1), undefined);
    assertEquals(reservedBy(engine, policy), "40");
  });
  it("counts for nothing if one of its mutations is malformed", () => {
    const block = new AccountBlock("Cap", "Custom", "r", "d");
    const policy = Object.assign(new Cap(), {
      applyExecutionReport: () => ({
        accountBlocks: [block],
        mutations: [Mutation.releaseNotional(amount("1")), null],
      }),
    });
    const engine = Engine.builder().preTrade(policy as Policy).build();
    engine.executePreTrade(orderDraft()).reservation?.commit();
    assertThrows(() => engine.applyExecutionReport(orderReport()), PolicyCallbackError);
    assertEquals(reservedBy(engine, policy), "40");
    assertEquals(engine.accounts().blockOf(1), undefined);
  });
});

describe("Mutation.setKillSwitch()", () => {
  function engineThatSwitches(engaged: boolean, cause?: AccountBlock): Engine {
    const policy = new Cap("Switch");
    policy.answer = () => ({
      mutations: [Mutation.setKillSwitch({ accountId: 1, engaged, ...(cause ? { cause } : {}) })],
    });
    return Engine.builder().preTrade(policy).build();
  }

  it("blocks the account at commit, with a cause of its own by default", () => {
    const engine = engineThatSwitches(true);
    const { reservation } = engine.executePreTrade(orderDraft());
    assertEquals(engine.accounts().blockOf(1), undefined);
    reservation?.commit();
    const found = engine.accounts().blockOf(1);
    assertEquals(found?.slot, "account");
    assertEquals(found?.block.toJSON(), {
      policy: "Switch",
      code: "AccountBlocked",
      reason: "kill switch engaged",
      details: "kill switch engaged",
      userData: "0",
    });
  });
  it("takes the cause that is given", () => {
    const engine = engineThatSwitches(true, new AccountBlock("P", "Custom", "r", "d", 5));
    engine.executePreTrade(orderDraft()).reservation?.commit();
    assertEquals(engine.accounts().blockOf(1)?.block.reason, "r");
  });
  it("does nothing when it is rolled back", () => {
    const engine = engineThatSwitches(true);
    engine.executePreTrade(orderDraft()).reservation?.rollback();
    assertEquals(engine.accounts().blockOf(1), undefined);
  });
  it("lifts the account's own block at commit", () => {
    const engine = engineThatSwitches(false);
    const { reservation } = engine.executePreTrade(orderDraft());
    engine.accounts().block(1, "review");
    reservation?.commit();
    assertEquals(engine.accounts().blockOf(1), undefined);
  });
  it("refuses what is no switch", () => {
    const bad = { accountId: 1, engaged: 1 } as never;
    assertThrows(() => Mutation.setKillSwitch(bad), TypeError, "engaged must be a boolean");
    assertThrows(() => Mutation.setKillSwitch(undefined as never), TypeError);
  });
});
