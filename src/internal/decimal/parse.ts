import { Decimal, decimalOf, MAX_MANTISSA, MAX_SCALE } from "./decimal.ts";

/** Code units of the grammar. */
export const PLUS = 0x2b;
export const MINUS = 0x2d;
export const POINT = 0x2e;
export const ZERO_DIGIT = 0x30;
export const UNDERSCORE = 0x5f;

// Any text of at most this many digits is a safe integer.
const SAFE_DIGITS = 15;
// Digits of the largest mantissa: one more can never fit.
const MAX_DIGITS = 29;

/**
 * Reads a text exactly: optional sign, then digits, `_` (after a digit) and at most one point. Nothing is
 * trimmed or rounded. Returns undefined for any other text and for one that does not fit.
 */
export function parse(text: string): Decimal | undefined {
  const length = text.length;
  const first = text.charCodeAt(0);
  const start = first === MINUS || first === PLUS ? 1 : 0;
  let mantissa = 0;
  let point = -1;
  let index = start;
  // Longer texts, underscores and errors are left to the general reader.
  if (length > SAFE_DIGITS + 1) return parseAny(text, start, first === MINUS);
  for (; index < length; index++) {
    const digit = text.charCodeAt(index) - ZERO_DIGIT;
    if (digit >= 0 && digit <= 9) mantissa = mantissa * 10 + digit;
    else if (digit === POINT - ZERO_DIGIT && point < 0) point = index;
    else return parseAny(text, start, first === MINUS);
  }
  const digits = length - start - (point < 0 ? 0 : 1);
  if (digits < 1 || digits > SAFE_DIGITS) return parseAny(text, start, first === MINUS);
  const scale = point < 0 ? 0 : length - point - 1;
  // A negative zero can't be written: its sign is dropped.
  return new Decimal(first === MINUS && mantissa !== 0 ? -mantissa : mantissa, undefined, scale);
}

/** The grammar in full, digits of any number. */
function parseAny(text: string, start: number, negative: boolean): Decimal | undefined {
  let significant = "";
  let hasDigit = false;
  let scale = -1;
  for (let index = start; index < text.length; index++) {
    if (scale === MAX_SCALE) return undefined;
    const code = text.charCodeAt(index);
    const digit = code - ZERO_DIGIT;
    if (digit >= 0 && digit <= 9) {
      hasDigit = true;
      if (digit !== 0 || significant !== "") significant += digit;
      if (significant.length > MAX_DIGITS) return undefined;
      if (scale >= 0) scale++;
    } else if (code === POINT && scale < 0) {
      scale = 0;
    } else if (code !== UNDERSCORE || !hasDigit) {
      return undefined;
    }
  }
  if (!hasDigit) return undefined;
  const mantissa = BigInt(significant);
  if (mantissa > MAX_MANTISSA) return undefined;
  return decimalOf(negative && mantissa !== 0n, mantissa, Math.max(scale, 0));
}
