import type { DecimalInput } from "./_decimal_input.ts";
import {
  isPlainRecord,
  markLibraryClass,
  notConstructibleError,
  primitiveError,
} from "./_library_object.ts";
import { typeError } from "./errors.ts";
import { makePositionSize, type PositionSize, readPositionSize } from "./quantity.ts";

const MAKER: unique symbol = Symbol();

/** Plain form of an {@linkcode AdjustmentAmount}: exactly one of the two keys. */
export type AdjustmentAmountInit =
  | { readonly delta: PositionSize | DecimalInput; readonly absolute?: never }
  | { readonly absolute: PositionSize | DecimalInput; readonly delta?: never };

let isAdjustmentAmount: (value: unknown) => value is AdjustmentAmount;

/** A change of a balance: a delta to be added, or the absolute value to be set. */
export class AdjustmentAmount {
  // Keeps the class apart from its plain form at compile time; not there at run time.
  declare private readonly brand: "AdjustmentAmount";
  readonly #delta: PositionSize | undefined;
  readonly #absolute: PositionSize | undefined;

  static {
    markLibraryClass(this, "AdjustmentAmount");
    isAdjustmentAmount = (value): value is AdjustmentAmount =>
      typeof value === "object" && value !== null && #delta in value;
  }

  /** Made by the factories only. @throws {TypeError} If called from outside. */
  private constructor(
    maker: symbol,
    delta: PositionSize | undefined,
    absolute: PositionSize | undefined,
  ) {
    if (maker !== MAKER) throw notConstructibleError("AdjustmentAmount");
    this.#delta = delta;
    this.#absolute = absolute;
  }

  /** A number to be added. @throws {TypeError} Wrong type. @throws {ParamError} InvalidFormat. */
  static delta(value: PositionSize | DecimalInput): AdjustmentAmount {
    return new AdjustmentAmount(MAKER, makePositionSize(readPositionSize(value)), undefined);
  }

  /** The value to be set. @throws {TypeError} Wrong type. @throws {ParamError} InvalidFormat. */
  static absolute(value: PositionSize | DecimalInput): AdjustmentAmount {
    return new AdjustmentAmount(MAKER, undefined, makePositionSize(readPositionSize(value)));
  }

  /** Whether this is to be added. */
  get isDelta(): boolean {
    return this.#delta !== undefined;
  }

  /** Whether this is to be set. */
  get isAbsolute(): boolean {
    return this.#absolute !== undefined;
  }

  /** The number to be added, if it is one. */
  get asDelta(): PositionSize | undefined {
    return this.#delta;
  }

  /** The value to be set, if it is one. */
  get asAbsolute(): PositionSize | undefined {
    return this.#absolute;
  }

  /** A new object of the same amount. */
  clone(): AdjustmentAmount {
    return new AdjustmentAmount(MAKER, this.#delta, this.#absolute);
  }

  /** Refuses `<`, `>` and `+`, which would compare or join texts in silence. @throws {TypeError} Always. */
  valueOf(): never {
    throw primitiveError("AdjustmentAmount");
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

/** Reads an amount or its plain form, which has exactly one of the two keys. */
export function readAdjustmentAmount(value: unknown): AdjustmentAmount {
  if (isAdjustmentAmount(value)) return value;
  if (isPlainRecord(value)) {
    const hasDelta = Object.hasOwn(value, "delta");
    if (hasDelta !== Object.hasOwn(value, "absolute")) {
      return hasDelta
        ? AdjustmentAmount.delta(value.delta as DecimalInput)
        : AdjustmentAmount.absolute(value.absolute as DecimalInput);
    }
  }
  throw typeError("amount must be an AdjustmentAmount");
}
