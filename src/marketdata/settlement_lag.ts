import { instance } from "../model/internal.ts";
import { markLibraryClass, MAX_U64, rangeError, typeError } from "../param/internal.ts";
import { readSettlementUnit, type SettlementUnit } from "./settlement_unit.ts";

/** Reads a lag, which has no plain form. @throws {TypeError} If it is none. */
export let readSettlementLag: (value: unknown, label: string) => SettlementLag;

/** How long after a trade one of its legs settles, such as 2 business days. Immutable. */
export class SettlementLag {
  // Keeps the class apart from look-alikes at compile time; not there at run time.
  declare private readonly brand: "SettlementLag";
  readonly #count: bigint;
  readonly #unit: SettlementUnit;

  static {
    markLibraryClass(this, "SettlementLag");
    const isLag = (value: unknown): value is SettlementLag =>
      typeof value === "object" && value !== null && #count in value;
    readSettlementLag = (value, label) => instance(value, isLag, label, "SettlementLag");
  }

  /** Takes 0 to 2^64 − 1 days of a unit. @throws {TypeError} If either has another type. @throws {RangeError} If either is out of range. */
  constructor(n: bigint, unit: SettlementUnit) {
    if (typeof n !== "bigint") throw typeError("settlement lag must be a bigint");
    if (n < 0n || n > MAX_U64) {
      throw rangeError(`settlement lag must be an integer in range 0..=${MAX_U64}`);
    }
    this.#count = n;
    this.#unit = readSettlementUnit(unit);
  }

  /** How many days. */
  get n(): bigint {
    return this.#count;
  }

  /** Which days. */
  get unit(): SettlementUnit {
    return this.#unit;
  }

  /** Whether both are the same number of the same days. */
  equals(other: SettlementLag): boolean {
    const lag = readSettlementLag(other, "other");
    return this.#count === lag.#count && this.#unit === lag.#unit;
  }

  /** A new object of the same lag. */
  clone(): SettlementLag {
    return new SettlementLag(this.#count, this.#unit);
  }

  /** Refuses `<`, `>` and `+`, which would compare or join texts in silence. @throws {TypeError} Always. */
  valueOf(): never {
    throw typeError("Cannot convert a SettlementLag to a primitive value: use n or equals()");
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}
