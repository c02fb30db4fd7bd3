import {
  makeAccountId,
  markLibraryClass,
  MAX_U16,
  readAccountId,
  readInteger,
} from "../param/internal.ts";
import type { AccountId, AccountIdInput } from "../param/mod.ts";
import type { Optional } from "./_fields.ts";
import type { PnlHaltReason } from "./pnl_halt_reason.ts";
import { PnlOutcome } from "./pnl_outcome.ts";
import type { PnlOutcomeAmount } from "./pnl_outcome_amount.ts";

/** Whether a value is an {@linkcode AccountPnlOutcome}. */
export let isAccountPnlOutcome: (value: unknown) => value is AccountPnlOutcome;

/** What happened to an account's profit or loss, as a policy group reports it. Immutable. */
export class AccountPnlOutcome {
  // Keeps the class apart from others at compile time; not there at run time.
  declare private readonly brand: "AccountPnlOutcome";
  readonly #policyGroupId: number;
  readonly #accountId: bigint;
  readonly #outcome: PnlOutcome;

  static {
    markLibraryClass(this, "AccountPnlOutcome");
    isAccountPnlOutcome = (value): value is AccountPnlOutcome =>
      typeof value === "object" && value !== null && #outcome in value;
  }

  /**
   * Makes an outcome of exactly one of `pnl` and `haltReason`.
   *
   * @throws {TypeError} Wrong type, both or none of the two.
   * @throws {RangeError} If the group id is not 0 to 65535.
   * @throws {AccountIdError} If the account can't be read.
   */
  constructor(
    policyGroupId: number,
    account: AccountIdInput,
    pnl?: Optional<PnlOutcomeAmount>,
    haltReason?: Optional<PnlHaltReason>,
  ) {
    this.#policyGroupId = readInteger(policyGroupId, "policyGroupId", MAX_U16);
    this.#accountId = readAccountId(account);
    this.#outcome = new PnlOutcome(pnl, haltReason);
  }

  /** Group of the policy that reports, 0 to 65535. */
  get policyGroupId(): number {
    return this.#policyGroupId;
  }

  /** Whose profit or loss it is. */
  get accountId(): AccountId {
    return makeAccountId(this.#accountId);
  }

  /** The change, unless halted. */
  get pnl(): PnlOutcomeAmount | undefined {
    return this.#outcome.pnl;
  }

  /** Why it is no longer calculated, if halted. */
  get haltReason(): PnlHaltReason | undefined {
    return this.#outcome.haltReason;
  }

  /** Whether there is a change to read. */
  get ok(): boolean {
    return this.#outcome.ok;
  }

  /** Whether it is no longer calculated. */
  get isHalted(): boolean {
    return this.#outcome.isHalted;
  }

  /** A new object of the same outcome. */
  clone(): AccountPnlOutcome {
    return new AccountPnlOutcome(this.#policyGroupId, this.#accountId, this.pnl, this.haltReason);
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}
