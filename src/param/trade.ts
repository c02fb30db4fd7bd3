import type { DecimalInput } from "./_decimal_input.ts";
import { isPlainRecord, markLibraryClass, primitiveError } from "./_library_object.ts";
import { typeError } from "./errors.ts";
import { makePrice, type Price, readPrice } from "./price.ts";
import { makeQuantity, type Quantity, readQuantity } from "./quantity.ts";

/** Plain form of a {@linkcode Trade}. */
export interface TradeInit {
  /** Price of one unit. */
  readonly price: Price | DecimalInput;
  /** Units traded. */
  readonly quantity: Quantity | DecimalInput;
}

let isTrade: (value: unknown) => value is Trade;

/** One trade: price and quantity. Immutable. */
export class Trade {
  // Keeps the class apart from its plain form at compile time; not there at run time.
  declare private readonly brand: "Trade";
  readonly #price: Price;
  readonly #quantity: Quantity;

  static {
    markLibraryClass(this, "Trade");
    isTrade = (value): value is Trade =>
      typeof value === "object" && value !== null && #price in value;
  }

  /** Makes a trade. @throws {TypeError} Wrong type. @throws {ParamError} InvalidFormat, Negative. */
  constructor(price: Price | DecimalInput, quantity: Quantity | DecimalInput) {
    this.#price = makePrice(readPrice(price));
    this.#quantity = makeQuantity(readQuantity(quantity));
  }

  /** Price of one unit. */
  get price(): Price {
    return this.#price;
  }

  /** Units traded. */
  get quantity(): Quantity {
    return this.#quantity;
  }

  /** A new object of the same trade. */
  clone(): Trade {
    return new Trade(this.#price, this.#quantity);
  }

  /** Refuses `<`, `>` and `+`, which would compare or join texts in silence. @throws {TypeError} Always. */
  valueOf(): never {
    throw primitiveError("Trade");
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

/** Reads a trade or its plain form. */
export function readTrade(value: unknown): Trade {
  if (isTrade(value)) return value;
  if (!isPlainRecord(value)) throw typeError("lastTrade must be a Trade or a plain object");
  return new Trade(value.price as DecimalInput, value.quantity as DecimalInput);
}
