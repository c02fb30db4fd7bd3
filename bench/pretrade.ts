import { do_not_optimize } from "mitata";
import { Engine, type EngineBuilder } from "../mod.ts";
import { AccountId, Price, Quantity, TradeAmount } from "../src/param/mod.ts";
import {
  buildOrderSizeLimit,
  buildOrderValidation,
  OrderSizeAssetBarrier,
  OrderSizeBrokerBarrier,
} from "../src/pretrade/policies/mod.ts";
import { type Bench, inTurn, type Timed } from "./_measure.ts";

// Seven prices, eight quantities, five accounts: 280 different orders in turn.
const PRICES = ["185.25", "0.15", "42350.75", "101.5", "1999.99", "63.125", "250.05"];
const QUANTITIES = ["10", "0.15", "2.5", "12.75", "3", "1", "7.5", "20"];
const TOO_MANY = ["1001", "5000", "250000", "1000.5"];
const ACCOUNTS = ["desk-1", "desk-7", "omnibus", "acc-000042", "vip-17"];

/** The engine's entry points; every order is a fresh literal unless the name says otherwise. */
export function pretradeBenches(): Bench[] {
  return [
    bench("check", () => fromTexts(limited(), true)),
    bench("check_observed", () => fromTexts(limited(watched()), true)),
    bench("check_without_commit", () => fromTexts(limited(), false)),
    bench("check_values", () => fromValues(limited())),
    bench("check_rejected", () => rejected(limited())),
    bench("start_stage", () => startStage(limited())),
    bench("dry_run", () => dryRun(limited())),
    bench("validation_only", () => fromTexts(validating(), true)),
    bench("custom_policy", () => fromTexts(accepting(), true)),
    bench("custom_mutation", () => fromTexts(mutating(), true)),
  ];
}

function bench(name: string, setUp: Bench["setUp"]): Bench {
  return { name: `pretrade/${name}`, setUp };
}

/** Both built-in policies, the size limit with caps of the broker and of both assets. */
function limited(builder: EngineBuilder = Engine.builder()): Engine {
  return builder
    .builtin(buildOrderValidation())
    .builtin(
      buildOrderSizeLimit()
        .brokerBarrier(new OrderSizeBrokerBarrier({ maxQuantity: "1000", maxNotional: "1000000" }))
        .assetBarriers([
          new OrderSizeAssetBarrier({ maxQuantity: "500" }, "AAPL"),
          new OrderSizeAssetBarrier({ maxNotional: "900000" }, "USD"),
        ]),
    )
    .build();
}

/** An observer that does nothing costs what it takes to tell it: twice per order, decision and commit. */
function watched(): EngineBuilder {
  return Engine.builder().observer({ onDecision() {} });
}

function validating(): Engine {
  return Engine.builder().builtin(buildOrderValidation()).build();
}

function accepting(): Engine {
  return Engine.builder().preTrade({
    name: "Accepting",
    checkPreTradeStart: () => [],
    performPreTradeCheck: () => null,
  }).build();
}

function mutating(): Engine {
  let open = 0;
  return Engine.builder().preTrade({
    name: "Mutating",
    checkPreTradeStart: () => [],
    performPreTradeCheck: () => {
      open++;
      return { mutations: [{ commit: () => void open--, rollback: () => void open-- }] };
    },
  }).build();
}

// Each scenario has an order literal of its own, as an application would: a shared maker would be compiled for all of
// them together.

function fromTexts(engine: Engine, isCommitted: boolean): Timed {
  return {
    args: [inTurn(PRICES), inTurn(QUANTITIES), inTurn(ACCOUNTS)],
    body: (price: string, quantity: string, accountId: string) => {
      const result = engine.executePreTrade({
        operation: {
          underlyingAsset: "AAPL",
          settlementAsset: "USD",
          accountId,
          side: "BUY",
          tradeAmount: { quantity },
          price,
        },
      });
      if (!result.ok) throw new Error("Cannot measure: the order was rejected");
      if (isCommitted) result.reservation.commit();
      do_not_optimize(result);
    },
  };
}

function fromValues(engine: Engine): Timed {
  return {
    args: [
      inTurn(PRICES.map((text) => new Price(text))),
      inTurn(QUANTITIES.map((text) => TradeAmount.quantity(new Quantity(text)))),
      inTurn(ACCOUNTS.map((text) => AccountId.fromString(text))),
    ],
    body: (price: Price, tradeAmount: TradeAmount, accountId: AccountId) => {
      const result = engine.executePreTrade({
        operation: {
          underlyingAsset: "AAPL",
          settlementAsset: "USD",
          accountId,
          side: "BUY",
          tradeAmount,
          price,
        },
      });
      if (!result.ok) throw new Error("Cannot measure: the order was rejected");
      result.reservation.commit();
      do_not_optimize(result);
    },
  };
}

function rejected(engine: Engine): Timed {
  return {
    args: [inTurn(PRICES), inTurn(TOO_MANY), inTurn(ACCOUNTS)],
    body: (price: string, quantity: string, accountId: string) => {
      const result = engine.executePreTrade({
        operation: {
          underlyingAsset: "AAPL",
          settlementAsset: "USD",
          accountId,
          side: "BUY",
          tradeAmount: { quantity },
          price,
        },
      });
      if (result.ok) throw new Error("Cannot measure: the order was accepted");
      do_not_optimize(result.rejects);
    },
  };
}

function startStage(engine: Engine): Timed {
  return {
    args: [inTurn(PRICES), inTurn(QUANTITIES), inTurn(ACCOUNTS)],
    body: (price: string, quantity: string, accountId: string) => {
      const result = engine.startPreTrade({
        operation: {
          underlyingAsset: "AAPL",
          settlementAsset: "USD",
          accountId,
          side: "BUY",
          tradeAmount: { quantity },
          price,
        },
      });
      if (!result.ok) throw new Error("Cannot measure: the order was rejected");
      do_not_optimize(result.request);
    },
  };
}

function dryRun(engine: Engine): Timed {
  return {
    args: [inTurn(PRICES), inTurn(QUANTITIES), inTurn(ACCOUNTS)],
    body: (price: string, quantity: string, accountId: string) => {
      const report = engine.executePreTradeDryRun({
        operation: {
          underlyingAsset: "AAPL",
          settlementAsset: "USD",
          accountId,
          side: "BUY",
          tradeAmount: { quantity },
          price,
        },
      });
      if (!report.isPass) throw new Error("Cannot measure: the order was rejected");
      do_not_optimize(report);
    },
  };
}
