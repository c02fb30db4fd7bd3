import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine } from "../../../../src/engine/mod.ts";
import { decodeValue, encodeValue, type Json } from "../../../../src/engine/internal.ts";
import {
  AccountAdjustmentOutcome,
  AccountOutcomeEntry,
  AccountPnlOutcome,
  Lock,
  OutcomeAmount,
  PnlHaltReason,
  PnlOutcome,
  PnlOutcomeAmount,
} from "../../../../src/model/internal.ts";
import * as param from "../../../../src/param/mod.ts";
import { InstrumentId } from "../../../../src/param/internal.ts";
import * as policies from "../../../../src/pretrade/policies/mod.ts";
import {
  AccountBlockOutcome,
  type AccountBlockOutcomes,
  makeBlockOutcomes,
  makeConfigurationResult,
  type PolicyConfigurationResult,
} from "../../../../src/pretrade/internal.ts";
import { PostTradeResult } from "../../../../src/pretrade/mod.ts";
import { AccountBlock } from "../../../../src/reject.ts";
import { orderOf, policy, refusal } from "../_kit.ts";

function crossed<T>(value: T): T {
  return decodeValue(JSON.parse(JSON.stringify(encodeValue(value))) as Json) as T;
}

const block = new AccountBlock("p", "Other", "why", "how", 2n ** 63n);
const pnl = new PnlOutcomeAmount("-1.50", "0.00");
const entry = new AccountOutcomeEntry(
  "USD",
  new OutcomeAmount("1", "2.50"),
  undefined,
  new OutcomeAmount("-1", "0"),
  new PnlOutcome(pnl),
  new param.Price("9.90"),
);
const outcome = new AccountAdjustmentOutcome(3, entry);
const halted = new AccountPnlOutcome(1, 7, undefined, PnlHaltReason.fromMissingFx());
const rateCap = new policies.RateLimit(5, 1000);
const caps = new policies.OrderSizeLimit("5", "6.50");

/** Values, and what of them must be the same on the other side. */
const VALUES: readonly (readonly [value: object, look: (value: never) => unknown])[] = [
  ...["Price", "Quantity", "Volume", "Notional", "Pnl", "CashFlow", "PositionSize", "Fee"].map((
    name,
  ) =>
    [
      new (param[name as "Price"])("12.3400"),
      (value: param.Price) => value.toString(),
    ] as const
  ),
  [param.Leverage.fromFloat(2.5), (value: param.Leverage) => value.toString()],
  [param.AccountId.fromString("desk"), (value: param.AccountId) => value.value],
  [param.AccountGroupId.fromInt(7), (value: param.AccountGroupId) => value.toString()],
  [new InstrumentId(9n), (value: InstrumentId) => value.toString()],
  [new param.Instrument("A", "B"), (value: param.Instrument) => value.toString()],
  [
    param.TradeAmount.quantity("1.0"),
    (value: param.TradeAmount) => [`${value.asQuantity?.toString()}`, value.isVolume],
  ],
  [
    param.TradeAmount.volume("2.0"),
    (value: param.TradeAmount) => [`${value.asVolume?.toString()}`, value.isQuantity],
  ],
  [
    param.AdjustmentAmount.delta("-1"),
    (value: param.AdjustmentAmount) => [`${value.asDelta?.toString()}`, value.isAbsolute],
  ],
  [
    param.AdjustmentAmount.absolute("3"),
    (value: param.AdjustmentAmount) => [`${value.asAbsolute?.toString()}`, value.isDelta],
  ],
  [
    new param.Trade("1.50", "2"),
    (value: param.Trade) => [value.price.toString(), value.quantity.toString()],
  ],
  [
    new param.MonetaryAmount("-1", "EUR"),
    (value: param.MonetaryAmount) => [value.amount.toString(), value.currency],
  ],
  [new Lock([[0, "1.50"], [4, "2"], [4, "3"]]), (value: Lock) => value.toJson()],
  [block, (value: AccountBlock) => value.toJSON()],
  [outcome, (value: AccountAdjustmentOutcome) => [value.policyGroupId, amounts(value.entry)]],
  [
    halted,
    (
      value: AccountPnlOutcome,
    ) => [value.policyGroupId, value.accountId.value, value.pnl, value.haltReason?.kind],
  ],
  [new PostTradeResult([block], [halted], [outcome]), (value: PostTradeResult) => [
    value.accountBlocks.map((one) => one.toJSON()),
    value.accountPnls.length,
    value.accountAdjustments.map((one) => amounts(one.entry)),
  ]],
  [
    makeConfigurationResult([block]),
    (value: PolicyConfigurationResult) => value.accountBlocks.map((one) => one.toJSON()),
  ],
  [
    makeBlockOutcomes([[7n, block], [2n ** 64n - 1n, block]]),
    (value: AccountBlockOutcomes) => value.accountBlocks.map(blocked),
  ],
  [makeBlockOutcomes([[7n, block]]).accountBlocks[0] as AccountBlockOutcome, blocked],
  [rateCap, (value: policies.RateLimit) => [value.maxOrders, value.windowMs]],
  [
    caps,
    (
      value: policies.OrderSizeLimit,
    ) => [`${value.maxQuantity?.toString()}`, `${value.maxNotional?.toString()}`],
  ],
];

function blocked(outcome: AccountBlockOutcome): unknown {
  assertEquals(outcome instanceof AccountBlockOutcome, true);
  return [outcome.accountId.value, outcome.block.toJSON()];
}

function amounts(value: AccountOutcomeEntry): unknown {
  return [
    value.asset,
    value.balance?.delta.toString(),
    value.balance?.absolute.toString(),
    value.held,
    value.incoming?.absolute.toString(),
    value.realizedPnl?.pnl?.delta.toString(),
    value.averageEntryPrice?.toString(),
  ];
}

describe("values of the package", () => {
  for (const [index, [value, look]] of VALUES.entries()) {
    it(`${value.constructor.name} (row ${index}) arrives as the same class with the same content`, () => {
      const arrived = crossed(value);
      assertEquals(Object.getPrototypeOf(arrived), Object.getPrototypeOf(value));
      assertEquals(look(arrived as never), look(value as never));
    });
  }
  for (
    const kind of [
      "MissingFx",
      "MissingAccountCurrency",
      "MissingInitialPnl",
      "MissingCostBasis",
      "ArithmeticOverflow",
    ] as const
  ) {
    it(`PnlHaltReason ${kind} arrives`, () => {
      const reason = PnlHaltReason[`from${kind}`]();
      assertEquals(crossed(reason).kind, reason.kind);
    });
  }
  it("a reason that is none is refused, also a word that every object knows", () => {
    for (const kind of ["constructor", "toString", "other"]) {
      assertThrows(
        () => decodeValue({ $: "c", v: ["PnlHaltReason", [kind]] }),
        TypeError,
        "Cannot make a PnlHaltReason that came from another thread",
      );
    }
  });
  it("results arrive with everything they tell", () => {
    const engine = Engine.builder().preTrade(policy("a", {
      main: () => ({ rejects: [refusal({ scope: "account", userData: 9n })] }),
    })).build();
    const report = engine.executePreTradeDryRun(orderOf(1));
    const arrived = crossed(report);
    assertEquals(
      arrived.rejects.map((one) => one.toJSON()),
      report.rejects.map((one) => one.toJSON()),
    );
    assertEquals(arrived.accountBlock?.toJSON(), report.accountBlock?.toJSON());
    const batch = crossed(engine.applyAccountAdjustment(1, []));
    assertEquals([batch.ok, batch.failedIndex, batch.outcomes, batch.accountBlocks], [
      true,
      undefined,
      [],
      [],
    ]);
  });
  it("barriers arrive so that an engine takes them", () => {
    const engine = Engine.builder()
      .builtin(
        policies.buildRateLimit().accountBarriers([
          new policies.RateLimitAccountBarrier(rateCap, 1),
        ]),
      )
      .builtin(
        policies.buildOrderSizeLimit().brokerBarrier(new policies.OrderSizeBrokerBarrier(caps)),
      )
      .builtin(
        policies.buildPnlBoundsKillswitch().brokerBarriers([
          new policies.PnlBoundsBrokerBarrier("USD", "-1"),
        ]),
      )
      .build();
    engine.configure().rateLimit(
      "RateLimitPolicy",
      crossed({
        broker: new policies.RateLimitBrokerBarrier(rateCap),
        assetBarriers: [new policies.RateLimitAssetBarrier(rateCap, "USD")],
        accountBarriers: [new policies.RateLimitAccountBarrier(rateCap, 1)],
        accountAssetBarriers: [new policies.RateLimitAccountAssetBarrier(rateCap, 1, "USD")],
      }),
    );
    engine.configure().orderSizeLimit(
      "OrderSizeLimitPolicy",
      crossed({
        broker: new policies.OrderSizeBrokerBarrier(caps),
        assetBarriers: [new policies.OrderSizeAssetBarrier(caps, "USD")],
        accountAssetBarriers: [new policies.OrderSizeAccountAssetBarrier(caps, 1, "USD")],
      }),
    );
    engine.configure().pnlBoundsKillswitch(
      "PnlBoundsKillSwitchPolicy",
      crossed({
        brokerBarriers: [new policies.PnlBoundsBrokerBarrier("USD", "-5", "5")],
        accountBarriers: [new policies.PnlBoundsAccountAssetBarrierUpdate(1, "USD", "-5")],
      }),
    );
    // The caps that arrived are the caps that hold: 6 of at most 5.
    const order = { ...orderOf(1).operation, tradeAmount: { quantity: "6" }, price: "1" };
    assertEquals(
      engine.executePreTrade({ operation: order }).rejects.map(({ details }) => details),
      [
        "requested 6, max allowed: 5",
      ],
    );
  });
  it("what an account holds arrives, with everything that is known of it", () => {
    const held = {
      asset: "AAPL",
      available: new param.PositionSize("-1.50"),
      held: new param.PositionSize("0"),
      incoming: new param.PositionSize("3"),
      averageEntryPrice: new param.Price("9.90"),
      haltReason: PnlHaltReason.fromMissingFx(),
    };
    const [arrived] = crossed([held]);
    assertEquals(Object.keys(arrived as object), Object.keys(held));
    assertEquals(
      [arrived?.available.toString(), arrived?.averageEntryPrice.toString()],
      ["-1.50", "9.90"],
    );
    assertEquals(arrived?.haltReason instanceof PnlHaltReason, true);
    assertEquals(arrived?.haltReason.kind, "missing-fx");
  });
  it("refuses a class that this thread does not know", () => {
    const wire = { $: "c", v: ["Unheard", []] };
    assertThrows(() => decodeValue(wire), TypeError, "Cannot make a Unheard");
  });
});
