import { markLibraryClass } from "../param/internal.ts";
import type { DecimalInput, Pnl } from "../param/mod.ts";
import { readPnlState } from "./_pnl_state.ts";
import type { PnlHaltReason } from "./pnl_halt_reason.ts";

/** Plain form of an {@linkcode AccountAdjustmentAccountPnlOperation}. */
export interface AccountAdjustmentAccountPnlOperationInit {
  /** The profit or loss to be set, or why it can't be calculated. */
  readonly state: Pnl | DecimalInput | PnlHaltReason;
}

/** Whether a value is an {@linkcode AccountAdjustmentAccountPnlOperation}. */
export let isAccountPnlOperation: (
  value: unknown,
) => value is AccountAdjustmentAccountPnlOperation;

/** Sets the profit or loss of a whole account, or halts it. */
export class AccountAdjustmentAccountPnlOperation {
  // Keeps the class apart from its plain form at compile time; not there at run time.
  declare private readonly brand: "AccountAdjustmentAccountPnlOperation";
  #state: Pnl | PnlHaltReason;

  static {
    markLibraryClass(this, "AccountAdjustmentAccountPnlOperation");
    isAccountPnlOperation = (value): value is AccountAdjustmentAccountPnlOperation =>
      typeof value === "object" && value !== null && #state in value;
  }

  /** Makes an operation. @throws {TypeError} Wrong type. @throws {RangeError} If a number is no safe integer. @throws {ParamError} InvalidFormat. */
  constructor(state: Pnl | DecimalInput | PnlHaltReason) {
    this.#state = readPnlState(state, "state");
  }

  /** The profit or loss to be set, or why it can't be calculated. It can't be cleared. */
  get state(): Pnl | PnlHaltReason {
    return this.#state;
  }
  set state(value: Pnl | DecimalInput | PnlHaltReason) {
    this.#state = readPnlState(value, "state");
  }

  /** A new object of the same fields. */
  clone(): AccountAdjustmentAccountPnlOperation {
    return new AccountAdjustmentAccountPnlOperation(this.#state);
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}
