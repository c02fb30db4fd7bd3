import {
  markLibraryClass,
  notConstructibleError,
  rangeError,
  typeError,
} from "../param/internal.ts";

const MAKER: unique symbol = Symbol();

/** The texts of {@linkcode QuoteResolution}. */
export type QuoteResolutionValue =
  | "ACCOUNT_ONLY"
  | "ACCOUNT_THEN_GROUP"
  | "ACCOUNT_THEN_GROUP_THEN_DEFAULT";

/** A resolution or its text, in upper or lower case. */
export type QuoteResolutionInput =
  | QuoteResolution
  | QuoteResolutionValue
  | Lowercase<QuoteResolutionValue>;

let wordOf: (resolution: QuoteResolution) => QuoteResolutionValue;
let isQuoteResolution: (value: unknown) => value is QuoteResolution;

/** How far a read looks for a quote: the first place that holds one wins, whatever it holds. */
export class QuoteResolution {
  // Keeps the enum types apart at compile time; not there at run time.
  declare private readonly brand: "QuoteResolution";
  readonly #value: QuoteResolutionValue;

  static {
    markLibraryClass(this, "QuoteResolution");
    wordOf = (resolution) => resolution.#value;
    isQuoteResolution = (value): value is QuoteResolution =>
      typeof value === "object" && value !== null && #value in value;
  }

  /** Made by the factories only. @throws {TypeError} If called from outside. */
  private constructor(maker: symbol, value: QuoteResolutionValue) {
    if (maker !== MAKER) throw notConstructibleError("QuoteResolution");
    this.#value = value;
  }

  /** Reads the text of a resolution, any letter case. @throws {TypeError} If it is no text. @throws {RangeError} If it is another one. */
  static fromString(text: string): QuoteResolution {
    if (typeof text !== "string") throw typeError("resolution must be a string");
    return new QuoteResolution(MAKER, readText(text));
  }

  /** Only quotes for the account itself. */
  static ACCOUNT_ONLY(): QuoteResolution {
    return new QuoteResolution(MAKER, "ACCOUNT_ONLY");
  }

  /** Quotes for the account, else for its group. */
  static ACCOUNT_THEN_GROUP(): QuoteResolution {
    return new QuoteResolution(MAKER, "ACCOUNT_THEN_GROUP");
  }

  /** Quotes for the account, else for its group, else for everyone. */
  static ACCOUNT_THEN_GROUP_THEN_DEFAULT(): QuoteResolution {
    return new QuoteResolution(MAKER, "ACCOUNT_THEN_GROUP_THEN_DEFAULT");
  }

  /** The canonical text. */
  toString(): QuoteResolutionValue {
    return this.#value;
  }

  /** A new object of the same resolution. */
  clone(): QuoteResolution {
    return new QuoteResolution(MAKER, this.#value);
  }

  /** Refuses `<`, `>` and `+`, which would compare or join texts in silence. @throws {TypeError} Always. */
  valueOf(): never {
    throw typeError("Cannot convert a QuoteResolution to a primitive value: use toString()");
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

const WORDS: ReadonlyMap<string, QuoteResolutionValue> = new Map([
  ["account_only", "ACCOUNT_ONLY"],
  ["account_then_group", "ACCOUNT_THEN_GROUP"],
  ["account_then_group_then_default", "ACCOUNT_THEN_GROUP_THEN_DEFAULT"],
]);

/** Reads a resolution or its text. */
export function readQuoteResolution(value: unknown): QuoteResolutionValue {
  if (isQuoteResolution(value)) return wordOf(value);
  if (typeof value === "string") return readText(value);
  throw typeError("resolution must be a QuoteResolution or a resolution string");
}

function readText(text: string): QuoteResolutionValue {
  // No letter outside ASCII has one of these words' letters as its lower case.
  const word = WORDS.get(text.toLowerCase());
  if (word !== undefined) return word;
  throw rangeError(
    'resolution must be "ACCOUNT_ONLY", "ACCOUNT_THEN_GROUP", or "ACCOUNT_THEN_GROUP_THEN_DEFAULT"',
  );
}
