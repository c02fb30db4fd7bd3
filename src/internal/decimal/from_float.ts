import { Decimal, decimalOf, MAX_MANTISSA, MAX_SCALE, ZERO } from "./decimal.ts";

const HALF_LIMIT = 1n << 95n;
const FLOAT_DIGITS = 1n << 52n;

/**
 * Converts a double digit by digit as the reference does: about 15 to 16 digits survive, rounded half up
 * step by step; integers are exact; ±0 keeps its sign. Returns undefined for NaN, infinities and 2^96 or more.
 */
export function fromFloat(value: number): Decimal | undefined {
  if (!Number.isFinite(value)) return undefined;
  if (value === 0) return Object.is(value, -0) ? new Decimal(-0, undefined, 0) : ZERO;
  if (Number.isSafeInteger(value)) return new Decimal(value, undefined, 0);
  const parts = decompose(value);
  const scaled = parts.exponent < 0
    ? divideByTwo(parts.mantissa, -parts.exponent)
    : multiplyByTwo(parts.mantissa, parts.exponent);
  if (scaled === undefined) return undefined;
  return shortened(value < 0, scaled.mantissa, scaled.ten);
}

interface Binary {
  readonly mantissa: bigint;
  readonly exponent: number;
}

interface Tens {
  readonly mantissa: bigint;
  /** Power of ten that the mantissa is still to be multiplied by. */
  readonly ten: number;
}

function decompose(value: number): Binary {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const fraction = bits & (FLOAT_DIGITS - 1n);
  const biased = Number((bits >> 52n) & 0x7ffn);
  return biased === 0
    ? { mantissa: fraction, exponent: -1074 }
    : { mantissa: fraction | FLOAT_DIGITS, exponent: biased - 1075 };
}

/** m / 2^k written as m' × 10^ten: a halving of an odd m is a multiplication by 5 and a power of ten. */
function divideByTwo(mantissa: bigint, times: number): Tens {
  let ten = -times;
  for (let left = times; left > 0; left--) {
    if ((mantissa & 1n) === 0n) {
      mantissa >>= 1n;
      ten++;
    } else if (mantissa * 5n <= MAX_MANTISSA) {
      mantissa *= 5n;
    } else {
      mantissa >>= 1n;
      ten++;
    }
  }
  return { mantissa, ten };
}

function multiplyByTwo(mantissa: bigint, times: number): Tens | undefined {
  let five = -times;
  let ten = times;
  while (five < 0) {
    if (mantissa < HALF_LIMIT) {
      mantissa <<= 1n;
      ten--;
    } else if (2 * ten > -five) {
      return undefined;
    } else {
      mantissa /= 5n;
    }
    five++;
  }
  while (ten > 0) {
    if (mantissa * 10n > MAX_MANTISSA) return undefined;
    mantissa *= 10n;
    ten--;
  }
  return { mantissa, ten };
}

/** Drops digits until the scale fits and the mantissa is as short as a double's, then trailing zeros. */
function shortened(negative: boolean, mantissa: bigint, power: number): Decimal {
  let ten = power;
  while (ten < -MAX_SCALE) {
    const digit = mantissa % 10n;
    mantissa /= 10n;
    ten++;
    if (mantissa === 0n) ten = 0;
    else if (digit >= 5n) mantissa += 1n;
  }
  while (ten < 0 && mantissa >= FLOAT_DIGITS) {
    const digit = mantissa % 10n;
    mantissa = mantissa / 10n + (digit >= 5n ? 1n : 0n);
    ten++;
  }
  while (ten < 0 && mantissa % 10n === 0n) {
    mantissa /= 10n;
    ten++;
  }
  return decimalOf(negative, mantissa, -ten);
}
