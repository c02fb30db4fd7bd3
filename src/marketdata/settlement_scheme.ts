import { instance } from "../model/internal.ts";
import { markLibraryClass, typeError } from "../param/internal.ts";
import { readSettlementLag, SettlementLag } from "./settlement_lag.ts";
import { SettlementUnit } from "./settlement_unit.ts";

/** Reads a scheme, which has no plain form. @throws {TypeError} If it is none. */
export let readSettlementScheme: (value: unknown, label: string) => SettlementScheme;

/** When the two legs of a trade settle: delivery of what was traded, and payment for it. Immutable. */
export class SettlementScheme {
  // Keeps the class apart from look-alikes at compile time; not there at run time.
  declare private readonly brand: "SettlementScheme";
  readonly #delivery: SettlementLag;
  readonly #payment: SettlementLag;

  static {
    markLibraryClass(this, "SettlementScheme");
    const isScheme = (value: unknown): value is SettlementScheme =>
      typeof value === "object" && value !== null && #delivery in value;
    readSettlementScheme = (value, label) => instance(value, isScheme, label, "SettlementScheme");
  }

  /** Makes a scheme of two lags. @throws {TypeError} If either is no lag. */
  constructor(delivery: SettlementLag, payment: SettlementLag) {
    this.#delivery = readSettlementLag(delivery, "delivery");
    this.#payment = readSettlementLag(payment, "payment");
  }

  /** The same number of business days for both legs. @throws {TypeError} If it is no bigint. @throws {RangeError} Out of range. */
  static uniform(n: bigint): SettlementScheme {
    const lag = new SettlementLag(n, SettlementUnit.BusinessDays);
    return new SettlementScheme(lag, lag);
  }

  /** When what was traded is delivered. */
  get delivery(): SettlementLag {
    return this.#delivery;
  }

  /** When it is paid. */
  get payment(): SettlementLag {
    return this.#payment;
  }

  /** Whether both legs are the same. */
  equals(other: SettlementScheme): boolean {
    const scheme = readSettlementScheme(other, "other");
    return this.#delivery.equals(scheme.#delivery) && this.#payment.equals(scheme.#payment);
  }

  /** A new object of the same scheme. */
  clone(): SettlementScheme {
    return new SettlementScheme(this.#delivery, this.#payment);
  }

  /** Refuses `<`, `>` and `+`, which would compare or join texts in silence. @throws {TypeError} Always. */
  valueOf(): never {
    throw typeError("Cannot convert a SettlementScheme to a primitive value: use equals()");
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}
