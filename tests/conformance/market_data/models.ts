/** Orders, reports and adjustments of the market-data vectors. */
import type { Loose } from "../shared/api.ts";
import {
  bigText,
  flag,
  type Input,
  integer,
  listOf,
  object,
  oneOf,
  pairOf,
  present,
  type Read,
  text,
  VectorError,
} from "../shared/input.ts";
import { HALT_KINDS } from "../shared/records.ts";
import type { World } from "./world.ts";

const haltKind = oneOf(...HALT_KINDS);

export function instrument(value: unknown, where: string): Loose {
  const [underlyingAsset, settlementAsset] = pairOf(text, text)(value, where);
  return { underlyingAsset, settlementAsset };
}

/** Fields that are left unset after all, by the names the recorder uses. */
const ORDER_FIELDS = {
  underlying_asset: "underlyingAsset",
  settlement_asset: "settlementAsset",
  account_id: "accountId",
  side: "side",
  trade_amount: "tradeAmount",
  price: "price",
} as const;
const FILL_FIELDS = {
  remaining_reserved_quantity: "remainingReservedQuantity",
  is_final: "isFinal",
  last_trade: "lastTrade",
} as const;

function without(
  fields: Record<string, Loose>,
  omitted: readonly string[],
  names: Readonly<Record<string, string>>,
): Record<string, Loose> {
  const dropped = omitted.map((name) => {
    const field = names[name];
    if (field === undefined) throw new VectorError(`unknown field ${name}`);
    return field;
  });
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !dropped.includes(key)));
}

function operationFields(world: World, input: Input): Record<string, Loose> {
  return {
    ...input.maybe("instrument", instrument),
    ...accountField(world, input),
    ...input.field("side", oneOf("BUY", "SELL")),
  };
}

function accountField(world: World, input: Input): Record<string, Loose> {
  const account = input.maybe("account", bigText);
  return account === undefined ? {} : { accountId: world.values.account(account) };
}

export function orderReader(world: World): Read<Loose> {
  return object((input) => {
    const fields = {
      ...operationFields(world, input),
      ...world.values.tradeAmount(input.maybe("quantity", text), input.maybe("volume", text)),
      ...input.field("price", text),
    };
    const operation = without(fields, input.maybe("omit", listOf(text)) ?? [], ORDER_FIELDS);
    return input.maybe("noOperation", present) ? {} : { operation };
  });
}

const trade: Read<Loose> = object((input) => ({
  price: input.get("price", text),
  quantity: input.get("quantity", text),
}));

const fee: Read<Loose> = object((input) => ({
  amount: input.get("amount", text),
  currency: input.get("currency", text),
}));

export function reportReader(world: World): Read<Loose> {
  return object((input) => {
    const omitOperation = input.maybe("omitOperation", listOf(text)) ?? [];
    const omitFill = input.maybe("omitFill", listOf(text)) ?? [];
    const operation = without(operationFields(world, input), omitOperation, ORDER_FIELDS);
    const fill = without(fillFields(world, input), omitFill, FILL_FIELDS);
    return {
      ...(!input.maybe("noOperation", present) && { operation }),
      ...(!input.maybe("noFill", present) && { fill }),
    };
  });
}

function fillFields(world: World, input: Input): Record<string, Loose> {
  const lastTrade = input.maybe("trade", trade);
  const entries = input.maybe("lock", listOf(pairOf(integer, text)));
  return {
    ...(lastTrade && { lastTrade }),
    ...input.field("fee", fee),
    ...input.field("remainingReservedQuantity", text),
    ...(entries && { lock: world.values.lock(entries) }),
    ...input.field("isFinal", flag),
  };
}

export function adjustmentReader(world: World): Read<Loose> {
  const bucket = object((input) => {
    const amounts = world.api.need("param", "AdjustmentAmount");
    return input.has("delta")
      ? amounts.delta(input.get("delta", text))
      : amounts.absolute(input.get("absolute", text));
  });
  const buckets = object((input) => ({
    ...input.field("balance", bucket),
    ...input.field("held", bucket),
    ...input.field("incoming", bucket),
  }));
  return object((input) => ({
    ...input.field("operation", operationReader(world)),
    ...input.field("amount", buckets),
    ...input.field("bounds", bounds),
  }));
}

const bounds: Read<Loose> = object((input) => ({
  ...input.field("balanceUpper", text),
  ...input.field("balanceLower", text),
  ...input.field("heldUpper", text),
  ...input.field("heldLower", text),
  ...input.field("incomingUpper", text),
  ...input.field("incomingLower", text),
}));

function operationReader(world: World): Read<Loose> {
  return object((input) => {
    switch (input.get("type", oneOf("balance", "position", "accountPnl"))) {
      case "accountPnl":
        return { state: input.get("state", pnlState(world)) };
      case "position":
        return {
          ...input.get("instrument", instrument),
          collateralAsset: input.get("collateralAsset", text),
          averageEntryPrice: input.get("averageEntryPrice", text),
          mode: input.get("mode", oneOf("netting", "hedged")),
          ...input.field("leverage", text),
        };
      case "balance":
        return {
          ...input.field("asset", text),
          ...input.field("averageEntryPrice", text),
          ...input.field("realizedPnl", pnlState(world)),
        };
    }
  });
}

/** A figure, or the reason why there is none. */
function pnlState(world: World): Read<Loose> {
  const halted = object((input) => world.values.halt(input.get("halt", haltKind)));
  return (value, where) => typeof value === "string" ? value : halted(value, where);
}
