import { type Decimal, decimalOf, MAX_MANTISSA } from "./decimal.ts";
import { pow10 } from "./powers.ts";

// q rounds half to even into the mantissa exactly when 2q < 2·MAX + 1: MAX is odd, so the tie rounds out.
const DOUBLE_LIMIT = 2n * MAX_MANTISSA + 1n;

/** value / 10^digits, rounded half to even once, with all dropped digits taken into account. */
export function divideHalfEven(value: bigint, digits: number): bigint {
  if (digits === 0) return value;
  const divisor = pow10(digits);
  const quotient = value / divisor;
  const twice = (value - quotient * divisor) * 2n;
  const roundsUp = twice > divisor || (twice === divisor && (quotient & 1n) === 1n);
  return roundsUp ? quotient + 1n : quotient;
}

/**
 * Drops the fewest fraction digits, at least `dropMin`, that bring a magnitude of any size into the
 * mantissa. Returns undefined when digits left of the point would have to go.
 */
export function fit(
  negative: boolean,
  value: bigint,
  scale: number,
  dropMin: number,
): Decimal | undefined {
  const twice = value * 2n;
  let drop = dropMin;
  while (drop <= scale && twice >= DOUBLE_LIMIT * pow10(drop)) drop++;
  if (drop > scale) return undefined;
  return decimalOf(negative, divideHalfEven(value, drop), scale - drop);
}
