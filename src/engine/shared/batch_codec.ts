import { type OrderData, type ReadOptions, readOrder } from "../../model/internal.ts";
import { typeError } from "../../param/internal.ts";
import { decodeOrder, encodeOrder } from "./order_codec.ts";
import type { Json } from "./wire.ts";

/** Underlying, settlement, account, side, quantity, volume, price. */
const FIELDS = 7;

/**
 * Writes many orders into one flat list. An order of plain texts goes as it is, to be read where it is checked: the caller is one
 * thread and the shards are many, so the caller does as little as it can. Any other order is read here.
 *
 * @throws What reading such an order throws; see {@linkcode encodeOrder}.
 */
export function encodeBatch(orders: readonly unknown[], input: ReadOptions): Json[] {
  const wire: Json[] = [];
  for (const order of orders) {
    if (!pushTexts(wire, order)) wire.push([encodeOrder(order, input) as Json]);
  }
  return wire;
}

/** Reads what {@linkcode encodeBatch} wrote. @throws {TypeError} If it is something else. @throws {ParamError} If a text can't be read. */
export function decodeBatch(wire: Json | undefined, input: ReadOptions): OrderData[] {
  if (!Array.isArray(wire)) throw malformed();
  const orders: OrderData[] = [];
  for (let at = 0; at < wire.length;) {
    const first = wire[at];
    if (Array.isArray(first)) {
      orders.push(decodeOrder(first[0], input));
      at++;
    } else {
      if (at + FIELDS > wire.length) throw malformed();
      orders.push(readOrder(plainOrder(wire, at), input));
      at += FIELDS;
    }
  }
  return orders;
}

/** Writes an order whose fields are texts or absent. Anything else, and what has more fields, it leaves alone. */
function pushTexts(wire: Json[], order: unknown): boolean {
  if (!isLiteral(order) || fieldCount(order) !== 1) return false;
  const { operation } = order;
  if (!isLiteral(operation)) return false;
  const { underlyingAsset, settlementAsset, accountId, side, tradeAmount, price } = operation;
  if (!isLiteral(tradeAmount) || fieldCount(tradeAmount) !== 1) return false;
  const { quantity, volume } = tradeAmount;
  // Every field that is there must be one of these: a count is cheaper than a look at each name.
  const known = present(underlyingAsset) + present(settlementAsset) + present(accountId) +
    present(side) + present(price) + 1;
  const areTexts = isText(underlyingAsset) && isText(settlementAsset) && isText(side) &&
    isText(price) && (isText(accountId) || Number.isSafeInteger(accountId)) &&
    (typeof quantity === "string" || typeof volume === "string");
  if (!areTexts || fieldCount(operation) !== known) return false;
  wire.push(
    underlyingAsset ?? null,
    settlementAsset ?? null,
    (accountId ?? null) as string | number | null,
    side ?? null,
    (quantity ?? null) as string | null,
    (volume ?? null) as string | null,
    price ?? null,
  );
  return true;
}

function fieldCount(record: object): number {
  let count = 0;
  for (const _ in record) count++;
  return count;
}

function present(value: unknown): number {
  return value === undefined ? 0 : 1;
}

function plainOrder(wire: readonly Json[], at: number): unknown {
  const quantity = wire[at + 4];
  return {
    operation: {
      underlyingAsset: wire[at],
      settlementAsset: wire[at + 1],
      accountId: wire[at + 2],
      side: wire[at + 3],
      tradeAmount: quantity === null ? { volume: wire[at + 5] } : { quantity },
      price: wire[at + 6],
    },
  };
}

function isLiteral(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null &&
    Object.getPrototypeOf(value) === Object.prototype;
}

function isText(value: unknown): value is string | null | undefined {
  return typeof value === "string" || value === undefined || value === null;
}

function malformed(): TypeError {
  return typeError("Cannot read a batch of orders that came from another thread");
}
