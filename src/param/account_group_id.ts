import { fnv1a32 } from "../internal/fnv.ts";
import { MAX_U32, readInteger } from "./_integer.ts";
import { markLibraryClass, notConstructibleError, primitiveError } from "./_library_object.ts";
import { otherError } from "./_param_errors.ts";
import { isBlank } from "./asset.ts";
import { typeError } from "./errors.ts";

const MAKER: unique symbol = Symbol();

/** Every way to name an account group; a text is hashed. The default group has only its class form. */
export type AccountGroupIdInput = AccountGroupId | number | bigint | string;

let isAccountGroupId: (value: unknown) => value is AccountGroupId;

/**
 * A 32-bit account group id; 0 is the reserved default group.
 *
 * A text is hashed (FNV-1a, 32 bit; a hash of 0 becomes 1). Source: docs/semantics.md rule PAR-12.
 */
export class AccountGroupId {
  // Keeps the id types apart at compile time; not there at run time.
  declare private readonly brand: "AccountGroupId";
  readonly #value: number;

  static {
    markLibraryClass(this, "AccountGroupId");
    isAccountGroupId = (value): value is AccountGroupId =>
      typeof value === "object" && value !== null && #value in value;
  }

  /** Made by the factories only. @throws {TypeError} If called from outside. */
  private constructor(maker: symbol, value: number) {
    if (maker !== MAKER) throw notConstructibleError("AccountGroupId");
    this.#value = value;
  }

  /** The group of every account that is in no other one. */
  static DEFAULT(): AccountGroupId {
    return new AccountGroupId(MAKER, 0);
  }

  /** Takes 1 to 2^32 − 1. @throws {TypeError} If it is no number. @throws {RangeError} Out of range. @throws {ParamError} For 0. */
  static fromInt(value: number): AccountGroupId {
    const id = readInteger(value, "account group id", MAX_U32);
    if (id === 0) throw otherError("account group id must not equal the reserved default group");
    return new AccountGroupId(MAKER, id);
  }

  /** Hashes a text. @throws {TypeError} If it is no text. @throws {ParamError} If it is blank. */
  static fromString(text: string): AccountGroupId {
    if (typeof text !== "string") throw typeError("account group id must be a string");
    if (isBlank(text)) throw otherError("account group id string must not be empty");
    const hash = fnv1a32(text);
    return new AccountGroupId(MAKER, hash === 0 ? 1 : hash);
  }

  /** The id, 0 to 2^32 − 1. */
  get value(): number {
    return this.#value;
  }

  /** Whether both are the same group. */
  equals(other: AccountGroupId): boolean {
    if (!isAccountGroupId(other)) throw typeError("other must be an AccountGroupId");
    return this.#value === other.#value;
  }

  /** The id in decimal. */
  toString(): string {
    return this.#value.toString();
  }

  /** A new object of the same id. */
  clone(): AccountGroupId {
    return new AccountGroupId(MAKER, this.#value);
  }

  /** Refuses `<`, `>` and `+`, which would compare or join texts in silence. @throws {TypeError} Always. */
  valueOf(): never {
    throw primitiveError("AccountGroupId");
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

/** Wraps a number that is known to be a valid group id, 0 (the default group) included. */
export function makeAccountGroupId(value: number): AccountGroupId {
  return value === 0 ? AccountGroupId.DEFAULT() : AccountGroupId.fromInt(value);
}

/** Reads the number of any form of a group id. @throws {ParamError} For everything that names no group. */
export function readAccountGroupId(value: unknown): number {
  switch (typeof value) {
    case "string":
      return AccountGroupId.fromString(value).value;
    case "number":
    case "bigint":
      if (value >= 0 && value <= MAX_U32 && Number.isInteger(Number(value))) {
        return AccountGroupId.fromInt(Number(value)).value;
      }
      break;
    default:
      if (isAccountGroupId(value)) return value.value;
  }
  throw otherError("account group id must be a non-negative integer or a string");
}
