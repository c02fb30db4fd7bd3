import {
  absolute,
  compare,
  type Decimal,
  isZero,
  multiply,
  negate,
  toText,
  ZERO,
} from "../internal/decimal/mod.ts";
import { decimalInside, setLook } from "./_decimal_access.ts";
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
import {
  makePositionSize,
  type PositionSize,
  type Quantity,
  quantityArgument,
} from "./quantity.ts";
import { makeVolume, type Volume } from "./volume.ts";

const KIND: DecimalKind = { param: "Price", isSigned: true };

/**
 * The price of one unit of an instrument, in its settlement asset.
 *
 * Exact decimal of scale 0 to 28 and at most 96 bits, may be negative; immutable. Arithmetic is checked: it gives a new value or
 * throws. Source: docs/semantics.md rules PAR-1 to PAR-9.
 *
 * @example
 * ```ts
 * import { Price } from "@openpit-ts/openpit/param";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(new Price("1.50").add(new Price(2)).toString(), "3.50");
 * ```
 */
export class Price {
  // Keeps the decimal types apart at compile time; not there at run time.
  declare private readonly brand: "Price";
  readonly #decimal: Decimal;

  static {
    markLibraryClass(this, "Price");
    setLook("Price", (value) => #decimal in value ? value.#decimal : undefined);
  }

  /**
   * Reads an exact text, a bigint or a safe integer.
   *
   * @throws {TypeError} If the value has another type.
   * @throws {RangeError} If a number is no safe integer.
   * @throws {ParamError} InvalidFormat.
   */
  constructor(value: DecimalInput) {
    this.#decimal = readInput(value, KIND);
  }

  /** Reads an exact text; nothing is trimmed or rounded. @throws {ParamError} InvalidFormat. */
  static fromString(text: string): Price {
    return makePrice(readText(text, KIND));
  }

  /** Takes an integer as it is. @throws {ParamError} InvalidFormat. */
  static fromInt(value: bigint): Price {
    return makePrice(readBigint(value, KIND));
  }

  /** Converts a double, about 15 to 16 digits. @throws {ParamError} InvalidFloat. */
  static fromFloat(value: number): Price {
    return makePrice(readFloat(value, KIND));
  }

  /** Reads a text leniently and rounds it to `scale` fraction digits. @throws {ParamError} InvalidFormat. */
  static fromStringRounded(text: string, scale: number, strategy: string): Price {
    return makePrice(readTextRounded(text, scale, strategy, KIND));
  }

  /** Converts a double and rounds it to `scale` fraction digits. @throws {ParamError} InvalidFloat. */
  static fromFloatRounded(value: number, scale: number, strategy: string): Price {
    return makePrice(readFloatRounded(value, scale, strategy, KIND));
  }

  /** The plain zero. */
  static zero(): Price {
    return makePrice(ZERO);
  }

  /** Whether the value is zero, of any scale. */
  isZero(): boolean {
    return isZero(this.#decimal);
  }

  /** The sum. @throws {ParamError} Overflow. */
  add(other: Price): Price {
    return makePrice(sumOf(this.#decimal, Price.#of(other), KIND));
  }

  /** The difference. @throws {ParamError} Overflow. */
  sub(other: Price): Price {
    return makePrice(differenceOf(this.#decimal, Price.#of(other), KIND));
  }

  /** The product with a plain number. @throws {ParamError} InvalidFloat, Overflow. */
  mul(factor: number | bigint): Price {
    return makePrice(productOf(this.#decimal, factor, KIND));
  }

  /** The quotient by a plain number. @throws {ParamError} InvalidFloat, DivisionByZero, Overflow. */
  div(divisor: number | bigint): Price {
    return makePrice(quotientOf(this.#decimal, divisor, KIND));
  }

  /** The remainder, signed as this value. @throws {ParamError} InvalidFloat, DivisionByZero. */
  mod(divisor: number | bigint): Price {
    return makePrice(remainderOf(this.#decimal, divisor, KIND));
  }

  /** 0 − value. A zero keeps its scale. */
  neg(): Price {
    return makePrice(negate(this.#decimal));
  }

  /** |price| × quantity, in the settlement asset. @throws {ParamError} Overflow. */
  calculateVolume(quantity: Quantity): Volume {
    const units = quantityArgument(quantity);
    return makeVolume(checked(multiply(absolute(this.#decimal), units), KIND));
  }

  /** price × quantity with its sign. @throws {ParamError} Overflow. */
  calculatePositionSize(quantity: Quantity): PositionSize {
    const units = quantityArgument(quantity);
    return makePositionSize(checked(multiply(this.#decimal, units), KIND));
  }

  /** Whether both are the same number; the scale doesn't count. */
  equals(other: Price): boolean {
    return compare(this.#decimal, Price.#of(other)) === 0;
  }

  /** −1, 0 or 1 by numeric order. */
  compare(other: Price): -1 | 0 | 1 {
    return compare(this.#decimal, Price.#of(other));
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
  clone(): Price {
    return makePrice(this.#decimal);
  }

  /** Refuses `<`, `>` and `+`, which would compare or join texts in silence. @throws {TypeError} Always. */
  valueOf(): never {
    throw primitiveError("Price");
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}

  static #of(other: Price): Decimal {
    try {
      // The read is the check: it fails on everything else, and costs less than asking first.
      return other.#decimal;
    } catch {
      throw typeError("other must be a Price");
    }
  }
}

/** Wraps a number that is known to be a valid Price. */
export function makePrice(decimal: Decimal): Price {
  return new Price(decimal as unknown as DecimalInput);
}

/** The number of a Price, or of any exact way to write one. */
export function readPrice(value: unknown): Decimal {
  return decimalInside(value, "Price") ?? readDecimal(value, KIND);
}
