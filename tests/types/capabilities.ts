/** A policy declares what it reads; an order or report whose type lacks it does not compile. */

import { Engine } from "../../mod.ts";
import { ExecutionReport, Order, type OrderInit, OrderOperation } from "../../src/model/mod.ts";
import {
  AccountId,
  type Pnl,
  type Price,
  type Quantity,
  TradeAmount,
} from "../../src/param/mod.ts";
import type {
  Context,
  HasAccountId,
  HasFee,
  HasInstrument,
  HasOrderPrice,
  HasPnl,
  HasSide,
  HasTradeAmount,
  Policy,
  PolicyPreTradeResult,
  PolicyReject,
  PostTradeContext,
} from "../../src/pretrade/mod.ts";
import { buildOrderValidation } from "../../src/pretrade/policies/mod.ts";

const amount = { quantity: "1" } as const;
const instrument = { underlyingAsset: "AAPL", settlementAsset: "USD" } as const;

// A policy sees what it declares, and nothing else.

class Sizes implements Policy<HasTradeAmount & HasInstrument, HasPnl> {
  readonly name = "sizes";

  checkPreTradeStart(_ctx: Context, order: HasTradeAmount & HasInstrument): PolicyReject[] {
    const { tradeAmount, underlyingAsset, settlementAsset } = order.operation;
    const quantity: Quantity | undefined = tradeAmount.asQuantity;
    const assets: string = underlyingAsset + settlementAsset;
    // @ts-expect-error -- it did not declare that it reads the price
    order.operation.price;
    // @ts-expect-error -- nor the side
    order.operation.side;
    // @ts-expect-error -- nor the account
    order.operation.accountId;
    // @ts-expect-error -- nor other groups
    order.position;
    return quantity === undefined ? [{ code: "Other", reason: assets, details: "" }] : [];
  }

  performPreTradeCheck(): PolicyPreTradeResult {
    return {};
  }

  applyExecutionReport(_ctx: PostTradeContext, report: HasPnl): void {
    const pnl: Pnl = report.financialImpact.pnl;
    // @ts-expect-error -- it did not declare that it reads the fee
    report.financialImpact.fee;
    // @ts-expect-error -- nor the fill
    report.fill;
    pnl.toString();
  }
}

const sizes = Engine.builder().preTrade(new Sizes()).build();
sizes.startPreTrade({ operation: { ...instrument, tradeAmount: amount } });
sizes.startPreTrade({ operation: { ...instrument, tradeAmount: TradeAmount.volume(1) } });
// @ts-expect-error -- no operation
sizes.startPreTrade({});
// @ts-expect-error -- no operation
sizes.startPreTrade({ position: { reduceOnly: true } });
// @ts-expect-error -- no trade amount
sizes.startPreTrade({ operation: instrument });
// @ts-expect-error -- no instrument
sizes.executePreTrade({ operation: { tradeAmount: amount } });
// @ts-expect-error -- half an instrument
sizes.startPreTradeDryRun({ operation: { tradeAmount: amount, underlyingAsset: "AAPL" } });
// @ts-expect-error -- no trade amount
sizes.executePreTradeDryRun({ operation: { ...instrument, price: "1" } });
// @ts-expect-error -- a value of the wrong type
sizes.startPreTrade({ operation: { ...instrument, tradeAmount: 5 } });

// Each capability asks for its field.

function policyOf<O>(): Policy<O> {
  return { name: "p", checkPreTradeStart: () => [], performPreTradeCheck: () => undefined };
}

const sides = Engine.builder().preTrade(policyOf<HasSide>()).build();
sides.startPreTrade({ operation: { side: "BUY" } });
// @ts-expect-error -- no side
sides.startPreTrade({ operation: { price: "1" } });
// @ts-expect-error -- no such side
sides.startPreTrade({ operation: { side: "HOLD" } });

const accounts = Engine.builder().preTrade(policyOf<HasAccountId>()).build();
accounts.startPreTrade({ operation: { accountId: 1 } });
accounts.startPreTrade({ operation: { accountId: "desk" } });
accounts.startPreTrade({ operation: { accountId: AccountId.fromInt(1n) } });
// @ts-expect-error -- no account
accounts.startPreTrade({ operation: { side: "BUY" } });

const prices = Engine.builder().preTrade(policyOf<HasOrderPrice>()).build();
prices.startPreTrade({ operation: { price: "1.50" } });
prices.startPreTrade({ operation: { price: undefined } });
// @ts-expect-error -- says nothing of a price, not even that there is none
prices.startPreTrade({ operation: { side: "BUY" } });

const readsPrice: Policy<HasOrderPrice> = {
  name: "p",
  checkPreTradeStart(_ctx, order) {
    const price: Price | undefined = order.operation.price;
    // @ts-expect-error -- absent in a market order
    order.operation.price.toString();
    price?.toString();
  },
  performPreTradeCheck: () => null,
};
Engine.builder().preTrade(readsPrice);

// The builder gathers what all policies read, built-in ones too.

const all = Engine.builder()
  .preTrade(policyOf<HasSide>())
  .builtin(buildOrderValidation())
  .preTrade(policyOf<HasAccountId>())
  .strictInput()
  .build();
all.startPreTrade({ operation: { side: "BUY", accountId: 1, tradeAmount: amount } });
// @ts-expect-error -- no account
all.startPreTrade({ operation: { side: "BUY", tradeAmount: amount } });
// @ts-expect-error -- no side
all.startPreTrade({ operation: { accountId: 1, tradeAmount: amount } });
// @ts-expect-error -- no trade amount, which the built-in policy reads
all.startPreTrade({ operation: { side: "BUY", accountId: 1 } });

const validating = Engine.builder().builtin(buildOrderValidation()).build();
validating.startPreTrade({ operation: { tradeAmount: { volume: 1n } } });
// @ts-expect-error -- no trade amount
validating.startPreTrade({ operation: { side: "BUY" } });

// What a policy reads of the caller's additions is a capability like any other.

interface HasClientOrderId {
  readonly clientOrderId: string;
}
const tagged = Engine.builder().preTrade(policyOf<HasClientOrderId & HasSide>()).build();
tagged.startPreTrade({ clientOrderId: "c-1", operation: { side: "BUY" } });
// @ts-expect-error -- no client order id
tagged.startPreTrade({ operation: { side: "BUY" } });

// A policy without declaration reads Order and asks for nothing.

const plain = Engine.builder().preTrade(policyOf<Order>()).build();
plain.startPreTrade({});
plain.startPreTrade({ operation: null });
Engine.builder().preTrade({
  name: "inferred",
  checkPreTradeStart: (_ctx, order) => {
    const operation: OrderOperation | undefined = order.operation;
    return operation === undefined ? [] : [];
  },
  performPreTradeCheck: () => undefined,
}).build().startPreTrade({});

// General types always compile: what is absent is a reject at run time.

sizes.startPreTrade(new Order());
sizes.startPreTrade(new Order() as Order | OrderInit);
const init: OrderInit = {};
sizes.startPreTrade(init);
all.startPreTrade(init);
prices.startPreTrade(init);
sizes.startPreTrade({ operation: new OrderOperation() });

class Ticket extends Order {
  readonly desk = "d";
}
sizes.startPreTrade(new Ticket());

// The caller's own classes are looked at like literals.

class Complete {
  readonly operation = { ...instrument, tradeAmount: amount, clientOrderId: "c" };
  readonly note = "n";
}
sizes.startPreTrade(new Complete());

class WithoutAmount {
  readonly operation = { ...instrument, price: "1" };
}
// @ts-expect-error -- no trade amount
sizes.startPreTrade(new WithoutAmount());

interface Sparse {
  readonly operation: { readonly underlyingAsset: string };
}
export function sparse(order: Sparse): void {
  // @ts-expect-error -- neither settlement asset nor trade amount
  sizes.startPreTrade(order);
}

// What is no order at all never compiles.

// @ts-expect-error -- no order
plain.startPreTrade(5);
// @ts-expect-error -- no order
plain.startPreTrade("order");
// @ts-expect-error -- no order
plain.startPreTrade(null);
// @ts-expect-error -- no argument
plain.startPreTrade();
// @ts-expect-error -- a flag is no price
plain.startPreTrade({ operation: { price: true } });

// An engine with needs is an engine.

export const engines: Engine[] = [sizes, sides, accounts, prices, all, validating, plain];
export function take(engine: Engine): void {
  engine.startPreTrade({});
}
take(sizes);
take(all);

// Reports need what policies read of them.

const impact: Policy<Order, HasPnl & HasFee & HasAccountId> = {
  name: "impact",
  checkPreTradeStart: () => [],
  performPreTradeCheck: () => undefined,
  applyExecutionReport(_ctx, report) {
    const { pnl, fee } = report.financialImpact;
    const account: AccountId = report.operation.accountId;
    return { accountPnls: [], accountBlocks: pnl.isZero() && fee.isZero() && account ? [] : null };
  },
};
const reported = Engine.builder().preTrade(impact).build();
reported.startPreTrade({});
reported.applyExecutionReport({
  operation: { accountId: 1 },
  financialImpact: { pnl: "1", fee: "0" },
});
reported.applyExecutionReport(new ExecutionReport());
// @ts-expect-error -- no fee
reported.applyExecutionReport({ operation: { accountId: 1 }, financialImpact: { pnl: "1" } });
// @ts-expect-error -- no financial impact
reported.applyExecutionReport({ operation: { accountId: 1 } });
// @ts-expect-error -- no account
reported.applyExecutionReport({ financialImpact: { pnl: "1", fee: "0" } });
