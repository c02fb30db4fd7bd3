import { isPlainRecord, markLibraryClass, primitiveError } from "./_library_object.ts";
import { readAsset } from "./asset.ts";
import { typeError } from "./errors.ts";

/** Plain form of an {@linkcode Instrument}. */
export interface InstrumentInit {
  /** What is bought or sold. */
  readonly underlyingAsset: string;
  /** What it is paid in. */
  readonly settlementAsset: string;
}

let isInstrument: (value: unknown) => value is Instrument;

/** A pair of assets: what is traded, and what it is paid in. Immutable; assets are kept verbatim. */
export class Instrument {
  // Keeps the class apart from its plain form at compile time; not there at run time.
  declare private readonly brand: "Instrument";
  readonly #underlyingAsset: string;
  readonly #settlementAsset: string;

  static {
    markLibraryClass(this, "Instrument");
    isInstrument = (value): value is Instrument =>
      typeof value === "object" && value !== null && #underlyingAsset in value;
  }

  /** Makes a pair. @throws {TypeError} If an asset is no text. @throws {AssetError} If one is blank. */
  constructor(underlyingAsset: string, settlementAsset: string) {
    this.#underlyingAsset = readAsset(underlyingAsset, "underlyingAsset");
    this.#settlementAsset = readAsset(settlementAsset, "settlementAsset");
  }

  /** What is bought or sold. */
  get underlyingAsset(): string {
    return this.#underlyingAsset;
  }

  /** What it is paid in. */
  get settlementAsset(): string {
    return this.#settlementAsset;
  }

  /** Whether both are the same ordered pair. */
  equals(other: Instrument): boolean {
    if (!isInstrument(other)) throw typeError("other must be an Instrument");
    return this.#underlyingAsset === other.#underlyingAsset &&
      this.#settlementAsset === other.#settlementAsset;
  }

  /** `Instrument(UNDERLYING/SETTLEMENT)`. */
  toString(): string {
    return `Instrument(${this.#underlyingAsset}/${this.#settlementAsset})`;
  }

  /** A new object of the same pair. */
  clone(): Instrument {
    return new Instrument(this.#underlyingAsset, this.#settlementAsset);
  }

  /** Refuses `<`, `>` and `+`, which would compare or join texts in silence. @throws {TypeError} Always. */
  valueOf(): never {
    throw primitiveError("Instrument");
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

/** Reads an instrument or its plain form. */
export function readInstrument(value: unknown): Instrument {
  if (isInstrument(value)) return value;
  if (!isPlainRecord(value)) {
    throw typeError("instrument must be an Instrument or { underlyingAsset, settlementAsset }");
  }
  return new Instrument(
    readLeg(value.underlyingAsset, "underlyingAsset"),
    readLeg(value.settlementAsset, "settlementAsset"),
  );
}

function readLeg(value: unknown, field: string): string {
  if (typeof value === "string") return value;
  throw typeError(`instrument.${field} is required and must be a string`);
}
