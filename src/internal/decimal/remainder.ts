import { Decimal, decimalOf, hasMinus, isZero, magnitude, ZERO } from "./decimal.ts";
import { compareMagnitude } from "./compare.ts";
import { pow10 } from "./powers.ts";

/** left % right with the sign of left, exact. The divisor must not be zero. */
export function remainder(left: Decimal, right: Decimal): Decimal {
  if (isZero(left)) return ZERO;
  const order = compareMagnitude(left, right);
  if (order < 0) return left;
  if (order === 0) return ZERO;
  if (left.wide === undefined && right.wide === undefined && left.scale === right.scale) {
    // Adding 0 turns the -0 of an exact negative division into the unsigned zero.
    return new Decimal(left.small % right.small + 0, undefined, left.scale);
  }
  const scale = Math.max(left.scale, right.scale);
  const rest = (magnitude(left) * pow10(scale - left.scale)) %
    (magnitude(right) * pow10(scale - right.scale));
  return decimalOf(rest !== 0n && hasMinus(left), rest, scale);
}
