import {
  absolute,
  compare,
  type Decimal,
  flipSign,
  isNegative,
  isZero,
  negate,
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
import { differenceOf, productOf, quotientOf, remainderOf, sumOf } from "./_decimal_ops.ts";
import { markLibraryClass, primitiveError } from "./_library_object.ts";
import { typeError } from "./errors.ts";
import type { Fee } from "./fee.ts";
import type { Pnl } from "./pnl.ts";
import type { Price } from "./price.ts";
import { readSide, type SideValue } from "./side.ts";
import type { Volume } from "./volume.ts";

// Quantity and PositionSize make each other, so they share a file.

const QUANTITY: DecimalKind = { param: "Quantity", isSigned: false };

/** The number of an argument that must be a Quantity; the direct way for a price, which multiplies by one at every order. @throws {TypeError} If it isn't one. */
export let quantityArgument: (value: Quantity) => Decimal;

/**
 * A number of instrument units.
 *
 * Exact decimal of scale 0 to 28 and at most 96 bits, never negative; immutable. Arithmetic is checked: it gives a new value or
 * throws. Source: docs/semantics.md rules PAR-1 to PAR-9.
 *
 * @example
 * ```ts
 * import { Quantity } from "@openpit-ts/openpit/param";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(new Quantity("1.50").add(new Quantity(2)).toString(), "3.50");
 * ```
 */
export class Quantity {
  // Keeps the decimal types apart at compile time; not there at run time.
  declare private readonly brand: "Quantity";
  readonly #decimal: Decimal;

  static {
    markLibraryClass(this, "Quantity");
    setLook("Quantity", (value) => #decimal in value ? value.#decimal : undefined);
    quantityArgument = (value) => Quantity.#of(value, "quantity");
  }

  /**
   * Reads an exact text, a bigint or a safe integer.
   *
   * @throws {TypeError} If the value has another type.
   * @throws {RangeError} If a number is no safe integer.
   * @throws {ParamError} InvalidFormat, Negative.
   */
  constructor(value: DecimalInput) {
    this.#decimal = readInput(value, QUANTITY);
  }

  /** Reads an exact text; nothing is trimmed or rounded. @throws {ParamError} InvalidFormat, Negative. */
  static fromString(text: string): Quantity {
    return makeQuantity(readText(text, QUANTITY));
  }

  /** Takes an integer as it is. @throws {ParamError} InvalidFormat, Negative. */
  static fromInt(value: bigint): Quantity {
    return makeQuantity(readBigint(value, QUANTITY));
  }

  /** Converts a double, about 15 to 16 digits. @throws {ParamError} InvalidFloat, Negative. */
  static fromFloat(value: number): Quantity {
    return makeQuantity(readFloat(value, QUANTITY));
  }

  /** Reads a text leniently and rounds it to `scale` fraction digits. @throws {ParamError} InvalidFormat, Negative. */
  static fromStringRounded(text: string, scale: number, strategy: string): Quantity {
    return makeQuantity(readTextRounded(text, scale, strategy, QUANTITY));
  }

  /** Converts a double and rounds it to `scale` fraction digits. @throws {ParamError} InvalidFloat, Negative. */
  static fromFloatRounded(value: number, scale: number, strategy: string): Quantity {
    return makeQuantity(readFloatRounded(value, scale, strategy, QUANTITY));
  }

  /** The plain zero. */
  static zero(): Quantity {
    return makeQuantity(ZERO);
  }

  /** Whether the value is zero, of any scale. */
  isZero(): boolean {
    return isZero(this.#decimal);
  }

  /** The sum. @throws {ParamError} Overflow. */
  add(other: Quantity): Quantity {
    return makeQuantity(sumOf(this.#decimal, Quantity.#of(other), QUANTITY));
  }

  /** The difference. @throws {ParamError} Overflow, Underflow. */
  sub(other: Quantity): Quantity {
    return makeQuantity(differenceOf(this.#decimal, Quantity.#of(other), QUANTITY));
  }

  /** The product with a plain number. @throws {ParamError} InvalidFloat, Negative, Overflow. */
  mul(factor: number | bigint): Quantity {
    return makeQuantity(productOf(this.#decimal, factor, QUANTITY));
  }

  /** The quotient by a plain number. @throws {ParamError} InvalidFloat, DivisionByZero, Negative, Overflow. */
  div(divisor: number | bigint): Quantity {
    return makeQuantity(quotientOf(this.#decimal, divisor, QUANTITY));
  }

  /** The remainder, signed as this value. @throws {ParamError} InvalidFloat, DivisionByZero, Negative. */
  mod(divisor: number | bigint): Quantity {
    return makeQuantity(remainderOf(this.#decimal, divisor, QUANTITY));
  }

  /** |price| × quantity, in the settlement asset. @throws {ParamError} Overflow, of kind Price. */
  calculateVolume(price: Price): Volume {
    decimalArgument(price, "Price", "price");
    return price.calculateVolume(this);
  }

  /** The same number as a long position. */
  toPositionSize(): PositionSize {
    return makePositionSize(this.#decimal);
  }

  /** Whether both are the same number; the scale doesn't count. */
  equals(other: Quantity): boolean {
    return compare(this.#decimal, Quantity.#of(other)) === 0;
  }

  /** −1, 0 or 1 by numeric order. */
  compare(other: Quantity): -1 | 0 | 1 {
    return compare(this.#decimal, Quantity.#of(other));
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
  clone(): Quantity {
    return makeQuantity(this.#decimal);
  }

  /** Refuses `<`, `>` and `+`, which would compare or join texts in silence. @throws {TypeError} Always. */
  valueOf(): never {
    throw primitiveError("Quantity");
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}

  static #of(other: Quantity, label = "other"): Decimal {
    try {
      // The read is the check: it fails on everything else, and costs less than asking first.
      return other.#decimal;
    } catch {
      throw typeError(`${label} must be a Quantity`);
    }
  }
}

/** Wraps a number that is known to be a valid Quantity. */
export function makeQuantity(decimal: Decimal): Quantity {
  return new Quantity(decimal as unknown as DecimalInput);
}

/** The number of a Quantity, or of any exact way to write one. */
export function readQuantity(value: unknown): Decimal {
  return decimalInside(value, "Quantity") ?? readDecimal(value, QUANTITY);
}

const POSITION_SIZE: DecimalKind = { param: "PositionSize", isSigned: true };

/**
 * A signed number of instrument units: long positive, short negative.
 *
 * Exact decimal of scale 0 to 28 and at most 96 bits, may be negative; immutable. Arithmetic is checked: it gives a new value or
 * throws. Source: docs/semantics.md rules PAR-1 to PAR-9.
 *
 * @example
 * ```ts
 * import { PositionSize } from "@openpit-ts/openpit/param";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(new PositionSize("1.50").add(new PositionSize(2)).toString(), "3.50");
 * ```
 */
export class PositionSize {
  // Keeps the decimal types apart at compile time; not there at run time.
  declare private readonly brand: "PositionSize";
  readonly #decimal: Decimal;

  static {
    markLibraryClass(this, "PositionSize");
    setLook("PositionSize", (value) => #decimal in value ? value.#decimal : undefined);
  }

  /**
   * Reads an exact text, a bigint or a safe integer.
   *
   * @throws {TypeError} If the value has another type.
   * @throws {RangeError} If a number is no safe integer.
   * @throws {ParamError} InvalidFormat.
   */
  constructor(value: DecimalInput) {
    this.#decimal = readInput(value, POSITION_SIZE);
  }

  /** Reads an exact text; nothing is trimmed or rounded. @throws {ParamError} InvalidFormat. */
  static fromString(text: string): PositionSize {
    return makePositionSize(readText(text, POSITION_SIZE));
  }

  /** Takes an integer as it is. @throws {ParamError} InvalidFormat. */
  static fromInt(value: bigint): PositionSize {
    return makePositionSize(readBigint(value, POSITION_SIZE));
  }

  /** Converts a double, about 15 to 16 digits. @throws {ParamError} InvalidFloat. */
  static fromFloat(value: number): PositionSize {
    return makePositionSize(readFloat(value, POSITION_SIZE));
  }

  /** Reads a text leniently and rounds it to `scale` fraction digits. @throws {ParamError} InvalidFormat. */
  static fromStringRounded(text: string, scale: number, strategy: string): PositionSize {
    return makePositionSize(readTextRounded(text, scale, strategy, POSITION_SIZE));
  }

  /** Converts a double and rounds it to `scale` fraction digits. @throws {ParamError} InvalidFloat. */
  static fromFloatRounded(value: number, scale: number, strategy: string): PositionSize {
    return makePositionSize(readFloatRounded(value, scale, strategy, POSITION_SIZE));
  }

  /** The plain zero. */
  static zero(): PositionSize {
    return makePositionSize(ZERO);
  }

  /** Whether the value is zero, of any scale. */
  isZero(): boolean {
    return isZero(this.#decimal);
  }

  /** The sum. @throws {ParamError} Overflow. */
  add(other: PositionSize): PositionSize {
    return makePositionSize(sumOf(this.#decimal, PositionSize.#of(other), POSITION_SIZE));
  }

  /** The difference. @throws {ParamError} Overflow. */
  sub(other: PositionSize): PositionSize {
    return makePositionSize(differenceOf(this.#decimal, PositionSize.#of(other), POSITION_SIZE));
  }

  /** The product with a plain number. @throws {ParamError} InvalidFloat, Overflow. */
  mul(factor: number | bigint): PositionSize {
    return makePositionSize(productOf(this.#decimal, factor, POSITION_SIZE));
  }

  /** The quotient by a plain number. @throws {ParamError} InvalidFloat, DivisionByZero, Overflow. */
  div(divisor: number | bigint): PositionSize {
    return makePositionSize(quotientOf(this.#decimal, divisor, POSITION_SIZE));
  }

  /** The remainder, signed as this value. @throws {ParamError} InvalidFloat, DivisionByZero. */
  mod(divisor: number | bigint): PositionSize {
    return makePositionSize(remainderOf(this.#decimal, divisor, POSITION_SIZE));
  }

  /** 0 − value. A zero keeps its scale. */
  neg(): PositionSize {
    return makePositionSize(negate(this.#decimal));
  }

  /** The same number. */
  static fromPnl(pnl: Pnl): PositionSize {
    return makePositionSize(decimalArgument(pnl, "Pnl", "pnl"));
  }

  /** The number with its sign flipped: a cost makes the position smaller. */
  static fromFee(fee: Fee): PositionSize {
    return makePositionSize(flipSign(decimalArgument(fee, "Fee", "fee")));
  }

  /** BUY: +quantity, SELL: −quantity. @throws {RangeError} If the side is unknown. */
  static fromQuantityAndSide(quantity: Quantity, side: string): PositionSize {
    return makePositionSize(signedUnits(quantity, side));
  }

  /** This position after a fill; it may cross zero. @throws {ParamError} Overflow. */
  checkedAddQuantity(quantity: Quantity, side: string): PositionSize {
    return makePositionSize(sumOf(this.#decimal, signedUnits(quantity, side), POSITION_SIZE));
  }

  /** The trade that opens this position from flat; a flat one gives a plain zero and BUY. */
  toOpenQuantity(): [Quantity, SideValue] {
    if (isZero(this.#decimal)) return [Quantity.zero(), "BUY"];
    return [makeQuantity(absolute(this.#decimal)), isNegative(this.#decimal) ? "SELL" : "BUY"];
  }

  /** The trade that closes this position; a flat one gives a plain zero and no side. */
  toCloseQuantity(): [Quantity, SideValue | undefined] {
    if (isZero(this.#decimal)) return [Quantity.zero(), undefined];
    return [makeQuantity(absolute(this.#decimal)), isNegative(this.#decimal) ? "BUY" : "SELL"];
  }

  /** Whether both are the same number; the scale doesn't count. */
  equals(other: PositionSize): boolean {
    return compare(this.#decimal, PositionSize.#of(other)) === 0;
  }

  /** −1, 0 or 1 by numeric order. */
  compare(other: PositionSize): -1 | 0 | 1 {
    return compare(this.#decimal, PositionSize.#of(other));
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
  clone(): PositionSize {
    return makePositionSize(this.#decimal);
  }

  /** Refuses `<`, `>` and `+`, which would compare or join texts in silence. @throws {TypeError} Always. */
  valueOf(): never {
    throw primitiveError("PositionSize");
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}

  static #of(other: PositionSize): Decimal {
    try {
      // The read is the check: it fails on everything else, and costs less than asking first.
      return other.#decimal;
    } catch {
      throw typeError("other must be a PositionSize");
    }
  }
}

/** Wraps a number that is known to be a valid PositionSize. */
export function makePositionSize(decimal: Decimal): PositionSize {
  return new PositionSize(decimal as unknown as DecimalInput);
}

/** The number of a PositionSize, or of any exact way to write one. */
export function readPositionSize(value: unknown): Decimal {
  return decimalInside(value, "PositionSize") ?? readDecimal(value, POSITION_SIZE);
}

function signedUnits(quantity: unknown, side: unknown): Decimal {
  const units = quantityArgument(quantity as Quantity);
  return readSide(side) === "BUY" ? units : flipSign(units);
}
