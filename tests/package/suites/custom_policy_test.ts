import { assert, assertEquals, assertInstanceOf, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine, PolicyCallbackError } from "@openpit-ts/openpit";
import type { Order } from "@openpit-ts/openpit/model";
import type {
  Context,
  Policy,
  PolicyPreTradeResult,
  PolicyReject,
} from "@openpit-ts/openpit/pretrade";
import { buildOrderValidation } from "@openpit-ts/openpit/pretrade/policies";
import { RejectCode } from "@openpit-ts/openpit/reject";
import { orderDraft, RecordingPolicy } from "@openpit-ts/openpit/testing";
import { Mutation } from "@openpit-ts/openpit/tx";

/** Lets one order of an account be open at a time, and counts those that went out. */
class OneOpenOrder implements Policy {
  readonly name = "OneOpenOrder";
  readonly open = new Set<string>();
  sent = 0;

  checkPreTradeStart(_ctx: Context, _order: Order): PolicyReject[] {
    return [];
  }

  performPreTradeCheck(ctx: Context, order: Order): PolicyPreTradeResult {
    const account = String(ctx.accountId);
    if (this.open.has(account)) {
      const reason = "an order is open";
      const details = `account ${account}`;
      return { rejects: [{ code: RejectCode.RiskLimitExceeded, reason, details }] };
    }
    this.open.add(account);
    const close = () => void this.open.delete(account);
    const commit = () => {
      close();
      this.sent += 1;
    };
    const price = order.operation?.price;
    return {
      mutations: [new Mutation(commit, close)],
      lockPrices: price === undefined ? [] : [price],
    };
  }
}

function setUp() {
  const policy = new OneOpenOrder();
  const engine = Engine.builder().builtin(buildOrderValidation()).preTrade(policy).build();
  return { policy, engine };
}

describe("a custom policy beside a built-in one", () => {
  it("reserves at the check and finalizes at commit", () => {
    const { policy, engine } = setUp();
    const result = engine.executePreTrade(orderDraft({ accountId: 7, price: "185.50" }));
    assert(result.ok);
    assertEquals([...policy.open], ["7"]);
    assertEquals(result.reservation.lock().prices().map(String), ["185.50"]);
    result.reservation.commit();
    assertEquals([policy.open.size, policy.sent], [0, 1]);
  });
  it("undoes at rollback", () => {
    const { policy, engine } = setUp();
    const result = engine.executePreTrade(orderDraft());
    assert(result.ok);
    result.reservation.rollback();
    assertEquals([policy.open.size, policy.sent], [0, 0]);
  });
  it("refuses with its code, reason and details, account by account", () => {
    const { engine } = setUp();
    const first = engine.executePreTrade(orderDraft({ accountId: 7 }));
    assert(first.ok);
    const second = engine.executePreTrade(orderDraft({ accountId: 7 }));
    assert(!second.ok);
    assertEquals(second.reservation, undefined);
    assertEquals(second.rejects.map((reject) => reject.toJSON()), [{
      code: "RiskLimitExceeded",
      reason: "an order is open",
      details: "account 7",
      policy: "OneOpenOrder",
      scope: "order",
      userData: "0",
    }]);
    assert(engine.executePreTrade(orderDraft({ accountId: 8 })).ok);
  });
  it("is not asked in the main stage when the start stage refused", () => {
    const policy = new RecordingPolicy("recorder");
    const engine = Engine.builder().preTrade(policy).builtin(buildOrderValidation()).build();
    const result = engine.executePreTrade(orderDraft({ tradeAmount: { quantity: "0" } }));
    assertEquals(result.rejects.map((reject) => reject.code), ["InvalidFieldValue"]);
    assertEquals(policy.calls, ["start"]);
  });
  it("is asked stage by stage through a request", () => {
    const policy = new RecordingPolicy("recorder");
    const engine = Engine.builder().preTrade(policy).build();
    const started = engine.startPreTrade(orderDraft());
    assert(started.ok);
    assertEquals(policy.calls, ["start"]);
    assert(started.request.execute().ok);
    assertEquals(policy.calls, ["start", "main"]);
  });
  it("that throws refuses the order: everything is undone, and the caller gets the cause", () => {
    const cause = new Error("no connection");
    const open = new OneOpenOrder();
    const broken = new RecordingPolicy("broken", {
      main: () => {
        throw cause;
      },
    });
    const engine = Engine.builder().preTrade(open).preTrade(broken).build();
    const error = assertThrows(() => engine.executePreTrade(orderDraft()), PolicyCallbackError);
    assertInstanceOf(error, PolicyCallbackError);
    assertEquals(error.message, "javascript policy callback failed: no connection");
    assert(error.cause === cause);
    assertEquals([open.open.size, open.sent], [0, 0]);
  });
});
