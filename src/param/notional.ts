import {
  compare,
  type Decimal,
  decimalOf,
  divide,
  isZero,
  multiply,
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
import { type Leverage, rawLeverage } from "./leverage.ts";
import type { Price } from "./price.ts";
import type { Quantity } from "./quantity.ts";
import { makeVolume, type Volume } from "./volume.ts";

const TEN: Decimal = decimalOf(false, 10n, 0);

const KIND: DecimalKind = { param: "Notional", isSigned: false };

/**
 * An exposure in the settlement asset.
 *
 * Exact decimal of scale 0 to 28 and at most 96 bits, never negative; immutable. Arithmetic is checked: it gives a new value or
 * throws. Source: docs/semantics.md rules PAR-1 to PAR-9.
 *
 * @example
 * ```ts
 * import { Notional } from "@openpit-ts/openpit/param";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(new Notional("1.50").add(new Notional(2)).toString(), "3.50");
 * ```
 */
export class Notional {
  // Keeps the decimal types apart at compile time; not there at run time.
  declare private readonly brand: "Notional";
  readonly #decimal: Decimal;

  static {
    markLibraryClass(this, "Notional");
    setLook("Notional", (value) => #decimal in value ? value.#decimal : undefined);
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
  static fromString(text: string): Notional {
    return makeNotional(readText(text, KIND));
  }

  /** Takes an integer as it is. @throws {ParamError} InvalidFormat, Negative. */
  static fromInt(value: bigint): Notional {
    return makeNotional(readBigint(value, KIND));
  }

  /** Converts a double, about 15 to 16 digits. @throws {ParamError} InvalidFloat, Negative. */
  static fromFloat(value: number): Notional {
    return makeNotional(readFloat(value, KIND));
  }

  /** Reads a text leniently and rounds it to `scale` fraction digits. @throws {ParamError} InvalidFormat, Negative. */
  static fromStringRounded(text: string, scale: number, strategy: string): Notional {
    return makeNotional(readTextRounded(text, scale, strategy, KIND));
  }

  /** Converts a double and rounds it to `scale` fraction digits. @throws {ParamError} InvalidFloat, Negative. */
  static fromFloatRounded(value: number, scale: number, strategy: string): Notional {
    return makeNotional(readFloatRounded(value, scale, strategy, KIND));
  }

  /** The plain zero. */
  static zero(): Notional {
    return makeNotional(ZERO);
  }

  /** Whether the value is zero, of any scale. */
  isZero(): boolean {
    return isZero(this.#decimal);
  }

  /** The sum. @throws {ParamError} Overflow. */
  add(other: Notional): Notional {
    return makeNotional(sumOf(this.#decimal, Notional.#of(other), KIND));
  }

  /** The difference. @throws {ParamError} Overflow, Underflow. */
  sub(other: Notional): Notional {
    return makeNotional(differenceOf(this.#decimal, Notional.#of(other), KIND));
  }

  /** The product with a plain number. @throws {ParamError} InvalidFloat, Negative, Overflow. */
  mul(factor: number | bigint): Notional {
    return makeNotional(productOf(this.#decimal, factor, KIND));
  }

  /** The quotient by a plain number. @throws {ParamError} InvalidFloat, DivisionByZero, Negative, Overflow. */
  div(divisor: number | bigint): Notional {
    return makeNotional(quotientOf(this.#decimal, divisor, KIND));
  }

  /** The remainder, signed as this value. @throws {ParamError} InvalidFloat, DivisionByZero, Negative. */
  mod(divisor: number | bigint): Notional {
    return makeNotional(remainderOf(this.#decimal, divisor, KIND));
  }

  /** The same number. */
  static fromVolume(volume: Volume): Notional {
    return makeNotional(decimalArgument(volume, "Volume", "volume"));
  }

  /** |price| × quantity. @throws {ParamError} Overflow, of kind Price. */
  static fromPriceQuantity(price: Price, quantity: Quantity): Notional {
    decimalArgument(price, "Price", "price");
    return Notional.fromVolume(price.calculateVolume(quantity));
  }

  /** The same number. */
  toVolume(): Volume {
    return makeVolume(this.#decimal);
  }

  /** notional × 10 ÷ leverage in tenths. @throws {ParamError} Overflow above a tenth of the largest number. */
  calculateMarginRequired(leverage: Leverage): Notional {
    const tenths = decimalOf(false, BigInt(rawLeverage(leverage)), 0);
    const lifted = checked(multiply(this.#decimal, TEN), KIND);
    return makeNotional(checked(divide(lifted, tenths), KIND));
  }

  /** Whether both are the same number; the scale doesn't count. */
  equals(other: Notional): boolean {
    return compare(this.#decimal, Notional.#of(other)) === 0;
  }

  /** −1, 0 or 1 by numeric order. */
  compare(other: Notional): -1 | 0 | 1 {
    return compare(this.#decimal, Notional.#of(other));
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
  clone(): Notional {
    return makeNotional(this.#decimal);
  }

  /** Refuses `<`, `>` and `+`, which would compare or join texts in silence. @throws {TypeError} Always. */
  valueOf(): never {
    throw primitiveError("Notional");
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}

  static #of(other: Notional): Decimal {
    try {
      // The read is the check: it fails on everything else, and costs less than asking first.
      return other.#decimal;
    } catch {
      throw typeError("other must be a Notional");
    }
  }
}

/** Wraps a number that is known to be a valid Notional. */
export function makeNotional(decimal: Decimal): Notional {
  return new Notional(decimal as unknown as DecimalInput);
}

/** The number of a Notional, or of any exact way to write one. */
export function readNotional(value: unknown): Decimal {
  return decimalInside(value, "Notional") ?? readDecimal(value, KIND);
}
