import { Decimal, flipSign, hasMinus, isZero, magnitude } from "./decimal.ts";
import { fit } from "./fit.ts";
import { pow10, POW10_NUMBER } from "./powers.ts";

const MAX_SAFE = Number.MAX_SAFE_INTEGER;
// Beyond this distance no non-zero small mantissa can be aligned and stay a safe integer.
const MAX_SHIFT = 15;

/** left + right; undefined on overflow. A zero operand gives the other one as it stands. */
export function add(left: Decimal, right: Decimal): Decimal | undefined {
  if (left.wide === undefined && right.wide === undefined) {
    if (left.small === 0) return right;
    if (right.small === 0) return left;
    const sum = addSmall(left.small, left.scale, right.small, right.scale);
    if (sum !== undefined) return sum;
  }
  return addWide(left, right);
}

/** left − right; undefined on overflow. From a zero it is the right operand negated, a zero untouched. */
export function subtract(left: Decimal, right: Decimal): Decimal | undefined {
  if (left.wide === undefined && right.wide === undefined) {
    if (left.small === 0) return negate(right);
    if (right.small === 0) return left;
    const sum = addSmall(left.small, left.scale, -right.small, right.scale);
    if (sum !== undefined) return sum;
  }
  return isZero(right) ? left : addWide(left, flipSign(right));
}

/** 0 − value: a zero keeps its scale and its sign. */
export function negate(value: Decimal): Decimal {
  return isZero(value) ? value : flipSign(value);
}

function addSmall(
  left: number,
  leftScale: number,
  right: number,
  rightScale: number,
): Decimal | undefined {
  let scale = leftScale;
  if (leftScale < rightScale) {
    const shift = rightScale - leftScale;
    if (shift > MAX_SHIFT) return undefined;
    left *= POW10_NUMBER[shift] as number;
    scale = rightScale;
  } else if (rightScale < leftScale) {
    const shift = leftScale - rightScale;
    if (shift > MAX_SHIFT) return undefined;
    right *= POW10_NUMBER[shift] as number;
  }
  // A product or sum beyond 2^53 rounds to at least 2^53, so a safe result proves that no digit was lost.
  const sum = left + right;
  if (
    left > MAX_SAFE || left < -MAX_SAFE || right > MAX_SAFE || right < -MAX_SAFE ||
    sum > MAX_SAFE || sum < -MAX_SAFE
  ) return undefined;
  return new Decimal(sum, undefined, scale);
}

function addWide(left: Decimal, right: Decimal): Decimal | undefined {
  if (isZero(left)) return right;
  if (isZero(right)) return left;
  const scale = Math.max(left.scale, right.scale);
  const sum = aligned(left, scale) + aligned(right, scale);
  const negative = sum < 0n;
  return fit(negative, negative ? -sum : sum, scale, 0);
}

function aligned(value: Decimal, scale: number): bigint {
  const digits = magnitude(value) * pow10(scale - value.scale);
  return hasMinus(value) ? -digits : digits;
}
