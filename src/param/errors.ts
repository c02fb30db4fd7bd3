// The brand makes `instanceof OpenpitError` hold for the plain TypeError and RangeError objects too that
// the package throws; it is an own symbol, so that it survives nothing it shouldn't (JSON, clones).
const BRAND: unique symbol = Symbol("openpit.error");

/** What went wrong with a value; see {@linkcode OpenpitValueError}. */
export const ErrorCode = {
  /** No code was given. */
  Unspecified: "Unspecified",
  /** A negative number where the type allows none. */
  Negative: "Negative",
  /** A divisor of zero. */
  DivisionByZero: "DivisionByZero",
  /** A result whose integer digits do not fit in 96 bits. */
  Overflow: "Overflow",
  /** A negative result of an unsigned subtraction. */
  Underflow: "Underflow",
  /** A number that is NaN, infinite or too large. */
  InvalidFloat: "InvalidFloat",
  /** A text that is no decimal or does not fit. */
  InvalidFormat: "InvalidFormat",
  /** No longer raised; kept for switch statements. */
  InvalidPrice: "InvalidPrice",
  /** A leverage outside 1 to 3000 or off the 0.1 grid. */
  InvalidLeverage: "InvalidLeverage",
  /** A blank asset. */
  AssetEmpty: "AssetEmpty",
  /** A blank or otherwise unusable account id. */
  AccountIdEmpty: "AccountIdEmpty",
  /** Anything else, see the message. */
  Other: "Other",
} as const;
/** One of the values of {@linkcode ErrorCode}. */
export type ErrorCode = typeof ErrorCode[keyof typeof ErrorCode];

/** Names of the value types that errors refer to. */
export const ParamKind = {
  /** See `Quantity`. */
  Quantity: "Quantity",
  /** See `Volume`. */
  Volume: "Volume",
  /** See `Notional`. */
  Notional: "Notional",
  /** See `Price`. */
  Price: "Price",
  /** See `Pnl`. */
  Pnl: "Pnl",
  /** See `CashFlow`. */
  CashFlow: "CashFlow",
  /** See `PositionSize`. */
  PositionSize: "PositionSize",
  /** See `Fee`. */
  Fee: "Fee",
  /** See `Leverage`. */
  Leverage: "Leverage",
} as const;
/** One of the values of {@linkcode ParamKind}. */
export type ParamKind = typeof ParamKind[keyof typeof ParamKind];

/** Options of {@linkcode OpenpitError}. */
export interface OpenpitErrorOptions {
  /** A machine-readable code. */
  readonly code?: string;
  /** What caused the error. */
  readonly cause?: unknown;
}

/**
 * Base of the errors of this package.
 *
 * `error instanceof OpenpitError` is true for every error that the package constructs, its plain `TypeError` and
 * `RangeError` objects included.
 */
export class OpenpitError extends Error {
  static {
    setClassName(this, "OpenpitError");
  }
  /** A machine-readable code; the property exists only if one was given. */
  declare readonly code?: string;

  /** Makes an error with a message and, if given, a code and a cause. */
  constructor(message: string, options?: OpenpitErrorOptions) {
    super(message, causeOf(options));
    brand(this);
    setPresent(this, "code", options?.code);
  }

  /** Brand check for the base class itself, prototype chain for its subclasses. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    if (this !== OpenpitError) return Function.prototype[Symbol.hasInstance].call(this, value);
    return typeof value === "object" && value !== null && BRAND in value;
  }
}

/** Options of the value errors. */
export interface ValueErrorOptions {
  /** What went wrong. */
  readonly code?: ErrorCode;
  /** The value type concerned. */
  readonly param?: ParamKind;
  /** The text that could not be read. */
  readonly input?: string;
  /** What caused the error. */
  readonly cause?: unknown;
}

/** Base of the errors about bad values; a `RangeError`. Absent properties are not own properties. */
export abstract class OpenpitValueError extends RangeError {
  /** What went wrong. */
  declare readonly code?: ErrorCode;
  /** The value type concerned. */
  declare readonly param?: ParamKind;
  /** The text that could not be read. */
  declare readonly input?: string;

  /** Makes an error with a message and the options that are present. */
  constructor(message: string, options?: ValueErrorOptions) {
    super(message, causeOf(options));
    brand(this);
    setPresent(this, "code", options?.code);
    setPresent(this, "param", options?.param);
    setPresent(this, "input", options?.input);
  }
}

/** A decimal, leverage, group id or code that can't be used. */
export class ParamError extends OpenpitValueError {
  static {
    setClassName(this, "ParamError");
  }
}

/** A blank asset. */
export class AssetError extends OpenpitValueError {
  static {
    setClassName(this, "AssetError");
  }
}

/** An account id that can't be used. */
export class AccountIdError extends OpenpitValueError {
  static {
    setClassName(this, "AccountIdError");
  }
}

/** A branded `TypeError`: wrong type or shape of an argument. */
export function typeError(message: string): TypeError {
  return brand(new TypeError(message));
}

/** A branded `RangeError`: a number outside what the place takes. */
export function rangeError(message: string): RangeError {
  return brand(new RangeError(message));
}

/** Gives an error class and its errors their name, in a form that bundlers and minifiers leave alone. */
export function setClassName(errorClass: { readonly prototype: Error }, name: string): void {
  Object.defineProperty(errorClass.prototype, "name", { value: name, configurable: true });
  Object.defineProperty(errorClass, "name", { value: name, configurable: true });
}

function brand<E extends Error>(error: E): E {
  Object.defineProperty(error, BRAND, { value: true });
  return error;
}

function causeOf(options: { readonly cause?: unknown } | undefined): ErrorOptions | undefined {
  return options !== undefined && "cause" in options ? { cause: options.cause } : undefined;
}

function setPresent(error: Error, key: string, value: string | undefined): void {
  if (value !== undefined) Object.assign(error, { [key]: value });
}
