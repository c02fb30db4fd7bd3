import { type Decimal, decimalOf, hasMinus, magnitude } from "./decimal.ts";
import { pow10 } from "./powers.ts";

/** The four ways to round; `down` and `up` go toward −∞ and +∞. */
export type Rounding = "midpointNearestEven" | "midpointAwayFromZero" | "up" | "down";

/** The value with at most `scale` fraction digits; a value that has no more is left as it is. */
export function quantize(value: Decimal, scale: number, rounding: Rounding): Decimal {
  if (value.scale <= scale) return value;
  const negative = hasMinus(value);
  const digits = magnitude(value);
  if (digits === 0n) return decimalOf(negative, 0n, scale);
  const divisor = pow10(value.scale - scale);
  const quotient = digits / divisor;
  const rest = digits - quotient * divisor;
  const rounded = roundsAway(rounding, negative, quotient, rest, divisor)
    ? quotient + 1n
    : quotient;
  // A value that rounds to zero loses its sign.
  return decimalOf(negative && rounded !== 0n, rounded, scale);
}

function roundsAway(
  rounding: Rounding,
  negative: boolean,
  quotient: bigint,
  rest: bigint,
  divisor: bigint,
): boolean {
  if (rest === 0n) return false;
  const twice = rest * 2n;
  switch (rounding) {
    case "up":
      return !negative;
    case "down":
      return negative;
    case "midpointAwayFromZero":
      return twice >= divisor;
    case "midpointNearestEven":
      return twice > divisor || (twice === divisor && (quotient & 1n) === 1n);
  }
}
