/** What getters return, as texts: the class and all that it holds. */

import {
  AccountId,
  AdjustmentAmount,
  Fee,
  Leverage,
  MonetaryAmount,
  Pnl,
  PositionSize,
  Price,
  Quantity,
  Trade,
  TradeAmount,
} from "../../../src/param/mod.ts";
import { Lock, PnlHaltReason } from "../../../src/model/internal.ts";

// The names are written out, because bundlers may rename classes.
type Row = readonly [
  name: string,
  type: { readonly prototype: object },
  text: (v: never) => string,
];

const TYPES: readonly Row[] = [
  ["AccountId", AccountId, String],
  ["Fee", Fee, String],
  ["Leverage", Leverage, String],
  ["Pnl", Pnl, String],
  ["PositionSize", PositionSize, String],
  ["Price", Price, String],
  ["Quantity", Quantity, String],
  ["Trade", Trade, (trade: Trade) => `${trade.price} x ${trade.quantity}`],
  ["MonetaryAmount", MonetaryAmount, (fee: MonetaryAmount) => `${fee.amount} ${fee.currency}`],
  ["TradeAmount", TradeAmount, ofTradeAmount],
  ["AdjustmentAmount", AdjustmentAmount, ofAdjustmentAmount],
  ["Lock", Lock, (lock: Lock) => lock.toJson()],
  ["PnlHaltReason", PnlHaltReason, (reason: PnlHaltReason) => reason.kind],
];

/** `Price 185.50` for a price, `"BUY"` for a text, `undefined`, `true`. */
export function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value !== "object" || value === null) return String(value);
  const row = TYPES.find(([, type]) => Object.getPrototypeOf(value) === type.prototype);
  if (row === undefined) throw new Error(`No text for ${Object.prototype.toString.call(value)}`);
  const [name, , text] = row;
  return `${name} ${text(value as never)}`;
}

/** The named getters of an object as texts. */
export function shown(object: object, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, show(Reflect.get(object, name))]));
}

function ofTradeAmount(amount: TradeAmount): string {
  return amount.isQuantity ? `quantity ${amount.asQuantity}` : `volume ${amount.asVolume}`;
}

function ofAdjustmentAmount(amount: AdjustmentAmount): string {
  return amount.isDelta ? `delta ${amount.asDelta}` : `absolute ${amount.asAbsolute}`;
}
