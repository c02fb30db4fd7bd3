import { markLibraryClass, notConstructibleError, primitiveError } from "./_library_object.ts";
import { readWord } from "./_enum_text.ts";

const MAKER: unique symbol = Symbol();

/** The texts of {@linkcode PositionSide}. */
export type PositionSideValue = "LONG" | "SHORT";

/** The side of a position. Texts are read in any letter case. */
export class PositionSide {
  // Keeps the enum types apart at compile time; not there at run time.
  declare private readonly brand: "PositionSide";
  readonly #value: PositionSideValue;

  static {
    markLibraryClass(this, "PositionSide");
  }

  /** Made by the factories only. @throws {TypeError} If called from outside. */
  private constructor(maker: symbol, value: PositionSideValue) {
    if (maker !== MAKER) throw notConstructibleError("PositionSide");
    this.#value = value;
  }

  /** Reads `LONG` or `SHORT`, any letter case. @throws {TypeError} If it is no text. @throws {RangeError} If it is another one. */
  static fromString(text: string): PositionSide {
    return new PositionSide(MAKER, readPositionSide(text));
  }

  /** The long side. */
  static long(): PositionSide {
    return new PositionSide(MAKER, "LONG");
  }

  /** The short side. */
  static short(): PositionSide {
    return new PositionSide(MAKER, "SHORT");
  }

  /** Whether this is `LONG`. */
  isLong(): boolean {
    return this.#value === "LONG";
  }

  /** Whether this is `SHORT`. */
  isShort(): boolean {
    return this.#value === "SHORT";
  }

  /** The other one. */
  opposite(): PositionSide {
    return new PositionSide(MAKER, this.#value === "LONG" ? "SHORT" : "LONG");
  }

  /** The canonical text. */
  toString(): PositionSideValue {
    return this.#value;
  }

  /** The canonical text. */
  toJSON(): PositionSideValue {
    return this.#value;
  }

  /** Refuses `<`, `>` and `+`, which would compare or join texts in silence. @throws {TypeError} Always. */
  valueOf(): never {
    throw primitiveError("PositionSide");
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

const WORDS: ReadonlyMap<string, PositionSideValue> = new Map([
  ["long", "LONG"],
  ["short", "SHORT"],
]);

/** Reads the text form, any letter case. */
export function readPositionSide(value: unknown): PositionSideValue {
  if (value === "LONG" || value === "SHORT") return value;
  return readWord(value, WORDS, "position side", 'position side must be "LONG" or "SHORT"');
}
