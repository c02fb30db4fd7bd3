import { decimalArgument } from "./_decimal_access.ts";
import { MAX_U16, readInteger } from "./_integer.ts";
import { markLibraryClass, notConstructibleError, primitiveError } from "./_library_object.ts";
import { leverageError, otherError, overflowError } from "./_param_errors.ts";
import { typeError } from "./errors.ts";
import type { Notional } from "./notional.ts";

const MAKER: unique symbol = Symbol();

const SCALE = 10;
const RAW_MIN = 10;
const RAW_MAX = 30000;
// How far ten times a float may be off a whole number.
const TOLERANCE = 1e-9;

/** Every way to write a leverage. */
export type LeverageInput = Leverage | number | bigint | string;

/** Friend access for the rest of the package: ten times the multiplier. */
export let rawLeverage: (leverage: Leverage) => number;
let isLeverage: (value: unknown) => value is Leverage;

/**
 * A leverage of 1x to 3000x in steps of 0.1, stored in tenths. Source: docs/semantics.md rule PAR-11.
 */
export class Leverage {
  // Keeps the class apart from others at compile time; not there at run time.
  declare private readonly brand: "Leverage";
  readonly #raw: number;

  static {
    markLibraryClass(this, "Leverage");
    isLeverage = (value): value is Leverage =>
      typeof value === "object" && value !== null && #raw in value;
    rawLeverage = (leverage) => {
      if (!isLeverage(leverage)) throw typeError("leverage must be a Leverage");
      return leverage.#raw;
    };
  }

  /** Made by the factories only. @throws {TypeError} If called from outside. */
  private constructor(maker: symbol, raw: number) {
    if (maker !== MAKER) throw notConstructibleError("Leverage");
    this.#raw = raw;
  }

  /** Steps per unit: 10. */
  static SCALE(): number {
    return SCALE;
  }

  /** Smallest leverage: 1. */
  static MIN(): number {
    return RAW_MIN / SCALE;
  }

  /** Largest leverage: 3000. */
  static MAX(): number {
    return RAW_MAX / SCALE;
  }

  /** Step: 0.1. */
  static STEP(): number {
    return 1 / SCALE;
  }

  /** Takes 1 to 3000. @throws {TypeError} If it is no number. @throws {RangeError} If it is no 16-bit integer. @throws {ParamError} InvalidLeverage, Overflow. */
  static fromInt(value: number): Leverage {
    return new Leverage(MAKER, rawOfInteger(readInteger(value, "leverage", MAX_U16)));
  }

  /** Takes a multiple of 0.1. @throws {TypeError} If it is no number. @throws {ParamError} InvalidLeverage. */
  static fromFloat(value: number): Leverage {
    if (typeof value !== "number") throw typeError("leverage must be a number");
    return new Leverage(MAKER, rawOfFloat(value));
  }

  /** The multiplier as a double. */
  get value(): number {
    return this.#raw / SCALE;
  }

  /** The margin that this leverage asks for. @throws {ParamError} Overflow. */
  calculateMarginRequired(notional: Notional): Notional {
    decimalArgument(notional, "Notional", "notional");
    return notional.calculateMarginRequired(this);
  }

  /** The multiplier, with one fraction digit only if it isn't 0. */
  toString(): string {
    const whole = Math.floor(this.#raw / SCALE);
    const tenth = this.#raw % SCALE;
    return tenth === 0 ? `${whole}` : `${whole}.${tenth}`;
  }

  /** A new object of the same leverage. */
  clone(): Leverage {
    return new Leverage(MAKER, this.#raw);
  }

  /** Refuses `<`, `>` and `+`, which would compare or join texts in silence. @throws {TypeError} Always. */
  valueOf(): never {
    throw primitiveError("Leverage");
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

/** Reads any form of a leverage, as the setters of the models take it. */
export function readLeverage(value: unknown): Leverage {
  switch (typeof value) {
    case "number":
      return Number.isInteger(value) && value >= 0 && value <= MAX_U16
        ? Leverage.fromInt(value)
        : Leverage.fromFloat(value);
    case "bigint":
      if (value < 0n || value > MAX_U16) {
        throw otherError("leverage must be an integer in range 0..=65535");
      }
      return Leverage.fromInt(Number(value));
    case "string":
      return fromText(value.trim());
    default:
      if (isLeverage(value)) return value;
      throw typeError("leverage must be a Leverage, number, bigint, or string");
  }
}

function rawOfInteger(value: number): number {
  const raw = value * SCALE;
  if (raw > MAX_U16) throw overflowError("Leverage");
  if (raw < RAW_MIN || raw > RAW_MAX) throw leverageError();
  return raw;
}

function rawOfFloat(value: number): number {
  if (!Number.isFinite(value)) throw leverageError();
  const scaled = SCALE * value;
  const raw = Math.sign(scaled) * Math.round(Math.abs(scaled));
  if (Math.abs(scaled - raw) > TOLERANCE || raw < RAW_MIN || raw > RAW_MAX) throw leverageError();
  return raw;
}

function fromText(text: string): Leverage {
  if (/^\+?[0-9]+$/.test(text) && Number(text) <= MAX_U16) return Leverage.fromInt(Number(text));
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) {
    throw otherError("leverage must be a number such as 10 or 10.5");
  }
  return Leverage.fromFloat(Number(text));
}
