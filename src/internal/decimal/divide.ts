import {
  Decimal,
  decimalOf,
  hasMinus,
  isZero,
  magnitude,
  MAX_MANTISSA,
  MAX_SCALE,
  ZERO,
} from "./decimal.ts";
import { pow10 } from "./powers.ts";

// Fraction digits are made in chunks of this many.
const CHUNK = 9;
const LOW_32_BITS = (1n << 32n) - 1n;

/**
 * left ÷ right; undefined on overflow. The divisor must not be zero (the caller has a code for that).
 *
 * Digits are made in chunks of up to nine and trailing zeros dropped in steps of 8, 4, 2 and 1, so a
 * terminating quotient can keep a zero (1/2 = 0.50): output text is part of the contract.
 */
export function divide(left: Decimal, right: Decimal): Decimal | undefined {
  if (isZero(left)) return ZERO;
  const scale = left.scale - right.scale;
  if (left.wide === undefined && right.wide === undefined && scale >= 0) {
    // An exact quotient stands as it is; number arithmetic is exact here, as is the remainder.
    if (left.small % right.small === 0) {
      return new Decimal(left.small / right.small, undefined, scale);
    }
  }
  const negative = hasMinus(left) !== hasMinus(right);
  return divideWide(negative, magnitude(left), magnitude(right), scale);
}

function divideWide(
  negative: boolean,
  dividend: bigint,
  divisor: bigint,
  firstScale: number,
): Decimal | undefined {
  let scale = firstScale;
  let quotient = dividend / divisor;
  let remainder = dividend - quotient * divisor;
  let sawRemainder = false;
  while (remainder !== 0n || scale < 0) {
    let digits: number;
    if (remainder === 0n) {
      digits = Math.min(CHUNK, -scale);
    } else {
      sawRemainder = true;
      digits = roomFor(quotient, scale);
      if (digits < CHUNK && scale + digits < 0) return undefined;
      if (digits === 0) return roundLastDigit(negative, quotient, remainder, divisor, scale);
    }
    scale += digits;
    quotient *= pow10(digits);
    if (quotient > MAX_MANTISSA) return undefined;
    const shifted = remainder * pow10(digits);
    const chunk = shifted / divisor;
    remainder = shifted - chunk * divisor;
    quotient += chunk;
    if (quotient > MAX_MANTISSA) return dropDigit(negative, quotient, remainder, scale);
  }
  return sawRemainder ? trimmed(negative, quotient, scale) : decimalOf(negative, quotient, scale);
}

/** How many more digits the quotient can take: at most a chunk, the scale limit and the mantissa. */
function roomFor(quotient: bigint, scale: number): number {
  let digits = Math.min(CHUNK, MAX_SCALE - scale);
  while (digits > 0 && quotient * pow10(digits) > MAX_MANTISSA) digits--;
  return digits;
}

function roundLastDigit(
  negative: boolean,
  quotient: bigint,
  remainder: bigint,
  divisor: bigint,
  scale: number,
): Decimal | undefined {
  const twice = remainder * 2n;
  if (twice > divisor || (twice === divisor && (quotient & 1n) === 1n)) quotient += 1n;
  if (quotient > MAX_MANTISSA) {
    if (scale === 0) return undefined;
    return trimmed(negative, (MAX_MANTISSA + 1n) / 10n + 1n, scale - 1);
  }
  return trimmed(negative, quotient, scale);
}

/** The last chunk went past the mantissa: gives one digit back, rounded half to even. */
function dropDigit(
  negative: boolean,
  quotient: bigint,
  remainder: bigint,
  scale: number,
): Decimal | undefined {
  if (scale <= 0) return undefined;
  let shorter = quotient / 10n;
  const digit = quotient - shorter * 10n;
  if (digit > 5n || (digit === 5n && (remainder !== 0n || (shorter & 1n) === 1n))) shorter += 1n;
  return trimmed(negative, shorter, scale - 1);
}

function trimmed(negative: boolean, quotient: bigint, scale: number): Decimal {
  while ((quotient & LOW_32_BITS) === 0n && scale >= 8 && quotient % pow10(8) === 0n) {
    quotient /= pow10(8);
    scale -= 8;
  }
  for (const step of [4, 2, 1]) {
    if (scale >= step && quotient % pow10(step) === 0n) {
      quotient /= pow10(step);
      scale -= step;
    }
  }
  return quotient === 0n ? ZERO : decimalOf(negative, quotient, scale);
}
