import { markLibraryClass, notConstructibleError, primitiveError } from "./_library_object.ts";
import { readWord } from "./_enum_text.ts";

const MAKER: unique symbol = Symbol();

/** The texts of {@linkcode PositionMode}. */
export type PositionModeValue = "netting" | "hedged";

/** How positions of both sides are kept. Texts are read in any letter case. */
export class PositionMode {
  // Keeps the enum types apart at compile time; not there at run time.
  declare private readonly brand: "PositionMode";
  readonly #value: PositionModeValue;

  static {
    markLibraryClass(this, "PositionMode");
  }

  /** Made by the factories only. @throws {TypeError} If called from outside. */
  private constructor(maker: symbol, value: PositionModeValue) {
    if (maker !== MAKER) throw notConstructibleError("PositionMode");
    this.#value = value;
  }

  /** Reads `netting` or `hedged`, any letter case. @throws {TypeError} If it is no text. @throws {RangeError} If it is another one. */
  static fromString(text: string): PositionMode {
    return new PositionMode(MAKER, readPositionMode(text));
  }

  /** One position per instrument. */
  static netting(): PositionMode {
    return new PositionMode(MAKER, "netting");
  }

  /** Long and short side by side. */
  static hedged(): PositionMode {
    return new PositionMode(MAKER, "hedged");
  }

  /** The canonical text. */
  toString(): PositionModeValue {
    return this.#value;
  }

  /** The canonical text. */
  toJSON(): PositionModeValue {
    return this.#value;
  }

  /** Refuses `<`, `>` and `+`, which would compare or join texts in silence. @throws {TypeError} Always. */
  valueOf(): never {
    throw primitiveError("PositionMode");
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

const WORDS: ReadonlyMap<string, PositionModeValue> = new Map([
  ["netting", "netting"],
  ["hedged", "hedged"],
]);

/** Reads the text form, any letter case. */
export function readPositionMode(value: unknown): PositionModeValue {
  if (value === "netting" || value === "hedged") return value;
  return readWord(value, WORDS, "position mode", 'position mode must be "netting" or "hedged"');
}
