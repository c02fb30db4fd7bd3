import {
  add,
  type Decimal,
  divide,
  isNegative,
  isZero,
  multiply,
  remainder,
  subtract,
} from "../internal/decimal/mod.ts";
import { type DecimalKind, readScalar } from "./_decimal_input.ts";
import {
  divisionByZeroError,
  negativeError,
  overflowError,
  underflowError,
} from "./_param_errors.ts";

/** The arithmetic of the decimal types: the operation, and the error that its kind of value throws. */

export function sumOf(left: Decimal, right: Decimal, kind: DecimalKind): Decimal {
  return checked(add(left, right), kind);
}

export function differenceOf(left: Decimal, right: Decimal, kind: DecimalKind): Decimal {
  const difference = checked(subtract(left, right), kind);
  if (!kind.isSigned && isNegative(difference)) throw underflowError(kind.param);
  return difference;
}

export function productOf(left: Decimal, factor: unknown, kind: DecimalKind): Decimal {
  const right = readScalar(factor);
  if (!kind.isSigned && isNegative(right)) throw negativeError(kind.param);
  return checked(multiply(left, right), kind);
}

export function quotientOf(left: Decimal, divisor: unknown, kind: DecimalKind): Decimal {
  return checked(divide(left, readDivisor(divisor, kind)), kind);
}

export function remainderOf(left: Decimal, divisor: unknown, kind: DecimalKind): Decimal {
  return remainder(left, readDivisor(divisor, kind));
}

/** A result, or the overflow of the given kind. */
export function checked(decimal: Decimal | undefined, kind: DecimalKind): Decimal {
  if (decimal === undefined) throw overflowError(kind.param);
  return decimal;
}

function readDivisor(value: unknown, kind: DecimalKind): Decimal {
  const divisor = readScalar(value);
  if (isZero(divisor)) throw divisionByZeroError(kind.param);
  if (!kind.isSigned && isNegative(divisor)) throw negativeError(kind.param);
  return divisor;
}
