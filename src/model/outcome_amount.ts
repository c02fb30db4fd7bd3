import { Decimal } from "../internal/decimal/mod.ts";
import { makePositionSize, markLibraryClass, readPositionSize } from "../param/internal.ts";
import type { DecimalInput, PositionSize } from "../param/mod.ts";

/** Whether a value is an {@linkcode OutcomeAmount}. */
export let isOutcomeAmount: (value: unknown) => value is OutcomeAmount;

/** What happened to one balance: the change and the value after it. Immutable. */
export class OutcomeAmount {
  // Keeps the class apart from others at compile time; not there at run time.
  declare private readonly brand: "OutcomeAmount";
  readonly #delta: PositionSize;
  readonly #absolute: PositionSize;

  static {
    markLibraryClass(this, "OutcomeAmount");
    isOutcomeAmount = (value): value is OutcomeAmount =>
      typeof value === "object" && value !== null && #delta in value;
  }

  /** Makes a pair. @throws {TypeError} Wrong type. @throws {ParamError} InvalidFormat. */
  constructor(delta: PositionSize | DecimalInput, absolute: PositionSize | DecimalInput) {
    this.#delta = sizeOf(delta);
    this.#absolute = sizeOf(absolute);
  }

  /** By how much it changed. */
  get delta(): PositionSize {
    return this.#delta;
  }

  /** The value after the change. */
  get absolute(): PositionSize {
    return this.#absolute;
  }

  /** A new object of the same pair. */
  clone(): OutcomeAmount {
    return new OutcomeAmount(this.#delta, this.#absolute);
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

/** Makes a pair of numbers that are known to be sizes. */
export function makeOutcomeAmount(delta: Decimal, absolute: Decimal): OutcomeAmount {
  return new OutcomeAmount(
    delta as unknown as DecimalInput,
    absolute as unknown as DecimalInput,
  );
}

/** Reads a size; from inside the package a number that is already checked. */
function sizeOf(value: unknown): PositionSize {
  return makePositionSize(value instanceof Decimal ? value : readPositionSize(value));
}
