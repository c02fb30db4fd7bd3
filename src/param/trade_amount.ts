import type { Decimal } from "../internal/decimal/mod.ts";
import { decimalInside } from "./_decimal_access.ts";
import type { DecimalInput } from "./_decimal_input.ts";
import {
  isPlainRecord,
  markLibraryClass,
  notConstructibleError,
  primitiveError,
} from "./_library_object.ts";
import { typeError } from "./errors.ts";
import { makeQuantity, type Quantity, readQuantity } from "./quantity.ts";
import { makeVolume, readVolume, type Volume } from "./volume.ts";

const MAKER: unique symbol = Symbol();

/** Plain form of a {@linkcode TradeAmount}: exactly one of the two keys. */
export type TradeAmountInit =
  | { readonly quantity: Quantity | DecimalInput; readonly volume?: never }
  | { readonly volume: Volume | DecimalInput; readonly quantity?: never };

let isTradeAmount: (value: unknown) => value is TradeAmount;

/** The size of an order: a quantity of the instrument, or a volume of the settlement asset. */
export class TradeAmount {
  // Keeps the class apart from its plain form at compile time; not there at run time.
  declare private readonly brand: "TradeAmount";
  readonly #quantity: Quantity | undefined;
  readonly #volume: Volume | undefined;

  static {
    markLibraryClass(this, "TradeAmount");
    isTradeAmount = (value): value is TradeAmount =>
      typeof value === "object" && value !== null && #quantity in value;
  }

  /** Made by the factories only. @throws {TypeError} If called from outside. */
  private constructor(maker: symbol, quantity: Quantity | undefined, volume: Volume | undefined) {
    if (maker !== MAKER) throw notConstructibleError("TradeAmount");
    this.#quantity = quantity;
    this.#volume = volume;
  }

  /** A number of instrument units. @throws {TypeError} Wrong type. @throws {ParamError} InvalidFormat, Negative. */
  static quantity(value: Quantity | DecimalInput): TradeAmount {
    return new TradeAmount(MAKER, makeQuantity(readQuantity(value)), undefined);
  }

  /** An amount of the settlement asset. @throws {TypeError} Wrong type. @throws {ParamError} InvalidFormat, Negative. */
  static volume(value: Volume | DecimalInput): TradeAmount {
    return new TradeAmount(MAKER, undefined, makeVolume(readVolume(value)));
  }

  /** Whether this is a quantity. */
  get isQuantity(): boolean {
    return this.#quantity !== undefined;
  }

  /** Whether this is a volume. */
  get isVolume(): boolean {
    return this.#volume !== undefined;
  }

  /** The quantity, if it is one. */
  get asQuantity(): Quantity | undefined {
    return this.#quantity;
  }

  /** The volume, if it is one. */
  get asVolume(): Volume | undefined {
    return this.#volume;
  }

  /** A new object of the same amount. */
  clone(): TradeAmount {
    return new TradeAmount(MAKER, this.#quantity, this.#volume);
  }

  /** Refuses `<`, `>` and `+`, which would compare or join texts in silence. @throws {TypeError} Always. */
  valueOf(): never {
    throw primitiveError("TradeAmount");
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

/** The number of a trade amount: exactly one of the two is set. */
export interface TradeAmountParts {
  readonly quantity: Decimal | undefined;
  readonly volume: Decimal | undefined;
}

/** Wraps the numbers of a trade amount, of which exactly one is set. */
export function makeTradeAmount(parts: TradeAmountParts): TradeAmount {
  return parts.quantity !== undefined
    ? TradeAmount.quantity(makeQuantity(parts.quantity))
    : TradeAmount.volume(makeVolume(parts.volume as Decimal));
}

/** Reads a trade amount or its plain form, which has exactly one of the two keys. */
export function readTradeAmount(value: unknown): TradeAmountParts {
  if (isTradeAmount(value)) return partsOf(value);
  if (isPlainRecord(value)) {
    const hasQuantity = Object.hasOwn(value, "quantity");
    if (hasQuantity !== Object.hasOwn(value, "volume")) {
      return hasQuantity
        ? { quantity: readQuantity(value.quantity), volume: undefined }
        : { quantity: undefined, volume: readVolume(value.volume) };
    }
  }
  throw typeError("tradeAmount must be a TradeAmount");
}

function partsOf(amount: TradeAmount): TradeAmountParts {
  return {
    quantity: decimalInside(amount.asQuantity, "Quantity"),
    volume: decimalInside(amount.asVolume, "Volume"),
  };
}
