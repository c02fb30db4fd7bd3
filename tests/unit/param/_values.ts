/** One sample of every value class, for tests of what all of them share. */

import {
  AccountGroupId,
  AccountId,
  AdjustmentAmount,
  Instrument,
  Leverage,
  MonetaryAmount,
  PositionEffect,
  PositionMode,
  PositionSide,
  Side,
  Trade,
  TradeAmount,
} from "../../../src/param/mod.ts";
import { DECIMALS } from "./_decimals.ts";

export interface ValueObject {
  free(): void;
  [Symbol.dispose](): void;
}

/** Class name, sample, and whether the class prints itself. */
export type Sample = readonly [name: string, value: ValueObject, prints: boolean];

export function samples(): Sample[] {
  return [
    ...DECIMALS.map((type): Sample => [type.name, type.fromString("1.50"), true]),
    ["Leverage", Leverage.fromInt(10), true],
    ["AccountId", AccountId.fromInt(42n), true],
    ["AccountGroupId", AccountGroupId.fromInt(7), true],
    ["Instrument", new Instrument("AAPL", "USD"), true],
    ["Side", Side.buy(), true],
    ["PositionSide", PositionSide.long(), true],
    ["PositionEffect", PositionEffect.open(), true],
    ["PositionMode", PositionMode.netting(), true],
    ["TradeAmount", TradeAmount.quantity("10"), false],
    ["AdjustmentAmount", AdjustmentAmount.delta("-3.5"), false],
    ["Trade", new Trade("185.50", "10"), false],
    ["MonetaryAmount", new MonetaryAmount("1.50", "USD"), false],
  ];
}
