import { Big } from "big.js";
import { BigNumber } from "bignumber.js";
import { Decimal } from "decimal.js";
import { do_not_optimize } from "mitata";
import { Price, Quantity, type Volume } from "../src/param/mod.ts";

/** The same work in one library: prices P, quantities Q, and the volumes V that they make. */
export interface Library<P, Q, V> {
  readonly name: string;
  parse(text: string): P;
  parseQuantity(text: string): Q;
  add(left: P, right: P): P;
  /** price × quantity */
  multiply(price: P, quantity: Q): V;
  /** volume ÷ price */
  divide(volume: V, price: P): Q;
  compare(left: P, right: P): unknown;
  print(value: P): string;
  /** For checks only, never timed. */
  text(value: P | Q | V): string;
}

// As many digits as our decimals have.
const FRACTION_DIGITS = 28;
const SIGNIFICANT_DIGITS = 29;

const BigJs = Big();
BigJs.DP = FRACTION_DIGITS;
const BigNumberJs = BigNumber.clone({ DECIMAL_PLACES: FRACTION_DIGITS });
const DecimalJs = Decimal.clone({ precision: SIGNIFICANT_DIGITS, defaults: true });

/** Hands a result to the bench, so that the work that made it can't be dropped. */
function keep<T>(value: T): T {
  do_not_optimize(value);
  return value;
}

// Each library has function literals of its own: closures made by one shared factory would share their inline caches,
// and every call in them would look polymorphic.

export const openpit: Library<Price, Quantity, Volume> = {
  name: "openpit",
  parse: (text) => keep(Price.fromString(text)),
  parseQuantity: (text) => Quantity.fromString(text),
  add: (left, right) => keep(left.add(right)),
  multiply: (price, quantity) => keep(price.calculateVolume(quantity)),
  divide: (volume, price) => keep(volume.calculateQuantity(price)),
  compare: (left, right) => keep(left.compare(right)),
  print: (value) => keep(value.toString()),
  text: (value) => value.toString(),
};

export const bigJs: Library<Big, Big, Big> = {
  name: "big.js",
  parse: (text) => keep(new BigJs(text)),
  parseQuantity: (text) => new BigJs(text),
  add: (left, right) => keep(left.plus(right)),
  multiply: (price, quantity) => keep(price.times(quantity)),
  divide: (volume, price) => keep(volume.div(price)),
  compare: (left, right) => keep(left.cmp(right)),
  print: (value) => keep(value.toString()),
  text: (value) => value.toFixed(),
};

export const bigNumberJs: Library<BigNumber, BigNumber, BigNumber> = {
  name: "bignumber.js",
  parse: (text) => keep(new BigNumberJs(text)),
  parseQuantity: (text) => new BigNumberJs(text),
  add: (left, right) => keep(left.plus(right)),
  multiply: (price, quantity) => keep(price.times(quantity)),
  divide: (volume, price) => keep(volume.div(price)),
  compare: (left, right) => keep(left.comparedTo(right)),
  print: (value) => keep(value.toString()),
  text: (value) => value.toFixed(),
};

export const decimalJs: Library<Decimal, Decimal, Decimal> = {
  name: "decimal.js",
  parse: (text) => keep(new DecimalJs(text)),
  parseQuantity: (text) => new DecimalJs(text),
  add: (left, right) => keep(left.plus(right)),
  multiply: (price, quantity) => keep(price.times(quantity)),
  divide: (volume, price) => keep(volume.div(price)),
  compare: (left, right) => keep(left.cmp(right)),
  print: (value) => keep(value.toString()),
  text: (value) => value.toFixed(),
};
