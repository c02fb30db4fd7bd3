import { MAX_U64 } from "./_integer.ts";
import { markLibraryClass, primitiveError } from "./_library_object.ts";
import { otherError } from "./_param_errors.ts";
import { rangeError, typeError } from "./errors.ts";

/** Every way to name an instrument by number; a text is its decimal form, never hashed. */
export type InstrumentIdInput = InstrumentId | number | bigint | string;

let isInstrumentId: (value: unknown) => value is InstrumentId;

/** A 64-bit instrument id, as a market-data service or a reference book gives it. */
export class InstrumentId {
  // Keeps the id types apart at compile time; not there at run time.
  declare private readonly brand: "InstrumentId";
  readonly #value: bigint;

  static {
    markLibraryClass(this, "InstrumentId");
    isInstrumentId = (value): value is InstrumentId =>
      typeof value === "object" && value !== null && #value in value;
  }

  /** Takes 0 to 2^64 − 1. @throws {TypeError} If it is no bigint. @throws {RangeError} Out of range. */
  constructor(value: bigint) {
    if (typeof value !== "bigint") throw typeError("instrument id must be a bigint");
    if (value < 0n || value > MAX_U64) {
      throw rangeError(`instrument id must be an integer in range 0..=${MAX_U64}`);
    }
    this.#value = value;
  }

  /** The id, 0 to 2^64 − 1. */
  get value(): bigint {
    return this.#value;
  }

  /** Whether both are the same id. */
  equals(other: InstrumentId): boolean {
    if (!isInstrumentId(other)) throw typeError("other must be an InstrumentId");
    return this.#value === other.#value;
  }

  /** The id in decimal. */
  toString(): string {
    return this.#value.toString();
  }

  /** A new object of the same id. */
  clone(): InstrumentId {
    return new InstrumentId(this.#value);
  }

  /** Refuses `<`, `>` and `+`, which would compare or join texts in silence. @throws {TypeError} Always. */
  valueOf(): never {
    throw primitiveError("InstrumentId");
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

/** Reads any form of an instrument id. @throws {ParamError} For everything that is none. */
export function readInstrumentId(value: unknown): InstrumentId {
  if (isInstrumentId(value)) return value;
  const id = toInteger(value);
  if (id === undefined || id < 0n || id > MAX_U64) {
    throw otherError("instrument id must be a non-negative integer or its decimal string");
  }
  return new InstrumentId(id);
}

function toInteger(value: unknown): bigint | undefined {
  if (typeof value === "bigint") return value;
  if (typeof value === "string") {
    return /^\+?[0-9]+$/.test(value.trim()) ? BigInt(value.trim().replace("+", "")) : undefined;
  }
  if (typeof value !== "number" || !Number.isInteger(value) || value < 0) return undefined;
  if (value > Number.MAX_SAFE_INTEGER) {
    throw otherError(
      "instrument id number must not exceed Number.MAX_SAFE_INTEGER; use bigint or a decimal string for larger ids",
    );
  }
  return BigInt(value);
}
