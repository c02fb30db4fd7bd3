/** Orders, reports and adjustments of the spot-funds vectors. */
import type { Loose } from "../shared/api.ts";
import {
  flag,
  type Input,
  integer,
  listOf,
  object,
  oneOf,
  pairOf,
  type Read,
  text,
} from "../shared/input.ts";
import { pnlState } from "./barriers.ts";
import type { World } from "./world.ts";

/** Any field may be missing on purpose. */
function operationFields(world: World, input: Input): Record<string, Loose> {
  const underlyingAsset = input.maybe("underlying", text);
  const settlementAsset = input.maybe("settlement", text);
  return {
    ...input.field("accountId", world.account),
    ...(underlyingAsset !== undefined && { underlyingAsset }),
    ...(settlementAsset !== undefined && { settlementAsset }),
    ...input.field("side", oneOf("BUY", "SELL")),
  };
}

export function orderReader(world: World): Read<Loose> {
  return object((input) => ({
    operation: {
      ...operationFields(world, input),
      ...world.values.tradeAmount(input.maybe("quantity", text), input.maybe("volume", text)),
      ...input.field("price", text),
    },
  }));
}

const trade: Read<Loose> = object((input) => ({
  price: input.get("price", text),
  quantity: input.get("quantity", text),
}));

const fee: Read<Loose> = object((input) => ({
  amount: input.get("amount", text),
  currency: input.get("currency", text),
}));

const financialImpact: Read<Loose> = object((input) => ({
  pnl: input.get("pnl", text),
  fee: input.get("fee", text),
}));

export function reportReader(world: World): Read<Loose> {
  return object((input) => ({
    operation: operationFields(world, input),
    ...input.field("fill", fillReader(world)),
    ...input.field("financialImpact", financialImpact),
  }));
}

function fillReader(world: World): Read<Loose> {
  return object((input) => ({
    lock: world.values.lock(input.maybe("lock", listOf(pairOf(integer, text))) ?? []),
    ...input.field("lastTrade", trade),
    ...input.field("fee", fee),
    ...input.field("remainingReservedQuantity", text),
    ...input.field("isFinal", flag),
  }));
}

const bounds: Read<Loose> = object((input) => ({
  ...input.field("balanceLower", text),
  ...input.field("balanceUpper", text),
  ...input.field("heldLower", text),
  ...input.field("heldUpper", text),
  ...input.field("incomingLower", text),
  ...input.field("incomingUpper", text),
}));

export function adjustmentReader(world: World): Read<Loose> {
  const bucket = object((input) => {
    const amounts = world.api.need("param", "AdjustmentAmount");
    return input.has("delta")
      ? amounts.delta(input.get("delta", text))
      : amounts.absolute(input.get("absolute", text));
  });
  return object((input) => {
    const operation = operationOf(world, input);
    const amount = {
      ...input.field("balance", bucket),
      ...input.field("held", bucket),
      ...input.field("incoming", bucket),
    };
    return {
      ...(operation && { operation }),
      ...(Object.keys(amount).length > 0 && { amount }),
      ...input.field("bounds", bounds),
    };
  });
}

function operationOf(world: World, input: Input): Loose {
  const kind = input.get("kind", oneOf("balance", "accountPnl", "position", "none"));
  const balance = {
    ...input.field("asset", text),
    ...input.field("averageEntryPrice", text),
    ...input.field("realizedPnl", pnlState(world)),
  };
  switch (kind) {
    case "balance":
      return balance;
    case "accountPnl":
      // It may carry fields of the balance form, which don't belong to this operation.
      return { state: input.get("state", pnlState(world)) };
    case "position":
      return positionOf(input);
    case "none":
      return undefined;
  }
}

/** The policy refuses a position operation whatever it says, so the rest is free. */
function positionOf(input: Input): Loose {
  const settlementAsset = input.get("settlement", text);
  return {
    underlyingAsset: input.get("underlying", text),
    settlementAsset,
    collateralAsset: settlementAsset,
    averageEntryPrice: "1",
    mode: "netting",
  };
}
