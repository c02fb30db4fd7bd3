/** What single methods of a configurator take; those of the rate limit and the P&L kill switch are tested with their settings. */

import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { AccountId, Fee, Pnl } from "../../../src/param/mod.ts";
import {
  buildOrderSizeLimit,
  OrderSizeAccountAssetBarrier,
  OrderSizeAssetBarrier,
  OrderSizeBrokerBarrier,
  type OrderSizeLimitInit,
  type OrderSizeLimitOptions,
} from "../../../src/pretrade/policies/mod.ts";
import { assertErrors } from "../model/_errors.ts";
import { Session } from "../pretrade/policies/_session.ts";
import { NO_ACCOUNT } from "./_account_kit.ts";
import { call, configureError, fullSession, PNL_POLICY, SIZE } from "./_configure_kit.ts";
import { thrownBy } from "./_kit.ts";

describe("configure().orderSizeLimit()", () => {
  const broker = (limit: OrderSizeLimitInit) => new OrderSizeBrokerBarrier(limit);
  const asset = (limit: OrderSizeLimitInit, name = "AAPL") =>
    new OrderSizeAssetBarrier(limit, name);
  const pair = (limit: OrderSizeLimitInit, account = 1, name = "AAPL") =>
    new OrderSizeAccountAssetBarrier(limit, account, name);
  const start = () =>
    new Session(
      buildOrderSizeLimit()
        .brokerBarrier(broker({ maxQuantity: 30 }))
        .assetBarriers([asset({ maxQuantity: 20 })])
        .accountAssetBarriers([pair({ maxQuantity: 10 })]),
    );
  const change = (session: Session, options: OrderSizeLimitOptions) =>
    session.engine.configure().orderSizeLimit(SIZE, options);
  /** The cap that large orders of accounts 1 and 2 run into. */
  const caps = (session: Session) =>
    [1, 2].map((accountId) =>
      session.order({ accountId, tradeAmount: { quantity: 99 } }).match(/allowed: (.+)$/)?.[1]
    );

  it("replaces the axes that are given, and leaves the others", () => {
    const session = start();
    assertEquals(caps(session), ["10", "20"]);
    change(session, { accountAssetBarriers: new Set([pair({ maxQuantity: 5 }, 2)]) });
    assertEquals(caps(session), ["20", "5"]);
    change(session, { assetBarriers: [asset({ maxQuantity: "7.0" })] });
    assertEquals(caps(session), ["7.0", "5"]);
    change(session, { accountAssetBarriers: [] });
    assertEquals(caps(session), ["7.0", "7.0"]);
    change(session, { assetBarriers: [], accountAssetBarriers: null });
    assertEquals(caps(session), ["30", "30"]);
    change(session, { broker: broker({ maxQuantity: 31 }) });
    assertEquals(caps(session), ["31", "31"]);
    change(session, {});
    change(session, { clearBroker: false, broker: undefined });
    assertEquals(caps(session), ["31", "31"]);
    change(session, { clearBroker: true });
    assertEquals(caps(session), [undefined, undefined]);
    assertEquals(session.engine.startPreTrade({}).ok, true);
  });
  it("is all or nothing; broker before asset before account+asset", () => {
    const session = start();
    const noCap = "at least one of max_quantity or max_notional must be configured";
    const loose = {
      broker: broker({ maxQuantity: 1000 }),
      assetBarriers: [asset({ maxQuantity: 1000 })],
      accountAssetBarriers: [pair({ maxQuantity: 1000 })],
    };
    const twice = {
      assetBarriers: [asset({ maxQuantity: 1 }), asset({ maxQuantity: 2 })],
      accountAssetBarriers: [pair({ maxNotional: 1 }, 1, "USD"), pair({}, 1, "USD")],
    };
    const pairs = {
      accountAssetBarriers: [
        pair({ maxQuantity: 1 }, 3, "USD"),
        pair({ maxNotional: 1 }, 3, "USD"),
      ],
    };
    const refusals: readonly (readonly [OrderSizeLimitOptions, string])[] = [
      [{ ...loose, ...twice, broker: broker({}) }, noCap],
      [{ ...loose, ...twice }, "duplicate asset barrier for asset AAPL"],
      [{ ...loose, ...pairs }, "duplicate account+asset barrier for asset USD"],
      [{ ...loose, accountAssetBarriers: [pair({})] }, noCap],
      [{ ...loose, assetBarriers: [asset({})] }, noCap],
    ];
    assertEquals(
      refusals.map(([options]) => configureError(() => change(session, options)).validationMessage),
      refusals.map(([, text]) => text),
    );
    assertEquals(caps(session), ["10", "20"]);
  });
});

describe("configure().setAccountPnl()", () => {
  it("needs account, asset and sum", () => {
    const { engine } = fullSession();
    const complete = { account: 1, settlementAsset: "USD", pnl: "1" };
    const set = (changes: object) =>
      call(engine, "setAccountPnl", PNL_POLICY, { ...complete, ...changes });
    const decimal = "TypeError: decimal input must be a string, number, or bigint";
    for (const absent of [undefined, null]) {
      assertErrors([
        [set({ account: absent }), NO_ACCOUNT],
        [set({ settlementAsset: absent }), "TypeError: settlementAsset must be a string"],
        [set({ pnl: absent }), decimal],
      ]);
    }
    assertErrors([
      [call(engine, "setAccountPnl", PNL_POLICY, {}), NO_ACCOUNT],
      [set({ account: -1 }), NO_ACCOUNT],
      [set({ settlementAsset: " " }), "AssetError AssetEmpty: asset must not be empty"],
      [set({ pnl: "x" }), "ParamError InvalidFormat: invalid format for Pnl: 'x'"],
      [set({ pnl: new Fee("1") }), decimal],
      [set({}), "nothing"],
    ]);
  });
  it("takes an account and a sum in any form", () => {
    const accounts = [7, 7n, AccountId.fromInt(7n)];
    const sums = ["100", 100, 100n, new Pnl("100")];
    for (const account of accounts) {
      for (const pnl of sums) {
        const session = fullSession();
        session.engine.configure().setAccountPnl(PNL_POLICY, {
          account,
          settlementAsset: "USD",
          pnl,
        });
        assertEquals(session.dryRun({ accountId: 7 }).includes("realized pnl 100,"), true);
        assertEquals(session.dryRun(), "pass");
      }
    }
  });
  it("changes nothing if it is refused", () => {
    const session = fullSession();
    const set = (pnl: unknown) =>
      call(session.engine, "setAccountPnl", PNL_POLICY, {
        account: 1,
        settlementAsset: "USD",
        pnl,
      });
    set("-100")();
    thrownBy(set("0,5"));
    assertEquals(session.dryRun().includes("realized pnl -100,"), true);
  });
});
