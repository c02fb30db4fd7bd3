import { markLibraryClass, MAX_U16, readInteger } from "../param/internal.ts";
import { instance } from "./_fields.ts";
import { type AccountOutcomeEntry, isAccountOutcomeEntry } from "./account_outcome_entry.ts";

/** Whether a value is an {@linkcode AccountAdjustmentOutcome}. */
export let isAccountAdjustmentOutcome: (value: unknown) => value is AccountAdjustmentOutcome;

/** What happened to one asset of an account, as a policy group reports it. Immutable. */
export class AccountAdjustmentOutcome {
  // Keeps the class apart from others at compile time; not there at run time.
  declare private readonly brand: "AccountAdjustmentOutcome";
  readonly #policyGroupId: number;
  readonly #entry: AccountOutcomeEntry;

  static {
    markLibraryClass(this, "AccountAdjustmentOutcome");
    isAccountAdjustmentOutcome = (value): value is AccountAdjustmentOutcome =>
      typeof value === "object" && value !== null && #entry in value;
  }

  /** Makes an outcome. @throws {TypeError} Wrong type. @throws {RangeError} If the group id is not 0 to 65535. */
  constructor(policyGroupId: number, entry: AccountOutcomeEntry) {
    this.#policyGroupId = readInteger(policyGroupId, "policyGroupId", MAX_U16);
    this.#entry = instance(entry, isAccountOutcomeEntry, "entry", "AccountOutcomeEntry");
  }

  /** Group of the policy that reports, 0 to 65535. */
  get policyGroupId(): number {
    return this.#policyGroupId;
  }

  /** What happened. */
  get entry(): AccountOutcomeEntry {
    return this.#entry;
  }

  /** A new object of the same outcome. */
  clone(): AccountAdjustmentOutcome {
    return new AccountAdjustmentOutcome(this.#policyGroupId, this.#entry);
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}
