import {
  type Decimal,
  decimalOf,
  hasMinus,
  magnitude,
  MAX_MANTISSA,
  MAX_SCALE,
} from "./decimal.ts";
import { multiply } from "./multiply.ts";
import { MINUS, PLUS, POINT, UNDERSCORE, ZERO_DIGIT } from "./parse.ts";
import { pow10 } from "./powers.ts";

const MAX_EXPONENT = 28;
const MAX_EXPONENT_TEXT = 4294967295n;
// An underscore behind the 28th fraction digit keeps the reading open only above this mantissa.
const OPEN_UNDERSCORE_MIN = 1844674407370954906n;
// What a mantissa that rounds up to 2^96 becomes, one fraction digit shorter.
const ROUNDED_LIMIT = 7922816251426433759354395034n;

/**
 * Reads a text leniently: fraction digits that don't fit are rounded away (half up on the first one), and an
 * exponent is understood. Returns undefined for texts that are no number and for too many integer digits.
 */
export function parseRounded(text: string): Decimal | undefined {
  const plain = parsePlain(text);
  if (plain !== undefined) return plain;
  const split = text.search(/[eE]/);
  if (split < 0) return undefined;
  const value = parsePlain(text.slice(0, split));
  return value === undefined ? undefined : scaled(value, text.slice(split + 1));
}

function parsePlain(text: string): Decimal | undefined {
  const first = text.charCodeAt(0);
  let index = first === MINUS || first === PLUS ? 1 : 0;
  let mantissa = 0n;
  let beforeLast = 0n;
  let hasDigit = false;
  let scale = -1;
  for (; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const digit = code - ZERO_DIGIT;
    if (digit >= 0 && digit <= 9) {
      hasDigit = true;
      const longer = mantissa * 10n + BigInt(digit);
      if (longer > MAX_MANTISSA || scale === MAX_SCALE) {
        if (scale < 0 || !isTail(text, index + 1)) return undefined;
        return roundedUp(first === MINUS, mantissa, scale, digit >= 5);
      }
      beforeLast = mantissa;
      mantissa = longer;
      if (scale >= 0) scale++;
    } else if (code === POINT && scale < 0) {
      scale = 0;
    } else if (code !== UNDERSCORE || !hasDigit) {
      return undefined;
    } else if (scale === MAX_SCALE && beforeLast < OPEN_UNDERSCORE_MIN) {
      return isTail(text, index + 1)
        ? roundedUp(first === MINUS, mantissa, scale, false)
        : undefined;
    }
  }
  if (!hasDigit) return undefined;
  return decimalOf(first === MINUS && mantissa !== 0n, mantissa, Math.max(scale, 0));
}

/** Whether the rest is ignorable: behind the point and the deciding digit, only digits and underscores. */
function isTail(text: string, from: number): boolean {
  return /^[0-9_]*$/.test(text.slice(from));
}

function roundedUp(
  negative: boolean,
  mantissa: bigint,
  scale: number,
  up: boolean,
): Decimal | undefined {
  if (up) mantissa += 1n;
  if (mantissa > MAX_MANTISSA) {
    return scale === 0 ? undefined : decimalOf(negative, ROUNDED_LIMIT, scale - 1);
  }
  return decimalOf(negative && mantissa !== 0n, mantissa, scale);
}

function scaled(value: Decimal, exponentText: string): Decimal | undefined {
  const parts = /^(-?)\+?([0-9]+)$/.exec(exponentText);
  if (parts === null) return undefined;
  const wide = BigInt(parts[2] as string);
  if (wide > MAX_EXPONENT_TEXT) return undefined;
  const exponent = Number(wide);
  return parts[1] === "-" ? scaledDown(value, exponent) : scaledUp(value, exponent);
}

function scaledDown(value: Decimal, exponent: number): Decimal | undefined {
  if (exponent > MAX_EXPONENT) return undefined;
  const digits = magnitude(value);
  const scale = value.scale + exponent;
  if (scale <= MAX_SCALE) return decimalOf(hasMinus(value), digits, scale);
  const cut = scale - MAX_SCALE;
  let kept = digits / pow10(cut);
  if ((digits / pow10(cut - 1)) % 10n >= 5n) kept += 1n;
  return decimalOf(hasMinus(value), kept, MAX_SCALE);
}

function scaledUp(value: Decimal, exponent: number): Decimal | undefined {
  if (exponent <= value.scale) {
    return decimalOf(hasMinus(value), magnitude(value), value.scale - exponent);
  }
  if (exponent > MAX_EXPONENT) return undefined;
  // The factor is applied as two multiplications because each factor has at most 19 digits.
  const first = multiply(value, decimalOf(false, pow10(Math.min(exponent, 19)), 0));
  const product = first === undefined || exponent <= 19
    ? first
    : multiply(first, decimalOf(false, pow10(exponent - 19), 0));
  return product === undefined ? undefined : withoutTrailingZeros(product);
}

function withoutTrailingZeros(value: Decimal): Decimal {
  let digits = magnitude(value);
  let scale = value.scale;
  while (scale > 0 && digits % 10n === 0n) {
    digits /= 10n;
    scale--;
  }
  return decimalOf(hasMinus(value), digits, scale);
}
