import { markLibraryClass, notConstructibleError, primitiveError } from "./_library_object.ts";
import { readWord } from "./_enum_text.ts";

const MAKER: unique symbol = Symbol();

/** The texts of {@linkcode Side}. */
export type SideValue = "BUY" | "SELL";

/** The side of an order. Texts are read in any letter case. */
export class Side {
  // Keeps the enum types apart at compile time; not there at run time.
  declare private readonly brand: "Side";
  readonly #value: SideValue;

  static {
    markLibraryClass(this, "Side");
  }

  /** Made by the factories only. @throws {TypeError} If called from outside. */
  private constructor(maker: symbol, value: SideValue) {
    if (maker !== MAKER) throw notConstructibleError("Side");
    this.#value = value;
  }

  /** Reads `BUY` or `SELL`, any letter case. @throws {TypeError} If it is no text. @throws {RangeError} If it is another one. */
  static fromString(text: string): Side {
    return new Side(MAKER, readSide(text));
  }

  /** The buying side. */
  static buy(): Side {
    return new Side(MAKER, "BUY");
  }

  /** The selling side. */
  static sell(): Side {
    return new Side(MAKER, "SELL");
  }

  /** Whether this is `BUY`. */
  isBuy(): boolean {
    return this.#value === "BUY";
  }

  /** Whether this is `SELL`. */
  isSell(): boolean {
    return this.#value === "SELL";
  }

  /** The other one. */
  opposite(): Side {
    return new Side(MAKER, this.#value === "BUY" ? "SELL" : "BUY");
  }

  /** +1 for BUY, −1 for SELL. */
  sign(): 1 | -1 {
    return this.#value === "BUY" ? 1 : -1;
  }

  /** The canonical text. */
  toString(): SideValue {
    return this.#value;
  }

  /** The canonical text. */
  toJSON(): SideValue {
    return this.#value;
  }

  /** Refuses `<`, `>` and `+`, which would compare or join texts in silence. @throws {TypeError} Always. */
  valueOf(): never {
    throw primitiveError("Side");
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

const WORDS: ReadonlyMap<string, SideValue> = new Map([
  ["buy", "BUY"],
  ["sell", "SELL"],
]);

/** Reads the text form, any letter case. */
export function readSide(value: unknown): SideValue {
  if (value === "BUY" || value === "SELL") return value;
  return readWord(value, WORDS, "side", 'side must be "BUY" or "SELL"');
}
