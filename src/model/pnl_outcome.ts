import { markLibraryClass, typeError } from "../param/internal.ts";
import { type Optional, optionalInstance } from "./_fields.ts";
import { isPnlHaltReason, type PnlHaltReason } from "./pnl_halt_reason.ts";
import { isPnlOutcomeAmount, type PnlOutcomeAmount } from "./pnl_outcome_amount.ts";

/** Whether a value is a {@linkcode PnlOutcome}. */
export let isPnlOutcome: (value: unknown) => value is PnlOutcome;

/** What happened to a profit or loss: a change, or the reason why it is no longer calculated. Immutable. */
export class PnlOutcome {
  // Keeps the class apart from others at compile time; not there at run time.
  declare private readonly brand: "PnlOutcome";
  readonly #pnl: PnlOutcomeAmount | undefined;
  readonly #haltReason: PnlHaltReason | undefined;

  static {
    markLibraryClass(this, "PnlOutcome");
    isPnlOutcome = (value): value is PnlOutcome =>
      typeof value === "object" && value !== null && #pnl in value;
  }

  /** Makes an outcome of exactly one of the two. @throws {TypeError} Wrong type, both or none. */
  constructor(pnl?: Optional<PnlOutcomeAmount>, haltReason?: Optional<PnlHaltReason>) {
    this.#pnl = optionalInstance(pnl, isPnlOutcomeAmount, "pnl", "PnlOutcomeAmount");
    this.#haltReason = optionalInstance(haltReason, isPnlHaltReason, "haltReason", "PnlHaltReason");
    if ((this.#pnl === undefined) === (this.#haltReason === undefined)) {
      throw typeError("PnL outcome requires exactly one of pnl or haltReason");
    }
  }

  /** The change, unless halted. */
  get pnl(): PnlOutcomeAmount | undefined {
    return this.#pnl;
  }

  /** Why it is no longer calculated, if halted. */
  get haltReason(): PnlHaltReason | undefined {
    return this.#haltReason;
  }

  /** Whether there is a change to read. */
  get ok(): boolean {
    return this.#pnl !== undefined;
  }

  /** Whether it is no longer calculated. */
  get isHalted(): boolean {
    return this.#haltReason !== undefined;
  }

  /** A new object of the same outcome. */
  clone(): PnlOutcome {
    return new PnlOutcome(this.#pnl, this.#haltReason);
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}
