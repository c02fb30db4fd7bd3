/** Largest mantissa: 96 bits, whatever the scale. */
export const MAX_MANTISSA = 79228162514264337593543950335n;

/** Largest number of fraction digits. */
export const MAX_SCALE = 28;

const MAX_SAFE = Number.MAX_SAFE_INTEGER;

/**
 * An immutable decimal: sign, mantissa of at most 96 bits, scale 0 to 28; value = mantissa / 10^scale.
 *
 * Nearly every price and size fits in 53 bits, where plain number arithmetic is exact and ten times
 * as fast as a bigint. Such a mantissa lives in `small`; any other one in `wide`. The form is canonical:
 * `wide` is set exactly when the mantissa is no safe integer, so equal decimals have equal fields.
 */
export class Decimal {
  /** Signed mantissa if it is a safe integer (`-0` is the negative zero), 0 if `wide` is set. */
  readonly small: number;
  /** Signed mantissa beyond the safe integers, else undefined. */
  readonly wide: bigint | undefined;
  /** Number of fraction digits. */
  readonly scale: number;

  constructor(small: number, wide: bigint | undefined, scale: number) {
    this.small = small;
    this.wide = wide;
    this.scale = scale;
  }
}

/** The plain zero: scale 0, no sign. */
export const ZERO: Decimal = new Decimal(0, undefined, 0);

/** Makes a decimal of a sign, a magnitude (at most {@linkcode MAX_MANTISSA}) and a scale. */
export function decimalOf(negative: boolean, magnitude: bigint, scale: number): Decimal {
  if (magnitude <= MAX_SAFE) {
    const small = Number(magnitude);
    return new Decimal(negative ? -small : small, undefined, scale);
  }
  return new Decimal(0, negative ? -magnitude : magnitude, scale);
}

/** The mantissa without its sign. */
export function magnitude(value: Decimal): bigint {
  const wide = value.wide;
  if (wide === undefined) return BigInt(Math.abs(value.small));
  return wide < 0n ? -wide : wide;
}

/** Whether the sign flag is set, on a zero too. */
export function hasMinus(value: Decimal): boolean {
  if (value.wide !== undefined) return value.wide < 0n;
  return value.small < 0 || Object.is(value.small, -0);
}

/** Whether the value is below zero; a negative zero is not. */
export function isNegative(value: Decimal): boolean {
  return value.wide === undefined ? value.small < 0 : value.wide < 0n;
}

/** Whether the value is zero, of any scale and sign. */
export function isZero(value: Decimal): boolean {
  return value.small === 0 && value.wide === undefined;
}

/** The same digits with the sign flag flipped, also on a zero. */
export function flipSign(value: Decimal): Decimal {
  return value.wide === undefined
    ? new Decimal(-value.small, undefined, value.scale)
    : new Decimal(0, -value.wide, value.scale);
}

/** The same digits without a sign. */
export function absolute(value: Decimal): Decimal {
  return hasMinus(value) ? flipSign(value) : value;
}
