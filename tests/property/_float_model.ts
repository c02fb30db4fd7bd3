/**
 * The conversion of a double, step by step in plain integers, written from the rules of the value
 * types without sharing code with `src`.
 */

import { MANTISSA_MAX, print } from "./_model.ts";

interface Parts {
  readonly negative: boolean;
  readonly mantissa: bigint;
  readonly exponent: number;
}

/** Splits a finite double into sign, integer mantissa and power of two. */
export function partsOf(x: number): Parts {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & (2n ** 52n - 1n);
  return {
    negative: bits >> 63n === 1n,
    mantissa: biased === 0 ? fraction : fraction + 2n ** 52n,
    exponent: biased === 0 ? -1074 : biased - 1075,
  };
}

/** The text of the decimal that a double becomes, or `InvalidFloat`. */
export function fromFloat(x: number): string {
  if (!Number.isFinite(x)) return "InvalidFloat";
  const { negative, mantissa, exponent } = partsOf(x);
  if (mantissa === 0n) return negative ? "-0" : "0";
  const scaled = removePowersOfTwo(mantissa, exponent);
  const decimal = scaled && removePositiveExponent(...scaled);
  if (!decimal) return "InvalidFloat";
  const [digits, n10] = trim(...decimal);
  return print({ negative, mantissa: digits, scale: -n10 });
}

/** Steps 1 and 2: m * 2^e becomes m * 10^n10. */
function removePowersOfTwo(start: bigint, exponent: number): [bigint, number] | undefined {
  let [m, n5, n10] = [start, -exponent, exponent];
  for (; n5 > 0; n5--) {
    if (m % 2n !== 0n && 5n * m <= MANTISSA_MAX) {
      m *= 5n;
    } else {
      m /= 2n;
      n10++;
    }
  }
  for (; n5 < 0; n5++) {
    if (m < 2n ** 95n) {
      m *= 2n;
      n10--;
    } else if (2 * n10 > -n5) {
      return undefined;
    } else {
      m /= 5n;
    }
  }
  return [m, n10];
}

/** Step 3: a decimal has no positive exponent. */
function removePositiveExponent(start: bigint, exponent: number): [bigint, number] | undefined {
  let [m, n10] = [start, exponent];
  for (; n10 > 0; n10--) {
    m *= 10n;
    if (m > MANTISSA_MAX) return undefined;
  }
  return [m, n10];
}

/** Steps 4 to 6: at most 28 decimals, then about 53 bits, then no trailing zeros. */
function trim(start: bigint, exponent: number): [bigint, number] {
  let [m, n10] = [start, exponent];
  while (n10 < -28) {
    const digit = m % 10n;
    m /= 10n;
    n10++;
    if (m === 0n) n10 = 0;
    else if (digit >= 5n) m++;
  }
  while (n10 < 0 && m >= 2n ** 52n) {
    const digit = m % 10n;
    m /= 10n;
    n10++;
    if (digit >= 5n) m++;
  }
  while (n10 < 0 && m % 10n === 0n) {
    m /= 10n;
    n10++;
  }
  return [m, n10];
}
