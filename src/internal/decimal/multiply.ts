import { Decimal, decimalOf, hasMinus, magnitude, MAX_SCALE, ZERO } from "./decimal.ts";
import { divideHalfEven, fit } from "./fit.ts";

const MAX_SAFE = Number.MAX_SAFE_INTEGER;
const NARROW = 1n << 32n;
// Past this scale the product of two 32-bit mantissas is taken as zero.
const VANISHING_SCALE = 47;

/** left × right; undefined on overflow. A zero factor gives the plain zero. */
export function multiply(left: Decimal, right: Decimal): Decimal | undefined {
  const scale = left.scale + right.scale;
  if (left.wide === undefined && right.wide === undefined) {
    const product = left.small * right.small;
    if (product === 0) return ZERO;
    if (scale <= MAX_SCALE && product <= MAX_SAFE && product >= -MAX_SAFE) {
      return new Decimal(product, undefined, scale);
    }
  } else if (left.wide === undefined && left.small === 0) {
    return ZERO;
  } else if (right.wide === undefined && right.small === 0) {
    return ZERO;
  }
  return multiplyWide(left, right, scale);
}

function multiplyWide(left: Decimal, right: Decimal, scale: number): Decimal | undefined {
  const a = magnitude(left);
  const b = magnitude(right);
  const negative = hasMinus(left) !== hasMinus(right);
  if (a < NARROW && b < NARROW) {
    if (scale > VANISHING_SCALE) return ZERO;
    const product = scale <= MAX_SCALE ? a * b : divideHalfEven(a * b, scale - MAX_SCALE);
    // Here a product that rounds to zero loses its sign; below it keeps it.
    return decimalOf(negative && product !== 0n, product, Math.min(scale, MAX_SCALE));
  }
  return fit(negative, a * b, scale, Math.max(0, scale - MAX_SCALE));
}
