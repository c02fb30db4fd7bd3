import { markLibraryClass, notConstructibleError, primitiveError } from "./_library_object.ts";
import { readWord } from "./_enum_text.ts";

const MAKER: unique symbol = Symbol();

/** The texts of {@linkcode PositionEffect}. */
export type PositionEffectValue = "OPEN" | "CLOSE";

/** Whether a trade opens or closes a position. Texts are read in any letter case. */
export class PositionEffect {
  // Keeps the enum types apart at compile time; not there at run time.
  declare private readonly brand: "PositionEffect";
  readonly #value: PositionEffectValue;

  static {
    markLibraryClass(this, "PositionEffect");
  }

  /** Made by the factories only. @throws {TypeError} If called from outside. */
  private constructor(maker: symbol, value: PositionEffectValue) {
    if (maker !== MAKER) throw notConstructibleError("PositionEffect");
    this.#value = value;
  }

  /** Reads `OPEN` or `CLOSE`, any letter case. @throws {TypeError} If it is no text. @throws {RangeError} If it is another one. */
  static fromString(text: string): PositionEffect {
    return new PositionEffect(MAKER, readPositionEffect(text));
  }

  /** Opens or adds. */
  static open(): PositionEffect {
    return new PositionEffect(MAKER, "OPEN");
  }

  /** Closes or reduces. */
  static close(): PositionEffect {
    return new PositionEffect(MAKER, "CLOSE");
  }

  /** The canonical text. */
  toString(): PositionEffectValue {
    return this.#value;
  }

  /** The canonical text. */
  toJSON(): PositionEffectValue {
    return this.#value;
  }

  /** Refuses `<`, `>` and `+`, which would compare or join texts in silence. @throws {TypeError} Always. */
  valueOf(): never {
    throw primitiveError("PositionEffect");
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

const WORDS: ReadonlyMap<string, PositionEffectValue> = new Map([
  ["open", "OPEN"],
  ["close", "CLOSE"],
]);

/** Reads the text form, any letter case. */
export function readPositionEffect(value: unknown): PositionEffectValue {
  if (value === "OPEN" || value === "CLOSE") return value;
  return readWord(value, WORDS, "position effect", 'position effect must be "OPEN" or "CLOSE"');
}
