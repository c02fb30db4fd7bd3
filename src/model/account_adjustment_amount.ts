import { markLibraryClass, readAdjustmentAmount } from "../param/internal.ts";
import type { AdjustmentAmount, AdjustmentAmountInit } from "../param/mod.ts";
import { groupRecord, LENIENT, type Optional, optional, type ReadOptions } from "./_fields.ts";

/** Plain form of an {@linkcode AccountAdjustmentAmount}. */
export interface AccountAdjustmentAmountInit {
  /** What can be spent. */
  readonly balance?: Optional<AdjustmentAmount | AdjustmentAmountInit>;
  /** What is reserved. */
  readonly held?: Optional<AdjustmentAmount | AdjustmentAmountInit>;
  /** What is expected. */
  readonly incoming?: Optional<AdjustmentAmount | AdjustmentAmountInit>;
}

let isAdjustmentAmounts: (value: unknown) => value is AccountAdjustmentAmount;

/** Which balances an adjustment changes, and how. */
export class AccountAdjustmentAmount {
  // Keeps the class apart from its plain form at compile time; not there at run time.
  declare private readonly brand: "AccountAdjustmentAmount";
  #balance: AdjustmentAmount | undefined;
  #held: AdjustmentAmount | undefined;
  #incoming: AdjustmentAmount | undefined;

  static {
    markLibraryClass(this, "AccountAdjustmentAmount");
    isAdjustmentAmounts = (value): value is AccountAdjustmentAmount =>
      typeof value === "object" && value !== null && #balance in value;
  }

  /** What can be spent. */
  get balance(): AdjustmentAmount | undefined {
    return this.#balance;
  }
  set balance(value: Optional<AdjustmentAmount | AdjustmentAmountInit>) {
    this.#balance = optional(value, readAdjustmentAmount);
  }

  /** What is reserved. */
  get held(): AdjustmentAmount | undefined {
    return this.#held;
  }
  set held(value: Optional<AdjustmentAmount | AdjustmentAmountInit>) {
    this.#held = optional(value, readAdjustmentAmount);
  }

  /** What is expected. */
  get incoming(): AdjustmentAmount | undefined {
    return this.#incoming;
  }
  set incoming(value: Optional<AdjustmentAmount | AdjustmentAmountInit>) {
    this.#incoming = optional(value, readAdjustmentAmount);
  }

  /** A new object of the same fields. */
  clone(): AccountAdjustmentAmount {
    const copy = new AccountAdjustmentAmount();
    copy.#balance = this.#balance;
    copy.#held = this.#held;
    copy.#incoming = this.#incoming;
    return copy;
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

const FIELDS: readonly string[] = ["balance", "held", "incoming"];

/** Reads an amount group, class or plain form, into an object of its own. Each field is read once. */
export function readAccountAdjustmentAmount(
  value: unknown,
  options: ReadOptions = LENIENT,
): AccountAdjustmentAmount {
  if (isAdjustmentAmounts(value)) return value.clone();
  const record = groupRecord(value, "amount", "AccountAdjustmentAmount", FIELDS, options);
  const amount = new AccountAdjustmentAmount();
  amount.balance = record.balance as AdjustmentAmount;
  amount.held = record.held as AdjustmentAmount;
  amount.incoming = record.incoming as AdjustmentAmount;
  return amount;
}
