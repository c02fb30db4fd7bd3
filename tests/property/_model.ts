/**
 * A second, deliberately plain decimal: bigint triples written from the arithmetic rules of the
 * value types, sharing no code with `src`. Results are texts, failures are their code.
 */

export interface Model {
  readonly negative: boolean;
  readonly mantissa: bigint;
  readonly scale: number;
}

export type Strategy = "midpointNearestEven" | "midpointAwayFromZero" | "up" | "down";

export const MANTISSA_MAX: bigint = 2n ** 96n - 1n;
export const SCALE_MAX = 28;

export function powerOfTen(exponent: number): bigint {
  return 10n ** BigInt(exponent);
}

export function model(signed: bigint, scale: number): Model {
  return { negative: signed < 0n, mantissa: signed < 0n ? -signed : signed, scale };
}

export function signedOf(value: Model): bigint {
  return value.negative ? -value.mantissa : value.mantissa;
}

export function print({ negative, mantissa, scale }: Model): string {
  const digits = mantissa.toString().padStart(scale + 1, "0");
  const point = digits.length - scale;
  const fraction = scale > 0 ? `.${digits.slice(point)}` : "";
  return `${negative ? "-" : ""}${digits.slice(0, point)}${fraction}`;
}

/** Reads back a printed value. */
export function read(text: string): Model {
  const negative = text.startsWith("-");
  const digits = negative ? text.slice(1) : text;
  const point = digits.indexOf(".");
  const scale = point < 0 ? 0 : digits.length - point - 1;
  return { negative, mantissa: BigInt(digits.replace(".", "")), scale };
}

/** The numerator of the value over 10^28, so that values of any scale compare exactly. */
export function numerator(value: Model): bigint {
  return signedOf(value) * powerOfTen(SCALE_MAX - value.scale);
}

/** `dividend / divisor` for non-negative values, rounded half to even. */
export function halfEven(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const twice = 2n * (dividend % divisor);
  const up = twice > divisor || (twice === divisor && quotient % 2n === 1n);
  return up ? quotient + 1n : quotient;
}

/** Drops at least `cut` digits, and then as many more as it takes to fit the mantissa. */
function fit(magnitude: bigint, scale: number, cut: number): Omit<Model, "negative"> | "Overflow" {
  for (let k = cut; k <= scale; k++) {
    const mantissa = halfEven(magnitude, powerOfTen(k));
    if (mantissa <= MANTISSA_MAX) return { mantissa, scale: scale - k };
  }
  return "Overflow";
}

export function negate(value: Model): Model {
  return value.mantissa === 0n ? value : { ...value, negative: !value.negative };
}

export function add(left: Model, right: Model): string {
  if (left.mantissa === 0n) return print(right);
  if (right.mantissa === 0n) return print(left);
  const scale = Math.max(left.scale, right.scale);
  const sum = signedOf(left) * powerOfTen(scale - left.scale) +
    signedOf(right) * powerOfTen(scale - right.scale);
  const magnitude = sum < 0n ? -sum : sum;
  const fitted = fit(magnitude, scale, 0);
  return fitted === "Overflow" ? fitted : print({ ...fitted, negative: sum < 0n });
}

export function multiply(left: Model, right: Model): string {
  const magnitude = left.mantissa * right.mantissa;
  if (magnitude === 0n) return "0";
  const scale = left.scale + right.scale;
  const excess = Math.max(0, scale - SCALE_MAX);
  const negative = left.negative !== right.negative;
  if (left.mantissa < 2n ** 32n && right.mantissa < 2n ** 32n) {
    if (scale > 47) return "0";
    const mantissa = halfEven(magnitude, powerOfTen(excess));
    return print({ negative: negative && mantissa > 0n, mantissa, scale: scale - excess });
  }
  const fitted = fit(magnitude, scale, excess);
  return fitted === "Overflow" ? fitted : print({ ...fitted, negative });
}

export function modulo(left: Model, right: Model): string {
  if (left.mantissa === 0n) return "0";
  const scale = Math.max(left.scale, right.scale);
  const x = left.mantissa * powerOfTen(scale - left.scale);
  const y = right.mantissa * powerOfTen(scale - right.scale);
  if (x < y) return print(left);
  if (x === y) return "0";
  const mantissa = x % y;
  return print({ negative: left.negative && mantissa > 0n, mantissa, scale });
}

export function quantize(value: Model, scale: number, strategy: Strategy): string {
  if (value.scale <= scale) return print(value);
  if (value.mantissa === 0n) return print({ ...value, scale });
  const unit = powerOfTen(value.scale - scale);
  const mantissa = roundMagnitude(value, unit, strategy);
  return print({ negative: value.negative && mantissa > 0n, mantissa, scale });
}

function roundMagnitude({ mantissa, negative }: Model, unit: bigint, strategy: Strategy): bigint {
  const floor = mantissa / unit;
  const ceiling = (mantissa + unit - 1n) / unit;
  switch (strategy) {
    case "midpointNearestEven":
      return halfEven(mantissa, unit);
    case "midpointAwayFromZero":
      return (2n * mantissa + unit) / (2n * unit);
    case "up":
      return negative ? floor : ceiling;
    case "down":
      return negative ? ceiling : floor;
  }
}
