import {
  Decimal,
  fromFloat,
  isNegative,
  parse,
  parseRounded,
  quantize,
} from "../internal/decimal/mod.ts";
import { MAX_U32, readInteger } from "./_integer.ts";
import { floatError, formatError, negativeError } from "./_param_errors.ts";
import { type ParamKind, rangeError, typeError } from "./errors.ts";
import { readRounding } from "./rounding.ts";

const MAX_I64 = 9223372036854775807n;
const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/** Text, whole number or bigint: every exact way to write a decimal. */
export type DecimalInput = string | number | bigint;

/** What tells one decimal type from another. Made by the package only. */
export interface DecimalKind {
  /** Name of the type, as errors give it. */
  readonly param: ParamKind;
  /** Whether values below zero are allowed. */
  readonly isSigned: boolean;
}

/** Reads a `DecimalInput`: exact text, bigint, or a number that is a safe integer. */
export function readDecimal(value: unknown, kind: DecimalKind): Decimal {
  switch (typeof value) {
    case "string":
      return readText(value, kind);
    case "bigint":
      return readBigint(value, kind);
    case "number":
      return readNumber(value, kind);
    default:
      throw typeError("decimal input must be a string, number, or bigint");
  }
}

/** What a constructor takes: a `DecimalInput`, or from inside the package a number that is already checked. */
export function readInput(value: unknown, kind: DecimalKind): Decimal {
  return value instanceof Decimal ? value : readDecimal(value, kind);
}

/** Reads a text by the exact grammar. */
export function readText(text: unknown, kind: DecimalKind): Decimal {
  if (typeof text !== "string") throw typeError("decimal text must be a string");
  const decimal = parse(text);
  if (decimal === undefined) throw formatError(kind.param, text);
  return signChecked(decimal, kind);
}

/** Reads a bigint, which must fit in 96 bits. */
export function readBigint(value: unknown, kind: DecimalKind): Decimal {
  if (typeof value !== "bigint") throw typeError("integer input must be a bigint");
  if (value <= MAX_SAFE && value >= -MAX_SAFE) {
    return signChecked(new Decimal(Number(value), undefined, 0), kind);
  }
  return readText(value.toString(), kind);
}

/** Converts a double; the sign of a zero is kept. */
export function readFloat(value: unknown, kind: DecimalKind): Decimal {
  if (typeof value !== "number") throw typeError("float input must be a number");
  const decimal = fromFloat(value);
  if (decimal === undefined) throw floatError();
  return signChecked(decimal, kind);
}

/** Reads a text leniently, then rounds it; checks scale and strategy before the value. */
export function readTextRounded(
  text: unknown,
  scale: unknown,
  strategy: unknown,
  kind: DecimalKind,
): Decimal {
  const digits = readInteger(scale, "scale", MAX_U32);
  const rounding = readRounding(strategy);
  if (typeof text !== "string") throw typeError("decimal text must be a string");
  const decimal = parseRounded(text);
  if (decimal === undefined) throw formatError(kind.param, text);
  return signChecked(quantize(decimal, digits, rounding), kind);
}

/** Converts a double, then rounds it; checks scale and strategy before the value. */
export function readFloatRounded(
  value: unknown,
  scale: unknown,
  strategy: unknown,
  kind: DecimalKind,
): Decimal {
  const digits = readInteger(scale, "scale", MAX_U32);
  const rounding = readRounding(strategy);
  if (typeof value !== "number") throw typeError("float input must be a number");
  const decimal = fromFloat(value);
  if (decimal === undefined) throw floatError();
  return signChecked(quantize(decimal, digits, rounding), kind);
}

/** Reads the plain operand of mul, div and mod: a 64-bit integer as bigint, or any double. */
export function readScalar(value: unknown): Decimal {
  if (typeof value === "number") {
    const decimal = fromFloat(value);
    if (decimal === undefined) throw floatError();
    return decimal;
  }
  if (typeof value !== "bigint") throw typeError("scalar must be a number or bigint");
  if (value > MAX_I64 || value < -MAX_I64 - 1n) {
    throw rangeError(`scalar must be an integer in range ${-MAX_I64 - 1n}..=${MAX_I64}`);
  }
  return value <= MAX_SAFE && value >= -MAX_SAFE
    ? new Decimal(Number(value), undefined, 0)
    : new Decimal(0, value, 0);
}

function readNumber(value: number, kind: DecimalKind): Decimal {
  if (!Number.isSafeInteger(value)) {
    throw rangeError(
      "decimal number input must be a finite safe integer; use a decimal string or the explicit fromFloat factory",
    );
  }
  // Through its text -0 is a plain zero.
  return signChecked(new Decimal(value + 0, undefined, 0), kind);
}

function signChecked(decimal: Decimal, kind: DecimalKind): Decimal {
  if (!kind.isSigned && isNegative(decimal)) throw negativeError(kind.param);
  return decimal;
}
