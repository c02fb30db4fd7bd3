import { markLibraryClass, typeError } from "../param/internal.ts";
import { makeReject, type Reject } from "./reject.ts";
import { readRejectCode, type RejectCode } from "./reject_code.ts";
import { readUserData } from "./_user_data.ts";

let isAccountBlock: (value: unknown) => value is AccountBlock;

/** Why an account is blocked. A value: the engine keeps copies. */
export class AccountBlock {
  // Keeps the class apart from look-alikes at compile time; not there at run time.
  declare private readonly brand: "AccountBlock";
  /** Name of the policy that asked for the block, or `Engine`. */
  readonly policy: string;
  /** What kind of refusal orders of the account get. */
  readonly code: RejectCode;
  /** One short sentence for people. */
  readonly reason: string;
  /** The numbers that were compared. */
  readonly details: string;
  /** A token of the policy, 0 to 2^64 − 1; 0n if unset. */
  readonly userData: bigint;
  readonly #isBlock = true;

  static {
    markLibraryClass(this, "AccountBlock");
    isAccountBlock = (value): value is AccountBlock =>
      typeof value === "object" && value !== null && #isBlock in value;
  }

  /**
   * Makes a block.
   *
   * @throws {TypeError} If a text is no text, or the token neither number nor bigint.
   * @throws {ParamError} If the code is unknown.
   * @throws {RangeError} If the token is out of range.
   */
  constructor(
    policy: string,
    code: RejectCode,
    reason: string,
    details: string,
    userData?: number | bigint | null,
  ) {
    this.policy = requiredText(policy, "policy");
    this.code = readRejectCode(requiredText(code, "code"));
    this.reason = requiredText(reason, "reason");
    this.details = requiredText(details, "details");
    this.userData = readUserData(userData);
  }

  /** A new object of the same cause. */
  clone(): AccountBlock {
    return new AccountBlock(this.policy, this.code, this.reason, this.details, this.userData);
  }

  /** Plain data; `userData` as text, since JSON has no 64-bit integers. */
  toJSON(): Record<string, string> {
    const { policy, code, reason, details } = this;
    return { policy, code, reason, details, userData: this.userData.toString() };
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

/** The refusal that orders of a blocked account get. */
export function rejectOfBlock(block: AccountBlock): Reject {
  return makeReject(
    block.policy,
    "account",
    block.code,
    block.reason,
    block.details,
    block.userData,
  );
}

/** The block that a reject of account scope leads to. */
export function blockOfReject(reject: Reject): AccountBlock {
  return new AccountBlock(
    reject.policy,
    "AccountBlocked",
    reject.reason,
    reject.details,
    reject.userData,
  );
}

/** Checks an argument that must be a block, and copies it. @throws {TypeError} If it isn't one. */
export function readAccountBlock(value: unknown, label: string): AccountBlock {
  if (!isAccountBlock(value)) throw typeError(`${label} must be an AccountBlock`);
  return value.clone();
}

function requiredText(value: unknown, label: string): string {
  if (typeof value !== "string") throw typeError(`${label} must be a string`);
  return value;
}
