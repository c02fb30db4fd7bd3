import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { AccountRetirementError, Engine } from "../../../../src/engine/mod.ts";
import type { OrderOperationInit } from "../../../../src/model/mod.ts";
import {
  buildOrderSizeLimit,
  buildOrderValidation,
  buildPnlBoundsKillswitch,
  OrderSizeBrokerBarrier,
  PnlBoundsBrokerBarrier,
  type RateLimitInit,
} from "../../../../src/pretrade/policies/mod.ts";
import { orderDraft } from "../../../../src/testing/mod.ts";
import { operationOf } from "../../engine/_account_kit.ts";
import { reservationOf } from "../../engine/_kit.ts";
import { missing } from "./_check.ts";
import {
  per,
  rateLimit,
  type Rates,
  rateSession,
  reconfigure,
  Session,
  tooMany,
  verdictOf,
} from "./_session.ts";

const NO_INSTRUMENT = missing("RateLimitPolicy", "instrument", "operation.instrument");
const NO_ACCOUNT = missing("RateLimitPolicy", "account ID", "operation.account_id");
const HOUR = per(1, 3600);

/** Which of the orders passes when each is the only one after the first, an AAPL/USD order of account 1. */
function followers(rates: Rates, second: readonly OrderOperationInit[]): string[] {
  return second.map((changes) => {
    const session = rateSession(rates);
    assertEquals(session.order(), "pass");
    return session.order(changes);
  });
}

describe("a barrier of the rate limit", () => {
  it("of the broker counts every order, also one without a single field", () => {
    const refused = tooMany("broker", 2, "3600s", 1);
    assertEquals(
      followers({ broker: HOUR }, [{}, { accountId: 2 }, { settlementAsset: "EUR" }]),
      [refused, refused, refused],
    );
    const session = rateSession({ broker: HOUR });
    assertEquals(session.engine.startPreTrade({}).ok, true);
    assertEquals(session.engine.startPreTrade({}).ok, false);
  });
  it("of an asset counts the orders that settle in it, of all accounts, case-sensitively", () => {
    const refused = tooMany("asset", 2, "3600s", 1);
    assertEquals(
      followers({ assets: { USD: HOUR } }, [
        {},
        { accountId: 2 },
        { accountId: undefined },
        { underlyingAsset: "USD", settlementAsset: "JPY" },
        { settlementAsset: "usd" },
        { settlementAsset: "USD", underlyingAsset: "MSFT" },
      ]),
      [refused, refused, refused, "pass", "pass", refused],
    );
  });
  it("of an account counts its orders in all assets", () => {
    const refused = tooMany("account", 2, "3600s", 1);
    assertEquals(
      followers({ accounts: { 1: HOUR } }, [{}, { settlementAsset: "EUR" }, { accountId: 2 }]),
      [refused, refused, "pass"],
    );
  });
  it("of an account and asset counts that pair", () => {
    const refused = tooMany("account+asset", 2, "3600s", 1);
    assertEquals(
      followers({ pairs: { "1 USD": HOUR } }, [
        {},
        { underlyingAsset: "MSFT" },
        { settlementAsset: "EUR" },
        { accountId: 2 },
      ]),
      [refused, refused, "pass", "pass"],
    );
  });
  it("counts for its own key only", () => {
    const session = rateSession({
      assets: { USD: HOUR, EUR: HOUR },
      accounts: { 1: per(2, 3600), 2: per(2, 3600) },
    });
    assertEquals(session.order(), "pass");
    assertEquals(session.order({ settlementAsset: "EUR" }), "pass");
    assertEquals(
      session.order({ settlementAsset: "JPY" }),
      tooMany("account", 3, "3600s", 2),
    );
    assertEquals(session.order({ accountId: 2, settlementAsset: "JPY" }), "pass");
  });
  it("of zero orders refuses every one", () => {
    const none = per(0, 1);
    assertEquals(rateSession({ broker: none }).orders(2), [
      tooMany("broker", 1, "1s", 0),
      tooMany("broker", 2, "1s", 0),
    ]);
    assertEquals(
      rateSession({ pairs: { "1 USD": none } }).dryRun(),
      tooMany("account+asset", 1, "1s", 0),
    );
  });
  it("of as many orders as a number can count refuses none", () => {
    const session = rateSession({ broker: per(Number.MAX_SAFE_INTEGER, 1) });
    assertEquals(new Set(session.orders(100)), new Set(["pass"]));
  });
});

describe("a rate limit without barriers", () => {
  it("admits everything and needs no field", () => {
    const session = rateSession({});
    assertEquals(new Set(session.orders(5)), new Set(["pass"]));
    assertEquals(session.engine.startPreTrade({}).ok, true);
  });
});

describe("the fields of an order", () => {
  const noAsset = { settlementAsset: undefined };
  const noUnderlying = { underlyingAsset: undefined };
  const noAccount = { accountId: undefined };
  const neither = { ...noAsset, ...noAccount };
  const rows: readonly (readonly [Rates, OrderOperationInit, string])[] = [
    [{ broker: HOUR }, neither, "pass"],
    [{ assets: { EUR: HOUR } }, noAsset, NO_INSTRUMENT],
    [{ assets: { EUR: HOUR } }, noUnderlying, NO_INSTRUMENT],
    [{ assets: { EUR: HOUR } }, noAccount, "pass"],
    [{ accounts: { 7: HOUR } }, noAsset, "pass"],
    [{ accounts: { 7: HOUR } }, noAccount, NO_ACCOUNT],
    [{ pairs: { "7 EUR": HOUR } }, noUnderlying, NO_INSTRUMENT],
    [{ pairs: { "7 EUR": HOUR } }, noAccount, NO_ACCOUNT],
    [{ pairs: { "7 EUR": HOUR } }, neither, NO_INSTRUMENT],
    [{ assets: { EUR: HOUR }, accounts: { 7: HOUR } }, neither, NO_INSTRUMENT],
    [{ assets: { EUR: HOUR }, accounts: { 7: HOUR } }, noAccount, NO_ACCOUNT],
  ];

  it("are read if any barrier of an axis is keyed by them, a matching one or not", () => {
    const found = rows.map(([rates, changes]) => {
      const session = rateSession(rates);
      const forecast = session.dryRun(changes);
      const verdict = session.order(changes);
      assertEquals(forecast, verdict);
      return verdict;
    });
    assertEquals(found, rows.map(([, , verdict]) => verdict));
    assertEquals(
      rateSession({ assets: { EUR: HOUR } }).engine.startPreTrade({}).rejects[0]?.details,
      "failed to access field 'operation.instrument'",
    );
  });
  it("that are missing consume nothing", () => {
    const session = rateSession({
      broker: HOUR,
      assets: { USD: HOUR },
      accounts: { 1: HOUR },
      pairs: { "1 USD": HOUR },
    });
    assertEquals(session.order(noAsset), NO_INSTRUMENT);
    assertEquals(session.order(noAccount), NO_ACCOUNT);
    assertEquals(session.dropCopy(noUnderlying), NO_INSTRUMENT);
    assertEquals(session.order(), "pass");
    assertEquals(session.order(), tooMany("broker", 2, "3600s", 1));
  });
});

describe("an order under several barriers", () => {
  const all: Rates = {
    broker: per(4, 10),
    assets: { USD: per(3, 20) },
    accounts: { 1: per(2, 30) },
    pairs: { "1 USD": per(1, 40) },
  };

  it("is counted by each, and refused once: by broker, asset, account, account+asset", () => {
    assertEquals(rateSession(all).orders(5), [
      "pass",
      tooMany("account+asset", 2, "40s", 1),
      tooMany("account", 3, "30s", 2),
      tooMany("asset", 4, "20s", 3),
      tooMany("broker", 5, "10s", 4),
    ]);
  });
  it("that one of them refuses counts for the others all the same", () => {
    const session = rateSession({ ...all, broker: per(0, 10) });
    assertEquals(session.orders(3), [1, 2, 3].map((n) => tooMany("broker", n, "10s", 0)));
    reconfigure(session, { clearBroker: true });
    assertEquals(session.order(), tooMany("asset", 4, "20s", 3));
    assertEquals(session.order({ settlementAsset: "EUR" }), tooMany("account", 5, "30s", 2));
    reconfigure(session, { accounts: {} });
    assertEquals(
      session.order({ accountId: 2 }),
      tooMany("asset", 5, "20s", 3),
    );
    reconfigure(session, { assets: {} });
    assertEquals(session.order(), tooMany("account+asset", 5, "40s", 1));
  });
});

/** The four axes, each with one barrier that the orders of a session match. */
const AXES: readonly ((limit: RateLimitInit) => Rates)[] = [
  (broker) => ({ broker }),
  (limit) => ({ assets: { USD: limit } }),
  (limit) => ({ accounts: { 1: limit } }),
  (limit) => ({ pairs: { "1 USD": limit } }),
];

/** How many attempts each axis has counted when something was done under a limit. */
function attempts(limit: RateLimitInit, action: (session: Session) => void): number[] {
  return AXES.map((ratesOf) => {
    const session = rateSession(ratesOf(limit));
    action(session);
    reconfigure(session, ratesOf(per(0, 10)));
    return Number(session.dryRun().match(/submitted (\d+)/)?.[1]) - 1;
  });
}

const LOOSE = per(99, 10);
const NONE = per(0, 10);

describe("an attempt is", () => {
  it("a start, also if its request is dropped", () => {
    assertEquals(
      attempts(LOOSE, ({ engine }) => {
        engine.startPreTrade(orderDraft());
        engine.startPreTrade(orderDraft()).free();
      }),
      [2, 2, 2, 2],
    );
  });
  it("an execution, once, also if it is rolled back or dropped", () => {
    assertEquals(
      attempts(LOOSE, ({ engine }) => {
        reservationOf(engine.executePreTrade(orderDraft())).commit();
        reservationOf(engine.executePreTrade(orderDraft())).rollback();
        engine.executePreTrade(orderDraft()).free();
        const started = engine.startPreTrade(orderDraft());
        assert(started.ok);
        reservationOf(started.request.execute()).rollback();
      }),
      [4, 4, 4, 4],
    );
  });
  it("an order that this policy refuses", () => {
    assertEquals(attempts(NONE, (session) => session.orders(3)), [3, 3, 3, 3]);
  });
  it("an order that other policies refuse, before this one or behind", () => {
    const size = buildOrderSizeLimit().brokerBarrier(
      new OrderSizeBrokerBarrier({ maxQuantity: 5 }),
    );
    const session = new Session([buildOrderValidation(), rateLimit({ broker: per(2, 10) }), size]);
    session.order({ tradeAmount: { quantity: 0 } });
    session.order({ tradeAmount: { quantity: 6 } });
    assertEquals(session.order({ tradeAmount: { quantity: 5 } }), tooMany("broker", 3, "10s", 2));
  });
  it("a drop copy, whose reject is ignored; rolling it back refunds nothing", () => {
    assertEquals(
      attempts(NONE, ({ engine }) => {
        operationOf(engine.applyDropCopy(orderDraft())).commit();
        operationOf(engine.applyDropCopy(orderDraft())).rollback();
        engine.applyDropCopy(orderDraft()).free();
      }),
      [3, 3, 3, 3],
    );
  });
  it("a drop copy that another policy can't evaluate", () => {
    const pnl = buildPnlBoundsKillswitch().brokerBarriers([new PnlBoundsBrokerBarrier("USD", -1)]);
    const session = new Session([rateLimit({ broker: per(1, 10) }), pnl]);
    assertEquals(
      session.dropCopy({ settlementAsset: undefined }),
      missing("PnlBoundsKillSwitchPolicy", "instrument", "operation.instrument"),
    );
    assertEquals(session.order(), tooMany("broker", 2, "10s", 1));
  });
});

describe("no attempt is", () => {
  it("a dry run, which foretells the verdict any number of times", () => {
    assertEquals(attempts(LOOSE, (session) => session.dryRun()), [0, 0, 0, 0]);
    for (const ratesOf of AXES) {
      const session = rateSession(ratesOf(per(1, 10)));
      assertEquals([session.dryRun(), session.dryRun(), session.order()], ["pass", "pass", "pass"]);
      assertEquals(session.dryRun(), session.order());
    }
  });
  it("an order of a blocked account, or of a blocked engine", () => {
    assertEquals(
      attempts(LOOSE, ({ engine }) => {
        engine.accounts().block(1, "review");
        assertEquals(engine.startPreTrade(orderDraft()).ok, false);
        engine.accounts().unblock(1);
        engine.applyExecutionReport({});
      }),
      [0, 0, 0, 0],
    );
  });
  it("a drop copy without an account, which no policy sees", () => {
    const session = rateSession({ broker: per(1, 10) });
    session.dropCopy({ accountId: undefined });
    assertEquals(session.order(), "pass");
  });
  it("an order that no barrier matches: it leaves no trace", () => {
    const elsewhere: OrderOperationInit = { accountId: 2, settlementAsset: "EUR" };
    const session = rateSession({ assets: { USD: HOUR }, accounts: { 1: HOUR } });
    session.orders(3, elsewhere);
    reconfigure(session, { assets: { EUR: HOUR }, accounts: { 2: HOUR } });
    assertEquals(session.orders(2, elsewhere), ["pass", tooMany("asset", 2, "3600s", 1)]);
  });
});

describe("the time of a rate limit", () => {
  it("has no origin: only differences count", () => {
    for (const startNs of [0n, -(10n ** 19n), 10n ** 30n]) {
      rateSession({ broker: per(1, 10) }, startNs).assertTimetable([
        [9, "pass"],
        [9.999999999, tooMany("broker", 2, "10s", 1)],
        [10, "pass"],
      ]);
    }
  });
  it("is one reading per call, the same for all axes and policies", () => {
    let reading = 0n;
    const engine = Engine.builder()
      .clock(() => reading++)
      .builtin(rateLimit({
        broker: { maxOrders: 1, windowMs: 1e-6 },
        pairs: { "1 USD": { maxOrders: 1, windowMs: 2e-6 } },
      }))
      .build();
    // Built at 0: the first order is at 1 ns, the second at 2 ns.
    assertEquals(engine.executePreTrade(orderDraft()).ok, true);
    assertEquals(
      verdictOf(engine.startPreTrade(orderDraft())),
      tooMany("account+asset", 2, "2ns", 1),
    );
    assertEquals(reading, 3n);
  });
  it("runs both kinds of windows side by side", () => {
    rateSession({ broker: per(2, 10), accounts: { 1: per(2, 10) } }).assertTimetable([
      [8, "pass"],
      [9, "pass"],
      [10, tooMany("account", 3, "10s", 2)],
    ]);
  });
});

describe("retiring an account", () => {
  const retire = ({ engine }: Session, account = 1) => {
    try {
      engine.retireAccount(account);
      return [];
    } catch (error) {
      assert(error instanceof AccountRetirementError && error.kind === "Refused");
      return error.refusals;
    }
  };
  const refusal = [{
    policy: "RateLimitPolicy",
    refusal: "ConfigurationReferencesAccount" as const,
  }];

  it("is refused while a barrier names it", () => {
    const session = rateSession({ accounts: { 1: HOUR }, pairs: { "2 USD": HOUR } });
    assertEquals([retire(session, 1), retire(session, 2), retire(session, 3)], [
      refusal,
      refusal,
      [],
    ]);
    reconfigure(session, { accounts: {} });
    assertEquals([retire(session, 1), retire(session, 2)], [[], refusal]);
  });
  it("deletes its logs, which a removed barrier alone does not", () => {
    const limits: Rates = { accounts: { 1: per(1, 10) }, pairs: { "1 USD": per(2, 10) } };
    const session = rateSession(limits);
    session.order();
    reconfigure(session, { accounts: {}, pairs: {} });
    reconfigure(session, limits);
    assertEquals(session.dryRun(), tooMany("account", 2, "10s", 1));
    reconfigure(session, { accounts: {}, pairs: {} });
    assertEquals(retire(session), []);
    reconfigure(session, limits);
    assertEquals(session.orders(2), ["pass", tooMany("account", 2, "10s", 1)]);
    reconfigure(session, { accounts: {} });
    assertEquals(session.order(), tooMany("account+asset", 3, "10s", 2));
  });
  it("leaves the counters of others and of the broker alone", () => {
    const session = rateSession({ broker: per(1, 10), accounts: { 1: HOUR } });
    session.order();
    assertEquals([retire(session, 2), retire(session)], [[], refusal]);
    assertEquals(session.dryRun({ accountId: 2 }), tooMany("broker", 2, "10s", 1));
    reconfigure(session, { clearBroker: true });
    assertEquals(session.dryRun(), tooMany("account", 2, "3600s", 1));
  });
});
