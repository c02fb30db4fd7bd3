import type { DecimalInput } from "./_decimal_input.ts";
import { isPlainRecord, markLibraryClass, primitiveError } from "./_library_object.ts";
import { readAsset } from "./asset.ts";
import { typeError } from "./errors.ts";
import { type Fee, makeFee, readFee } from "./fee.ts";

/** Plain form of a {@linkcode MonetaryAmount}. */
export interface MonetaryAmountInit {
  /** How much: cost positive, rebate negative. */
  readonly amount: Fee | DecimalInput;
  /** In which asset. */
  readonly currency: string;
}

let isMonetaryAmount: (value: unknown) => value is MonetaryAmount;

/** A fee in some currency. Immutable. */
export class MonetaryAmount {
  // Keeps the class apart from its plain form at compile time; not there at run time.
  declare private readonly brand: "MonetaryAmount";
  readonly #amount: Fee;
  readonly #currency: string;

  static {
    markLibraryClass(this, "MonetaryAmount");
    isMonetaryAmount = (value): value is MonetaryAmount =>
      typeof value === "object" && value !== null && #amount in value;
  }

  /** Makes an amount. @throws {TypeError} Wrong type. @throws {ParamError} InvalidFormat. @throws {AssetError} Blank currency. */
  constructor(amount: Fee | DecimalInput, currency: string) {
    this.#amount = makeFee(readFee(amount));
    this.#currency = readAsset(currency, "currency");
  }

  /** How much: cost positive, rebate negative. */
  get amount(): Fee {
    return this.#amount;
  }

  /** In which asset. */
  get currency(): string {
    return this.#currency;
  }

  /** Whether both are the same number of the same currency. */
  equals(other: MonetaryAmount): boolean {
    if (!isMonetaryAmount(other)) throw typeError("other must be a MonetaryAmount");
    return this.#currency === other.#currency && this.#amount.equals(other.#amount);
  }

  /** A new object of the same amount. */
  clone(): MonetaryAmount {
    return new MonetaryAmount(this.#amount, this.#currency);
  }

  /** Refuses `<`, `>` and `+`, which would compare or join texts in silence. @throws {TypeError} Always. */
  valueOf(): never {
    throw primitiveError("MonetaryAmount");
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

/** Reads an amount or its plain form. */
export function readMonetaryAmount(value: unknown): MonetaryAmount {
  if (isMonetaryAmount(value)) return value;
  if (!isPlainRecord(value)) {
    throw typeError("fee must be a MonetaryAmount or { amount, currency }");
  }
  return new MonetaryAmount(value.amount as DecimalInput, value.currency as string);
}
