import { compare, type Decimal } from "../internal/decimal/mod.ts";
import { instance, isAbsent, type Optional } from "../model/internal.ts";
import {
  isPlainRecord,
  makePrice,
  markLibraryClass,
  readPrice,
  typeError,
} from "../param/internal.ts";
import type { DecimalInput, Price } from "../param/mod.ts";

/** Plain form of a {@linkcode Quote}. */
export interface QuoteInit {
  /** Reference price, such as the last or the settlement price. */
  readonly mark?: Optional<Price | DecimalInput>;
  /** Best price of a buyer. */
  readonly bid?: Optional<Price | DecimalInput>;
  /** Best price of a seller. */
  readonly ask?: Optional<Price | DecimalInput>;
}

/** The numbers of a quote as they are stored. Never changed, so quotes and records may share them. */
export interface QuoteData {
  readonly mark: Decimal | undefined;
  readonly bid: Decimal | undefined;
  readonly ask: Decimal | undefined;
}

const EMPTY: QuoteData = { mark: undefined, bid: undefined, ask: undefined };

let dataOf: (quote: Quote) => QuoteData;
let isQuote: (value: unknown) => value is Quote;
/** Wraps the numbers of a quote. */
export let makeQuote: (data: QuoteData) => Quote;

/**
 * Prices of one instrument, each of them optional; an empty quote is a quote too. Immutable.
 *
 * Prices are kept as given: negative, zero or crossed (bid above ask), with their scale.
 *
 * @example
 * ```ts
 * import { Quote } from "@openpit-ts/openpit/marketdata";
 * import { assertEquals } from "@std/assert";
 *
 * const quote = new Quote({ bid: "99.50", ask: "100" });
 * assertEquals(quote.bid?.toString(), "99.50");
 * assertEquals(quote.mark, undefined);
 * ```
 */
export class Quote {
  // Keeps the class apart from its plain form at compile time; not there at run time.
  declare private readonly brand: "Quote";
  #data: QuoteData;

  static {
    markLibraryClass(this, "Quote");
    dataOf = (quote) => quote.#data;
    isQuote = (value): value is Quote =>
      typeof value === "object" && value !== null && #data in value;
    makeQuote = (data) => {
      const quote = new Quote();
      quote.#data = data;
      return quote;
    };
  }

  /**
   * Makes a quote of the given prices, or an empty one.
   *
   * @throws {TypeError} If it is no quote, or a price has another type.
   * @throws {RangeError} If a price is a number and no safe integer.
   * @throws {ParamError} InvalidFormat.
   */
  constructor(prices?: Quote | QuoteInit | null) {
    this.#data = isAbsent(prices) ? EMPTY : readQuote(prices);
  }

  /** Reference price. */
  get mark(): Price | undefined {
    return priceOf(this.#data.mark);
  }

  /** Best price of a buyer. */
  get bid(): Price | undefined {
    return priceOf(this.#data.bid);
  }

  /** Best price of a seller. */
  get ask(): Price | undefined {
    return priceOf(this.#data.ask);
  }

  /** Whether both have the same prices, by number. @throws {TypeError} If the other one is no quote. */
  equals(other: Quote): boolean {
    const { mark, bid, ask } = dataOf(instance(other, isQuote, "other", "Quote"));
    const own = this.#data;
    return isSamePrice(own.mark, mark) && isSamePrice(own.bid, bid) && isSamePrice(own.ask, ask);
  }

  /** A new object of the same prices. */
  clone(): Quote {
    return makeQuote(this.#data);
  }

  /** Refuses `<`, `>` and `+`, which would compare or join texts in silence. @throws {TypeError} Always. */
  valueOf(): never {
    throw typeError("Cannot convert a Quote to a primitive value: use equals()");
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

/** Reads a quote or its plain form; each field is read once. */
export function readQuote(value: unknown): QuoteData {
  if (isQuote(value)) return dataOf(value);
  if (!isPlainRecord(value)) throw typeError("quote must be a Quote or { mark?, bid?, ask? }");
  return {
    mark: readOptionalPrice(value.mark),
    bid: readOptionalPrice(value.bid),
    ask: readOptionalPrice(value.ask),
  };
}

function readOptionalPrice(value: unknown): Decimal | undefined {
  return isAbsent(value) ? undefined : readPrice(value);
}

function priceOf(price: Decimal | undefined): Price | undefined {
  return price === undefined ? undefined : makePrice(price);
}

function isSamePrice(left: Decimal | undefined, right: Decimal | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  return compare(left, right) === 0;
}
