import { isPlainRecord, markLibraryClass, typeError } from "../param/internal.ts";
import {
  type AccountAdjustmentOperation,
  type AccountAdjustmentOperationInit,
  readAccountAdjustmentOperation,
} from "./_account_adjustment_operation.ts";
import { isAbsent, LENIENT, type Optional, type ReadOptions } from "./_fields.ts";
import {
  type AccountAdjustmentAmount,
  type AccountAdjustmentAmountInit,
  readAccountAdjustmentAmount,
} from "./account_adjustment_amount.ts";
import {
  type AccountAdjustmentBounds,
  type AccountAdjustmentBoundsInit,
  readAccountAdjustmentBounds,
} from "./account_adjustment_bounds.ts";

/** Plain form of an {@linkcode AccountAdjustment}. */
export interface AccountAdjustmentInit {
  /** What is adjusted. In plain form its fields tell which of the three operations it is. */
  readonly operation?: Optional<AccountAdjustmentOperation | AccountAdjustmentOperationInit>;
  /** Which balances change, and how. */
  readonly amount?: Optional<AccountAdjustmentAmount | AccountAdjustmentAmountInit>;
  /** Between which values they must be afterwards. */
  readonly bounds?: Optional<AccountAdjustmentBounds | AccountAdjustmentBoundsInit>;
}

let isAccountAdjustment: (value: unknown) => value is AccountAdjustment;

/**
 * A correction of an account from outside of trading, such as a deposit: a carrier of optional groups. What is
 * required is decided by the policies that read it.
 *
 * Groups are copied in and out: to change one, assign it back.
 */
export class AccountAdjustment {
  // Keeps the class apart from its plain form at compile time; not there at run time.
  declare private readonly brand: "AccountAdjustment";
  #operation: AccountAdjustmentOperation | undefined;
  #amount: AccountAdjustmentAmount | undefined;
  #bounds: AccountAdjustmentBounds | undefined;

  static {
    markLibraryClass(this, "AccountAdjustment");
    isAccountAdjustment = (value): value is AccountAdjustment =>
      typeof value === "object" && value !== null && #operation in value;
  }

  /** What is adjusted, as a copy. */
  get operation(): AccountAdjustmentOperation | undefined {
    return this.#operation?.clone();
  }
  set operation(value: Optional<AccountAdjustmentOperation | AccountAdjustmentOperationInit>) {
    this.#operation = isAbsent(value) ? undefined : readAccountAdjustmentOperation(value);
  }

  /** Which balances change, and how, as a copy. */
  get amount(): AccountAdjustmentAmount | undefined {
    return this.#amount?.clone();
  }
  set amount(value: Optional<AccountAdjustmentAmount | AccountAdjustmentAmountInit>) {
    this.#amount = isAbsent(value) ? undefined : readAccountAdjustmentAmount(value);
  }

  /** Between which values they must be afterwards, as a copy. */
  get bounds(): AccountAdjustmentBounds | undefined {
    return this.#bounds?.clone();
  }
  set bounds(value: Optional<AccountAdjustmentBounds | AccountAdjustmentBoundsInit>) {
    this.#bounds = isAbsent(value) ? undefined : readAccountAdjustmentBounds(value);
  }

  /** A new object of the same fields. */
  clone(): AccountAdjustment {
    const copy = new AccountAdjustment();
    copy.#operation = this.#operation?.clone();
    copy.#amount = this.#amount?.clone();
    copy.#bounds = this.#bounds?.clone();
    return copy;
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

/** Reads one adjustment of a batch, class or plain form, into an object of its own. Each field is read once. */
export function readAccountAdjustment(
  value: unknown,
  options: ReadOptions = LENIENT,
): AccountAdjustment {
  if (isAccountAdjustment(value)) return value.clone();
  if (!isPlainRecord(value)) {
    throw typeError("each adjustment must be an AccountAdjustment or a plain object");
  }
  const { operation, amount, bounds } = value;
  const adjustment = new AccountAdjustment();
  // The groups are objects of the package after this, which the setters copy without reading the caller's again.
  if (!isAbsent(operation)) {
    adjustment.operation = readAccountAdjustmentOperation(operation, options);
  }
  if (!isAbsent(amount)) adjustment.amount = readAccountAdjustmentAmount(amount, options);
  if (!isAbsent(bounds)) adjustment.bounds = readAccountAdjustmentBounds(bounds, options);
  return adjustment;
}
