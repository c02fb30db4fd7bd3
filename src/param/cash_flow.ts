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
import type { Fee } from "./fee.ts";
import type { Pnl } from "./pnl.ts";
import type { Volume } from "./volume.ts";

const KIND: DecimalKind = { param: "CashFlow", isSigned: true };

/**
 * A movement of money: inflow positive, outflow negative.
 *
 * Exact decimal of scale 0 to 28 and at most 96 bits, may be negative; immutable. Arithmetic is checked: it gives a new value or
 * throws. Source: docs/semantics.md rules PAR-1 to PAR-9.
 *
 * @example
 * ```ts
 * import { CashFlow } from "@openpit-ts/openpit/param";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(new CashFlow("1.50").add(new CashFlow(2)).toString(), "3.50");
 * ```
 */
export class CashFlow {
  // Keeps the decimal types apart at compile time; not there at run time.
  declare private readonly brand: "CashFlow";
  readonly #decimal: Decimal;

  static {
    markLibraryClass(this, "CashFlow");
    setLook("CashFlow", (value) => #decimal in value ? value.#decimal : undefined);
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
  static fromString(text: string): CashFlow {
    return makeCashFlow(readText(text, KIND));
  }

  /** Takes an integer as it is. @throws {ParamError} InvalidFormat. */
  static fromInt(value: bigint): CashFlow {
    return makeCashFlow(readBigint(value, KIND));
  }

  /** Converts a double, about 15 to 16 digits. @throws {ParamError} InvalidFloat. */
  static fromFloat(value: number): CashFlow {
    return makeCashFlow(readFloat(value, KIND));
  }

  /** Reads a text leniently and rounds it to `scale` fraction digits. @throws {ParamError} InvalidFormat. */
  static fromStringRounded(text: string, scale: number, strategy: string): CashFlow {
    return makeCashFlow(readTextRounded(text, scale, strategy, KIND));
  }

  /** Converts a double and rounds it to `scale` fraction digits. @throws {ParamError} InvalidFloat. */
  static fromFloatRounded(value: number, scale: number, strategy: string): CashFlow {
    return makeCashFlow(readFloatRounded(value, scale, strategy, KIND));
  }

  /** The plain zero. */
  static zero(): CashFlow {
    return makeCashFlow(ZERO);
  }

  /** Whether the value is zero, of any scale. */
  isZero(): boolean {
    return isZero(this.#decimal);
  }

  /** The sum. @throws {ParamError} Overflow. */
  add(other: CashFlow): CashFlow {
    return makeCashFlow(sumOf(this.#decimal, CashFlow.#of(other), KIND));
  }

  /** The difference. @throws {ParamError} Overflow. */
  sub(other: CashFlow): CashFlow {
    return makeCashFlow(differenceOf(this.#decimal, CashFlow.#of(other), KIND));
  }

  /** The product with a plain number. @throws {ParamError} InvalidFloat, Overflow. */
  mul(factor: number | bigint): CashFlow {
    return makeCashFlow(productOf(this.#decimal, factor, KIND));
  }

  /** The quotient by a plain number. @throws {ParamError} InvalidFloat, DivisionByZero, Overflow. */
  div(divisor: number | bigint): CashFlow {
    return makeCashFlow(quotientOf(this.#decimal, divisor, KIND));
  }

  /** The remainder, signed as this value. @throws {ParamError} InvalidFloat, DivisionByZero. */
  mod(divisor: number | bigint): CashFlow {
    return makeCashFlow(remainderOf(this.#decimal, divisor, KIND));
  }

  /** 0 − value. A zero keeps its scale. */
  neg(): CashFlow {
    return makeCashFlow(negate(this.#decimal));
  }

  /** The same number. */
  static fromPnl(pnl: Pnl): CashFlow {
    return makeCashFlow(decimalArgument(pnl, "Pnl", "pnl"));
  }

  /** The fee with its sign flipped: a cost is an outflow. */
  static fromFee(fee: Fee): CashFlow {
    return makeCashFlow(flipSign(decimalArgument(fee, "Fee", "fee")));
  }

  /** The same number. */
  static fromVolumeInflow(volume: Volume): CashFlow {
    return makeCashFlow(decimalArgument(volume, "Volume", "volume"));
  }

  /** The number with its sign flipped. */
  static fromVolumeOutflow(volume: Volume): CashFlow {
    return makeCashFlow(flipSign(decimalArgument(volume, "Volume", "volume")));
  }

  /** Whether both are the same number; the scale doesn't count. */
  equals(other: CashFlow): boolean {
    return compare(this.#decimal, CashFlow.#of(other)) === 0;
  }

  /** −1, 0 or 1 by numeric order. */
  compare(other: CashFlow): -1 | 0 | 1 {
    return compare(this.#decimal, CashFlow.#of(other));
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
  clone(): CashFlow {
    return makeCashFlow(this.#decimal);
  }

  /** Refuses `<`, `>` and `+`, which would compare or join texts in silence. @throws {TypeError} Always. */
  valueOf(): never {
    throw primitiveError("CashFlow");
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}

  static #of(other: CashFlow): Decimal {
    try {
      // The read is the check: it fails on everything else, and costs less than asking first.
      return other.#decimal;
    } catch {
      throw typeError("other must be a CashFlow");
    }
  }
}

/** Wraps a number that is known to be a valid CashFlow. */
export function makeCashFlow(decimal: Decimal): CashFlow {
  return new CashFlow(decimal as unknown as DecimalInput);
}

/** The number of a CashFlow, or of any exact way to write one. */
export function readCashFlow(value: unknown): Decimal {
  return decimalInside(value, "CashFlow") ?? readDecimal(value, KIND);
}
