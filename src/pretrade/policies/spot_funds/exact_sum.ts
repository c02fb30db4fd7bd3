import {
  add,
  type Decimal,
  hasMinus,
  isZero,
  magnitude,
  subtract,
} from "../../../internal/decimal/mod.ts";

/** Why a sum is none. */
export type InexactCause = "overflow" | "inexact";

/** A running sum that must lose no digit. Once it has, it stays without a value. */
export class ExactSum {
  #value: Decimal;
  /** Why there is no value. */
  cause: InexactCause | undefined = undefined;

  constructor(value: Decimal) {
    this.#value = value;
  }

  /** The sum; of no meaning if there is a cause. */
  get value(): Decimal {
    return this.#value;
  }

  /** Adds. */
  plus(other: Decimal): this {
    return this.#become(add(this.#value, other), other, 1n);
  }

  /** Subtracts. */
  minus(other: Decimal): this {
    return this.#become(subtract(this.#value, other), other, -1n);
  }

  /** Adds another sum; what it lacks is lacking here. */
  plusSum(other: ExactSum): this {
    if (this.cause === undefined) this.cause = other.cause;
    return this.plus(other.#value);
  }

  #become(result: Decimal | undefined, other: Decimal, sign: 1n | -1n): this {
    if (this.cause !== undefined) return this;
    if (result === undefined) this.cause = "overflow";
    else if (!isExact(this.#value, other, sign, result)) this.cause = "inexact";
    else this.#value = result;
    return this;
  }
}

/** Whether no digit went: most sums keep the longer scale and need no more than a look. */
function isExact(left: Decimal, right: Decimal, sign: 1n | -1n, result: Decimal): boolean {
  if (isZero(left) || isZero(right)) return true;
  const scale = Math.max(left.scale, right.scale);
  if (result.scale >= scale) return true;
  return lifted(left, scale) + sign * lifted(right, scale) === lifted(result, scale);
}

function lifted(value: Decimal, scale: number): bigint {
  const digits = magnitude(value) * 10n ** BigInt(scale - value.scale);
  return hasMinus(value) ? -digits : digits;
}
