/** Hooks are synchronous, their answers are well-formed, and only tokens can be built in. */

import { Engine } from "../../mod.ts";
import type {
  Policy,
  PolicyMutation,
  PolicyPreTradeResult,
  PolicyReject,
} from "../../src/pretrade/mod.ts";
import {
  buildOrderSizeLimit,
  buildOrderValidation,
  OrderSizeAssetBarrier,
  OrderSizeBrokerBarrier,
  OrderSizeLimit,
} from "../../src/pretrade/policies/mod.ts";
import { Mutation } from "../../src/tx.ts";

const builder = Engine.builder();
const accepting = {
  name: "p",
  checkPreTradeStart: () => undefined,
  performPreTradeCheck: () => undefined,
};

// What a policy must have.

builder.preTrade(accepting);
builder.preTrade({ ...accepting, policyGroupId: 3 });
// @ts-expect-error -- no name
builder.preTrade({ checkPreTradeStart: () => [], performPreTradeCheck: () => null });
// @ts-expect-error -- no main hook
builder.preTrade({ name: "p", checkPreTradeStart: () => [] });
// @ts-expect-error -- no start hook
builder.preTrade({ name: "p", performPreTradeCheck: () => null });
// @ts-expect-error -- a group id is a number
builder.preTrade({ ...accepting, policyGroupId: "3" });
// @ts-expect-error -- a class is no policy
builder.preTrade(OrderSizeLimit);

// Asynchronous hooks don't compile.

// @ts-expect-error -- a promise
builder.preTrade({ ...accepting, checkPreTradeStart: () => Promise.resolve([]) });
// @ts-expect-error -- a promise
builder.preTrade({ ...accepting, checkPreTradeStart: async () => {} });
// @ts-expect-error -- a promise
builder.preTrade({ ...accepting, performPreTradeCheck: () => Promise.resolve({}) });
// @ts-expect-error -- a promise
builder.preTrade({ ...accepting, performPreTradeCheck: () => Promise.resolve() });
// @ts-expect-error -- a promise
builder.preTrade({ ...accepting, checkPreTradeStartDryRun: () => Promise.resolve([]) });
// @ts-expect-error -- a promise
builder.preTrade({ ...accepting, performPreTradeCheckDryRun: () => Promise.resolve(null) });
// @ts-expect-error -- a promise
builder.preTrade({ ...accepting, applyExecutionReport: async () => {} });
// @ts-expect-error -- a promise
builder.preTrade({ ...accepting, applyAccountAdjustment: async () => {} });
// @ts-expect-error -- a promise
builder.preTrade({ ...accepting, retireAccount: async () => {} });

class Asynchronous {
  readonly name = "p";
  async checkPreTradeStart(): Promise<PolicyReject[]> {
    return await Promise.resolve([]);
  }
  performPreTradeCheck(): void {}
}
// @ts-expect-error -- a promise
builder.preTrade(new Asynchronous());

// Nor do asynchronous mutations.

const sync = () => {};
new Mutation(sync, sync);
new Mutation(() => 5, () => "ignored");
// @ts-expect-error -- a promise
new Mutation(async () => {}, sync);
// @ts-expect-error -- a promise
new Mutation(sync, () => Promise.resolve(1));
// @ts-expect-error -- a thenable
new Mutation(sync, () => ({ then: () => {} }));
// @ts-expect-error -- two functions
new Mutation(sync);
export const mutations: PolicyMutation[] = [
  { commit: sync, rollback: sync },
  new Mutation(sync, sync),
  // @ts-expect-error -- a promise
  { commit: async () => {}, rollback: sync },
  // @ts-expect-error -- no rollback
  { commit: sync },
];

// Answers are checked as they are written.

export const results: PolicyPreTradeResult[] = [
  {},
  { rejects: [], mutations: [], lockPrices: ["1.50", 2, 3n], accountAdjustments: [] },
  { rejects: null, lockPrices: undefined as never },
  { accountAdjustments: [{ asset: "USD", balance: { delta: "1", absolute: "2" } }] },
  // @ts-expect-error -- an unknown code
  { rejects: [{ code: "Nope", reason: "", details: "" }] },
  // @ts-expect-error -- no details
  { rejects: [{ code: "Other", reason: "" }] },
  // @ts-expect-error -- an unknown scope
  { rejects: [{ code: "Other", reason: "", details: "", scope: "engine" }] },
  // @ts-expect-error -- a misspelt field
  { reject: [] },
  // @ts-expect-error -- a price is a decimal
  { lockPrices: [true] },
  // @ts-expect-error -- half an amount
  { accountAdjustments: [{ asset: "USD", balance: { delta: "1" } }] },
  // @ts-expect-error -- both of a profit and a halt
  { accountAdjustments: [{ asset: "USD", realizedPnl: { pnl: null, haltReason: null } }] },
];

export const generating: Policy = {
  name: "generating",
  *checkPreTradeStart(_ctx, order) {
    if (order.operation?.side === "SELL") {
      yield { code: "ShortSaleRestriction", reason: "no", details: "" };
    }
  },
  performPreTradeCheck: () => ({ mutations: new Set([{ commit: sync, rollback: sync }]) }),
};

// Only tokens are built in.

const cap = new OrderSizeBrokerBarrier({ maxQuantity: 1 });
builder.builtin(buildOrderValidation());
builder.builtin(buildOrderValidation().withPolicyGroupId(1).clone());
builder.builtin(buildOrderSizeLimit().brokerBarrier(cap));
builder.builtin(buildOrderSizeLimit().assetBarriers([]).withPolicyGroupId(1).clone());
builder.builtin(buildOrderSizeLimit().withPolicyGroupId(1).accountAssetBarriers([]));
builder.builtin(buildOrderValidation()).builtin(buildOrderSizeLimit().brokerBarrier(cap));
// @ts-expect-error -- no barrier yet
builder.builtin(buildOrderSizeLimit());
// @ts-expect-error -- no barrier yet
builder.builtin(buildOrderSizeLimit().withPolicyGroupId(1));
// @ts-expect-error -- no barrier yet
builder.builtin(buildOrderSizeLimit().clone());
// @ts-expect-error -- no barrier yet, behind other policies too
builder.builtin(buildOrderValidation()).builtin(buildOrderSizeLimit());
// @ts-expect-error -- no token
builder.builtin({});
// @ts-expect-error -- no token
builder.builtin(accepting);
// @ts-expect-error -- no token
builder.builtin(buildOrderValidation);
// @ts-expect-error -- a limit is no policy
builder.builtin(new OrderSizeLimit(1));
// @ts-expect-error -- a barrier is no policy
builder.builtin(cap);
// @ts-expect-error -- a token is no custom policy
builder.preTrade(buildOrderValidation());

// Barriers and limits don't mix.

const ofAsset = new OrderSizeAssetBarrier({ maxNotional: "1" }, "USD");
// @ts-expect-error -- an asset barrier
buildOrderSizeLimit().brokerBarrier(ofAsset);
// @ts-expect-error -- a broker barrier
buildOrderSizeLimit().assetBarriers([cap]);
// @ts-expect-error -- an asset barrier
buildOrderSizeLimit().accountAssetBarriers([ofAsset]);
// @ts-expect-error -- a bare limit
buildOrderSizeLimit().brokerBarrier(new OrderSizeLimit(1));
// @ts-expect-error -- a list
buildOrderSizeLimit().assetBarriers(ofAsset);

// The stages of the builder.

// @ts-expect-error -- no policy yet
builder.build();
// @ts-expect-error -- the clock comes before the first policy
builder.preTrade(accepting).clock(() => 0n);
builder.clock(() => 0n).strictInput().preTrade(accepting).strictInput().build();
// @ts-expect-error -- nanoseconds are bigints
builder.clock(() => 0);
