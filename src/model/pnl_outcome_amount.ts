import { makePnl, markLibraryClass, readPnl } from "../param/internal.ts";
import type { DecimalInput, Pnl } from "../param/mod.ts";

/** Whether a value is a {@linkcode PnlOutcomeAmount}. */
export let isPnlOutcomeAmount: (value: unknown) => value is PnlOutcomeAmount;

/** What happened to a profit or loss: the change and the value after it. Immutable. */
export class PnlOutcomeAmount {
  // Keeps the class apart from others at compile time; not there at run time.
  declare private readonly brand: "PnlOutcomeAmount";
  readonly #delta: Pnl;
  readonly #absolute: Pnl;

  static {
    markLibraryClass(this, "PnlOutcomeAmount");
    isPnlOutcomeAmount = (value): value is PnlOutcomeAmount =>
      typeof value === "object" && value !== null && #delta in value;
  }

  /** Makes a pair. @throws {TypeError} Wrong type. @throws {ParamError} InvalidFormat. */
  constructor(delta: Pnl | DecimalInput, absolute: Pnl | DecimalInput) {
    this.#delta = makePnl(readPnl(delta));
    this.#absolute = makePnl(readPnl(absolute));
  }

  /** By how much it changed. */
  get delta(): Pnl {
    return this.#delta;
  }

  /** The value after the change. */
  get absolute(): Pnl {
    return this.#absolute;
  }

  /** A new object of the same pair. */
  clone(): PnlOutcomeAmount {
    return new PnlOutcomeAmount(this.#delta, this.#absolute);
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}
