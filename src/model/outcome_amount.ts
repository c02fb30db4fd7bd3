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
    this.#delta = makePositionSize(readPositionSize(delta));
    this.#absolute = makePositionSize(readPositionSize(absolute));
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
