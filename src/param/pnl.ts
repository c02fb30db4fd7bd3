import {
  compare,
  type Decimal,
  flipSign,
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
import { type CashFlow, makeCashFlow } from "./cash_flow.ts";
import type { Fee } from "./fee.ts";
import { makePositionSize, type PositionSize } from "./quantity.ts";

const KIND: DecimalKind = { param: "Pnl", isSigned: true };

/**
 * Profit or loss in the settlement asset: gain positive, loss negative.
 *
 * Exact decimal of scale 0 to 28 and at most 96 bits, may be negative; immutable. Arithmetic is checked: it gives a new value or
 * throws. Source: docs/semantics.md rules PAR-1 to PAR-9.
 *
 * @example
 * ```ts
 * import { Pnl } from "@openpit-ts/openpit/param";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(new Pnl("1.50").add(new Pnl(2)).toString(), "3.50");
 * ```
 */
export class Pnl {
  // Keeps the decimal types apart at compile time; not there at run time.
  declare private readonly brand: "Pnl";
  readonly #decimal: Decimal;

  static {
    markLibraryClass(this, "Pnl");
    setLook("Pnl", (value) => #decimal in value ? value.#decimal : undefined);
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
  static fromString(text: string): Pnl {
    return makePnl(readText(text, KIND));
  }

  /** Takes an integer as it is. @throws {ParamError} InvalidFormat. */
  static fromInt(value: bigint): Pnl {
    return makePnl(readBigint(value, KIND));
  }

  /** Converts a double, about 15 to 16 digits. @throws {ParamError} InvalidFloat. */
  static fromFloat(value: number): Pnl {
    return makePnl(readFloat(value, KIND));
  }

  /** Reads a text leniently and rounds it to `scale` fraction digits. @throws {ParamError} InvalidFormat. */
  static fromStringRounded(text: string, scale: number, strategy: string): Pnl {
    return makePnl(readTextRounded(text, scale, strategy, KIND));
  }

  /** Converts a double and rounds it to `scale` fraction digits. @throws {ParamError} InvalidFloat. */
  static fromFloatRounded(value: number, scale: number, strategy: string): Pnl {
    return makePnl(readFloatRounded(value, scale, strategy, KIND));
  }

  /** The plain zero. */
  static zero(): Pnl {
    return makePnl(ZERO);
  }

  /** Whether the value is zero, of any scale. */
  isZero(): boolean {
    return isZero(this.#decimal);
  }

  /** The sum. @throws {ParamError} Overflow. */
  add(other: Pnl): Pnl {
    return makePnl(sumOf(this.#decimal, Pnl.#of(other), KIND));
  }

  /** The difference. @throws {ParamError} Overflow. */
  sub(other: Pnl): Pnl {
    return makePnl(differenceOf(this.#decimal, Pnl.#of(other), KIND));
  }

  /** The product with a plain number. @throws {ParamError} InvalidFloat, Overflow. */
  mul(factor: number | bigint): Pnl {
    return makePnl(productOf(this.#decimal, factor, KIND));
  }

  /** The quotient by a plain number. @throws {ParamError} InvalidFloat, DivisionByZero, Overflow. */
  div(divisor: number | bigint): Pnl {
    return makePnl(quotientOf(this.#decimal, divisor, KIND));
  }

  /** The remainder, signed as this value. @throws {ParamError} InvalidFloat, DivisionByZero. */
  mod(divisor: number | bigint): Pnl {
    return makePnl(remainderOf(this.#decimal, divisor, KIND));
  }

  /** 0 − value. A zero keeps its scale. */
  neg(): Pnl {
    return makePnl(negate(this.#decimal));
  }

  /** The fee with its sign flipped: a cost is a loss. */
  static fromFee(fee: Fee): Pnl {
    return makePnl(flipSign(decimalArgument(fee, "Fee", "fee")));
  }

  /** The same number. */
  toCashFlow(): CashFlow {
    return makeCashFlow(this.#decimal);
  }

  /** The same number. */
  toPositionSize(): PositionSize {
    return makePositionSize(this.#decimal);
  }

  /** Whether both are the same number; the scale doesn't count. */
  equals(other: Pnl): boolean {
    return compare(this.#decimal, Pnl.#of(other)) === 0;
  }

  /** −1, 0 or 1 by numeric order. */
  compare(other: Pnl): -1 | 0 | 1 {
    return compare(this.#decimal, Pnl.#of(other));
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
  clone(): Pnl {
    return makePnl(this.#decimal);
  }

  /** Refuses `<`, `>` and `+`, which would compare or join texts in silence. @throws {TypeError} Always. */
  valueOf(): never {
    throw primitiveError("Pnl");
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}

  static #of(other: Pnl): Decimal {
    try {
      // The read is the check: it fails on everything else, and costs less than asking first.
      return other.#decimal;
    } catch {
      throw typeError("other must be a Pnl");
    }
  }
}

/** Wraps a number that is known to be a valid Pnl. */
export function makePnl(decimal: Decimal): Pnl {
  return new Pnl(decimal as unknown as DecimalInput);
}

/** The number of a Pnl, or of any exact way to write one. */
export function readPnl(value: unknown): Decimal {
  return decimalInside(value, "Pnl") ?? readDecimal(value, KIND);
}
