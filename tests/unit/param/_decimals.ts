/** The eight decimal classes as tables, for tests of what they have in common. */

import {
  CashFlow,
  Fee,
  Notional,
  Pnl,
  PositionSize,
  Price,
  Quantity,
  Volume,
} from "../../../src/param/mod.ts";

/** What every decimal value offers, whatever its class. */
export interface DecimalValue {
  isZero(): boolean;
  add(other: DecimalValue): DecimalValue;
  sub(other: DecimalValue): DecimalValue;
  mul(scalar: number | bigint): DecimalValue;
  div(scalar: number | bigint): DecimalValue;
  mod(scalar: number | bigint): DecimalValue;
  equals(other: DecimalValue): boolean;
  compare(other: DecimalValue): number;
  toString(): string;
  toJSON(): string;
  clone(): DecimalValue;
  free(): void;
  [Symbol.dispose](): void;
}

export interface SignedValue extends DecimalValue {
  neg(): SignedValue;
}

/** The static side of a decimal class. */
export interface DecimalClass<T extends DecimalValue = DecimalValue> {
  new (value: string | number | bigint): T;
  readonly name: string;
  readonly prototype: T;
  fromString(text: string): T;
  fromInt(value: bigint): T;
  fromFloat(value: number): T;
  fromStringRounded(text: string, scale: number, strategy: string): T;
  fromFloatRounded(value: number, scale: number, strategy: string): T;
  zero(): T;
}

export const SIGNED: readonly DecimalClass<SignedValue>[] = [
  Price,
  Pnl,
  CashFlow,
  Fee,
  PositionSize,
];

export const UNSIGNED: readonly DecimalClass[] = [Quantity, Volume, Notional];

export const DECIMALS: readonly DecimalClass[] = [...SIGNED, ...UNSIGNED];

/** The largest mantissa, 2^96 - 1. */
export const MAX = "79228162514264337593543950335";

/** The class after `type` in the table: a stranger to it. */
export function anotherThan(type: DecimalClass): DecimalClass {
  return type === Price ? Quantity : Price;
}
