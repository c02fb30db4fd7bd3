import {
  absolute,
  compare,
  type Decimal,
  divide,
  flipSign,
  isZero,
  toText,
  ZERO,
} from "../internal/decimal/mod.ts";
import { decimalArgument, decimalInside, setLook } from "./_decimal_access.ts";
import {
  type DecimalInput,
  type DecimalKind,
  readBigint,
  readDecimal,
  readFloat,
  readFloatRounded,
  readInput,
  readText,
  readTextRounded,
} from "./_decimal_input.ts";
import {
  checked,
  differenceOf,
  productOf,
  quotientOf,
  remainderOf,
  sumOf,
} from "./_decimal_ops.ts";
import { markLibraryClass, primitiveError } from "./_library_object.ts";
import { typeError } from "./errors.ts";
import { type CashFlow, makeCashFlow } from "./cash_flow.ts";
import type { Price } from "./price.ts";
import { makePositionSize, makeQuantity, type PositionSize, Quantity } from "./quantity.ts";

const KIND: DecimalKind = { param: "Volume", isSigned: false };

/**
 * The size of an order in its settlement asset.
 *
 * Exact decimal of scale 0 to 28 and at most 96 bits, never negative; immutable. Arithmetic is checked: it gives a new value or
 * throws. Source: docs/semantics.md rules PAR-1 to PAR-9.
 *
 * @example
 * ```ts
 * import { Volume } from "@openpit-ts/openpit/param";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(new Volume("1.50").add(new Volume(2)).toString(), "3.50");
 * ```
 */
export class Volume {
  // Keeps the decimal types apart at compile time; not there at run time.
  declare private readonly brand: "Volume";
  readonly #decimal: Decimal;

  static {
    markLibraryClass(this, "Volume");
    setLook("Volume", (value) => #decimal in value ? value.#decimal : undefined);
  }

  /**
   * Reads an exact text, a bigint or a safe integer.
   *
   * @throws {TypeError} If the value has another type.
   * @throws {RangeError} If a number is no safe integer.
   * @throws {ParamError} InvalidFormat, Negative.
   */
  constructor(value: DecimalInput) {
    this.#decimal = readInput(value, KIND);
  }

  /** Reads an exact text; nothing is trimmed or rounded. @throws {ParamError} InvalidFormat, Negative. */
  static fromString(text: string): Volume {
    return makeVolume(readText(text, KIND));
  }

  /** Takes an integer as it is. @throws {ParamError} InvalidFormat, Negative. */
  static fromInt(value: bigint): Volume {
    return makeVolume(readBigint(value, KIND));
  }

  /** Converts a double, about 15 to 16 digits. @throws {ParamError} InvalidFloat, Negative. */
  static fromFloat(value: number): Volume {
    return makeVolume(readFloat(value, KIND));
  }

  /** Reads a text leniently and rounds it to `scale` fraction digits. @throws {ParamError} InvalidFormat, Negative. */
  static fromStringRounded(text: string, scale: number, strategy: string): Volume {
    return makeVolume(readTextRounded(text, scale, strategy, KIND));
  }

  /** Converts a double and rounds it to `scale` fraction digits. @throws {ParamError} InvalidFloat, Negative. */
  static fromFloatRounded(value: number, scale: number, strategy: string): Volume {
    return makeVolume(readFloatRounded(value, scale, strategy, KIND));
  }

  /** The plain zero. */
  static zero(): Volume {
    return makeVolume(ZERO);
  }

  /** Whether the value is zero, of any scale. */
  isZero(): boolean {
    return isZero(this.#decimal);
  }

  /** The sum. @throws {ParamError} Overflow. */
  add(other: Volume): Volume {
    return makeVolume(sumOf(this.#decimal, Volume.#of(other), KIND));
  }

  /** The difference. @throws {ParamError} Overflow, Underflow. */
  sub(other: Volume): Volume {
    return makeVolume(differenceOf(this.#decimal, Volume.#of(other), KIND));
  }

  /** The product with a plain number. @throws {ParamError} InvalidFloat, Negative, Overflow. */
  mul(factor: number | bigint): Volume {
    return makeVolume(productOf(this.#decimal, factor, KIND));
  }

  /** The quotient by a plain number. @throws {ParamError} InvalidFloat, DivisionByZero, Negative, Overflow. */
  div(divisor: number | bigint): Volume {
    return makeVolume(quotientOf(this.#decimal, divisor, KIND));
  }

  /** The remainder, signed as this value. @throws {ParamError} InvalidFloat, DivisionByZero, Negative. */
  mod(divisor: number | bigint): Volume {
    return makeVolume(remainderOf(this.#decimal, divisor, KIND));
  }

  /** volume ÷ |price|, in instrument units; a price of zero gives a plain zero. @throws {ParamError} Overflow. */
  calculateQuantity(price: Price): Quantity {
    const divisor = decimalArgument(price, "Price", "price");
    if (isZero(divisor)) return Quantity.zero();
    return makeQuantity(checked(divide(this.#decimal, absolute(divisor)), KIND));
  }

  /** The same number, as money coming in. */
  toCashFlowInflow(): CashFlow {
    return makeCashFlow(this.#decimal);
  }

  /** The number with its sign flipped, as money going out. */
  toCashFlowOutflow(): CashFlow {
    return makeCashFlow(flipSign(this.#decimal));
  }

  /** The same number. */
  toPositionSize(): PositionSize {
    return makePositionSize(this.#decimal);
  }

  /** Whether both are the same number; the scale doesn't count. */
  equals(other: Volume): boolean {
    return compare(this.#decimal, Volume.#of(other)) === 0;
  }

  /** −1, 0 or 1 by numeric order. */
  compare(other: Volume): -1 | 0 | 1 {
    return compare(this.#decimal, Volume.#of(other));
  }

  /** The exact text, trailing zeros included. */
  toString(): string {
    return toText(this.#decimal);
  }

  /** The exact text, so that JSON carries no float. */
  toJSON(): string {
    return toText(this.#decimal);
  }

  /** A new object of the same value. */
  clone(): Volume {
    return makeVolume(this.#decimal);
  }

  /** Refuses `<`, `>` and `+`, which would compare or join texts in silence. @throws {TypeError} Always. */
  valueOf(): never {
    throw primitiveError("Volume");
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}

  static #of(other: Volume): Decimal {
    try {
      // The read is the check: it fails on everything else, and costs less than asking first.
      return other.#decimal;
    } catch {
      throw typeError("other must be a Volume");
    }
  }
}

/** Wraps a number that is known to be a valid Volume. */
export function makeVolume(decimal: Decimal): Volume {
  return new Volume(decimal as unknown as DecimalInput);
}

/** The number of a Volume, or of any exact way to write one. */
export function readVolume(value: unknown): Decimal {
  return decimalInside(value, "Volume") ?? readDecimal(value, KIND);
}
