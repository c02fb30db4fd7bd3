import { fnv1a64 } from "../internal/fnv.ts";
import { MAX_U64 } from "./_integer.ts";
import { markLibraryClass, notConstructibleError, primitiveError } from "./_library_object.ts";
import { isBlank } from "./asset.ts";
import { AccountIdError, ErrorCode, rangeError, typeError } from "./errors.ts";

const MAKER: unique symbol = Symbol();

/** Every way to name an account; a text is hashed, so `"42"` is not account 42. */
export type AccountIdInput = AccountId | number | bigint | string;

let valueOfAccountId: (account: AccountId) => bigint;
let isAccountId: (value: unknown) => value is AccountId;

/**
 * A 64-bit account id.
 *
 * A text is hashed (FNV-1a, 64 bit, over its UTF-8 bytes as given). Source: docs/semantics.md rule PAR-12.
 *
 * @example
 * ```ts
 * import { AccountId } from "@openpit-ts/openpit/param";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(AccountId.fromString("acc-1").value, 10697264322394758796n);
 * ```
 */
export class AccountId {
  // Keeps the id types apart at compile time; not there at run time.
  declare private readonly brand: "AccountId";
  readonly #value: bigint;

  static {
    markLibraryClass(this, "AccountId");
    valueOfAccountId = (account) => account.#value;
    isAccountId = (value): value is AccountId =>
      typeof value === "object" && value !== null && #value in value;
  }

  /** Made by the factories only. @throws {TypeError} If called from outside. */
  private constructor(maker: symbol, value: bigint) {
    if (maker !== MAKER) throw notConstructibleError("AccountId");
    this.#value = value;
  }

  /** Takes a number 0 to 2^64 − 1 as it is. @throws {TypeError} If it is no bigint. @throws {RangeError} Out of range. */
  static fromInt(value: bigint): AccountId {
    if (typeof value !== "bigint") throw typeError("account id must be a bigint");
    if (value < 0n || value > MAX_U64) {
      throw rangeError(`account id must be an integer in range 0..=${MAX_U64}`);
    }
    return new AccountId(MAKER, value);
  }

  /** Hashes a text. @throws {TypeError} If it is no text. @throws {AccountIdError} If it is blank. */
  static fromString(text: string): AccountId {
    if (typeof text !== "string") throw typeError("account id must be a string");
    return new AccountId(MAKER, hashOf(text));
  }

  /** The id, 0 to 2^64 − 1. */
  get value(): bigint {
    return this.#value;
  }

  /** Whether both are the same account. */
  equals(other: AccountId): boolean {
    if (!isAccountId(other)) throw typeError("other must be an AccountId");
    return this.#value === other.#value;
  }

  /** The id in decimal. */
  toString(): string {
    return this.#value.toString();
  }

  /** A new object of the same id. */
  clone(): AccountId {
    return new AccountId(MAKER, this.#value);
  }

  /** Refuses `<`, `>` and `+`, which would compare or join texts in silence. @throws {TypeError} Always. */
  valueOf(): never {
    throw primitiveError("AccountId");
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

/** Wraps a number that is known to be a valid account id. */
export function makeAccountId(value: bigint): AccountId {
  return AccountId.fromInt(value);
}

/** Reads the number of any form of an account id. @throws {AccountIdError} For everything that names no account. */
export function readAccountId(value: unknown): bigint {
  switch (typeof value) {
    case "number":
      return fromNumber(value);
    case "string":
      return hashOf(value);
    case "bigint":
      if (value >= 0n && value <= MAX_U64) return value;
      break;
    default:
      if (isAccountId(value)) return valueOfAccountId(value);
  }
  throw accountIdError("account id must be a non-negative integer");
}

function fromNumber(value: number): bigint {
  if (!Number.isInteger(value) || value < 0) {
    throw accountIdError("account id must be a non-negative integer");
  }
  if (value > Number.MAX_SAFE_INTEGER) {
    throw accountIdError(
      "account id number must not exceed Number.MAX_SAFE_INTEGER; use bigint for larger numeric ids or a string identifier",
    );
  }
  return BigInt(value);
}

function hashOf(text: string): bigint {
  if (isBlank(text)) throw accountIdError("account id string must not be empty");
  return fnv1a64(text);
}

function accountIdError(message: string): AccountIdError {
  return new AccountIdError(message, { code: ErrorCode.AccountIdEmpty });
}
