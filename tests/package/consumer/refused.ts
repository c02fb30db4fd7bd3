/**
 * What a user's compiler must refuse, read from the declarations of the package: the line below each mark, and no other. A mark
 * above an accepted line is an error too.
 */
import { Engine } from "@openpit-ts/openpit";
import type { AccountGroupId, AccountId, Price, Quantity } from "@openpit-ts/openpit/param";
import type {
  Context,
  HasInstrument,
  HasOrderPrice,
  HasPnl,
  Policy,
} from "@openpit-ts/openpit/pretrade";
import { buildOrderSizeLimit, buildOrderValidation } from "@openpit-ts/openpit/pretrade/policies";
import { Mutation } from "@openpit-ts/openpit/tx";

declare const price: Price;
declare const quantity: Quantity;
declare const account: AccountId;
declare const group: AccountGroupId;

// @ts-expect-error: kinds of decimals don't mix
export const asQuantity: Quantity = price;
// @ts-expect-error: nor as arguments
price.calculateVolume(price);
// @ts-expect-error: nor in sums
price.add(quantity);
// @ts-expect-error: an account is no group
export const asGroup: AccountGroupId = account;
// @ts-expect-error: nor the other way round
export const asAccount: AccountId = group;

/** Reads the price and the instrument of orders, and the profit of reports. */
const notional: Policy<HasInstrument & HasOrderPrice, HasPnl> = {
  name: "notional",
  checkPreTradeStart: (_ctx: Context, order) =>
    order.operation.price === undefined || order.operation.underlyingAsset === "" ? [] : null,
  performPreTradeCheck: () => ({ mutations: [new Mutation(() => {}, () => {})] }),
  applyExecutionReport: (_ctx, report) => void report.financialImpact.pnl.toString(),
};

const builtinOnly = Engine.builder().builtin(buildOrderValidation()).build();
const engine = Engine.builder().preTrade(notional).builtin(buildOrderValidation()).build();
const assets = { underlyingAsset: "AAPL", settlementAsset: "USD" };
const tradeAmount = { quantity };

builtinOnly.executePreTrade({ operation: { tradeAmount } });
engine.executePreTrade({ operation: { ...assets, tradeAmount, price } });
engine.applyExecutionReport({ financialImpact: { pnl: "1" } });

// @ts-expect-error: the built-in policy reads the trade amount
builtinOnly.startPreTrade({});
// @ts-expect-error: the built-in policy beside the custom one still does
engine.executePreTrade({ operation: { ...assets, price } });
// @ts-expect-error: the custom policy reads the price
engine.executePreTrade({ operation: { ...assets, tradeAmount } });
// @ts-expect-error: and the instrument
engine.executePreTradeDryRun({ operation: { tradeAmount, price } });
// @ts-expect-error: and the profit of a report
engine.applyExecutionReport({ operation: assets });
// @ts-expect-error: a price is no trade amount
engine.executePreTrade({ operation: { ...assets, tradeAmount: { quantity: price }, price } });
// @ts-expect-error: nor is an amount a price
engine.executePreTrade({ operation: { ...assets, tradeAmount, price: quantity } });

const result = engine.executePreTrade({ operation: { ...assets, tradeAmount, price } });
// @ts-expect-error: there is no reservation before `ok` was looked at
result.reservation.commit();
if (result.ok) result.reservation.commit();
// @ts-expect-error: a refusal holds nothing to commit
else result.reservation.commit();

export const waiting: Policy = {
  name: "waiting",
  // @ts-expect-error: hooks can't be waited for
  checkPreTradeStart: async () => await Promise.resolve([]),
  // @ts-expect-error: neither of the two
  performPreTradeCheck: async () => await Promise.resolve({}),
};
// @ts-expect-error: nor can the halves of a mutation
new Mutation(async () => {}, () => {});

// @ts-expect-error: a built-in policy is no custom one
Engine.builder().preTrade(buildOrderValidation());
// @ts-expect-error: an order size limit needs a barrier first
Engine.builder().builtin(buildOrderSizeLimit());
// @ts-expect-error: an engine needs a policy first
Engine.builder().build();
