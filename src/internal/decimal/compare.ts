import { absolute, type Decimal, hasMinus, magnitude } from "./decimal.ts";
import { pow10, POW10_NUMBER } from "./powers.ts";

/** Numeric order; scale and the sign of a zero don't count. */
export function compare(left: Decimal, right: Decimal): -1 | 0 | 1 {
  if (left.wide === undefined && right.wide === undefined) {
    return left.scale === right.scale
      ? order(left.small, right.small)
      : compareSmall(left.small, left.scale, right.small, right.scale);
  }
  const scale = Math.max(left.scale, right.scale);
  const a = signed(left) * pow10(scale - left.scale);
  const b = signed(right) * pow10(scale - right.scale);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Order of the absolute values. */
export function compareMagnitude(left: Decimal, right: Decimal): -1 | 0 | 1 {
  return compare(absolute(left), absolute(right));
}

/** Whether left > right. */
export function isGreater(left: Decimal, right: Decimal): boolean {
  return compare(left, right) > 0;
}

/** The smaller scale is lifted; a lifted value that leaves the safe integers is the larger magnitude anyway. */
function compareSmall(
  left: number,
  leftScale: number,
  right: number,
  rightScale: number,
): -1 | 0 | 1 {
  if (leftScale < rightScale) left *= shift(rightScale - leftScale);
  else right *= shift(leftScale - rightScale);
  return order(left, right);
}

function order(left: number, right: number): -1 | 0 | 1 {
  return left < right ? -1 : left > right ? 1 : 0;
}

function shift(digits: number): number {
  // 10^16 lifts any non-zero mantissa beyond every safe integer, so a larger power decides nothing more.
  return POW10_NUMBER[digits < 16 ? digits : 16] as number;
}

function signed(value: Decimal): bigint {
  return hasMinus(value) ? -magnitude(value) : magnitude(value);
}
