import {
  AlreadyRegistered,
  MarketDataError,
  QuoteExpired,
  QuoteUnavailable,
  RegistrationError,
  UnknownInstrument,
  UnknownInstrumentId,
} from "../../marketdata/mod.ts";
import {
  ReferenceBookRegistrationError,
  UnknownReferenceBookInstrumentId,
} from "../../marketdata/internal.ts";
import { OpenpitError, rangeError, typeError } from "../../param/internal.ts";
import { AccountIdError, AssetError, OpenpitValueError, ParamError } from "../../param/mod.ts";
import { LifecycleError, PolicyCallbackError, ReentrancyError } from "../../pretrade/internal.ts";
import {
  AccountBlockError,
  AccountGroupRegistrationError,
  AccountRetirementError,
  EngineBuildError,
  PolicyConfigureError,
} from "../errors.ts";
import { AccountChainError, ThreadAffinityError } from "../sync_errors.ts";

/** What an error is made of, for another thread. */
export interface ErrorParts {
  /** Its class. */
  readonly name: string;
  /** Whether it is one of the package's. */
  readonly isOurs: boolean;
  readonly message: string;
  /** Its own properties, the cause included. */
  readonly fields: Readonly<Record<string, unknown>>;
}

interface ErrorClass {
  readonly name: string;
  readonly prototype: Error;
}

const CLASSES: readonly ErrorClass[] = [
  ...[OpenpitError, ParamError, AssetError, AccountIdError],
  ...[LifecycleError, ReentrancyError, ThreadAffinityError, AccountChainError, PolicyCallbackError],
  ...[EngineBuildError, PolicyConfigureError, AccountGroupRegistrationError, AccountBlockError],
  ...[AccountRetirementError, MarketDataError, UnknownInstrument, QuoteUnavailable, QuoteExpired],
  ...[AlreadyRegistered, RegistrationError, UnknownInstrumentId, ReferenceBookRegistrationError],
  UnknownReferenceBookInstrumentId,
];

/** The errors of the language, as a structured clone knows them. */
const PLAIN_CLASSES: readonly (new (message: string) => Error)[] = [
  ...[Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError],
];

/** Takes an error apart. Of errors that are not the package's, what a structured clone keeps. */
export function errorParts(error: Error): ErrorParts {
  const message = `${error.message}`;
  const cause = Object.hasOwn(error, "cause") ? { cause: error.cause } : {};
  const isOurs = error instanceof OpenpitError;
  const name = classNameOf(error, isOurs ? CLASSES : []);
  return isOurs
    ? { name, isOurs, message, fields: { ...error, ...cause } }
    : { name, isOurs, message, fields: { stack: error.stack, ...cause } };
}

/** Makes an error again: the same class, with the same properties. */
export function makeError({ name, isOurs, message, fields }: ErrorParts): Error {
  const error = isOurs ? makeOurs(name, message) : makePlain(name, message);
  for (const [key, value] of Object.entries(fields)) {
    const enumerable = key !== "cause" && key !== "stack";
    Object.defineProperty(error, key, { value, enumerable, configurable: true, writable: true });
  }
  return error;
}

function makeOurs(name: string, message: string): Error {
  if (name === "TypeError") return typeError(message);
  const { prototype } = CLASSES.find((known) => known.name === name) ?? OpenpitError;
  const isValueError = prototype instanceof OpenpitValueError;
  // The brand comes with the base, the class with the prototype: constructors differ in what they take.
  const error = isValueError || name === "RangeError"
    ? rangeError(message)
    : new OpenpitError(message);
  return name === "RangeError" ? error : Object.setPrototypeOf(error, prototype) as Error;
}

function makePlain(name: string, message: string): Error {
  const PlainError = PLAIN_CLASSES.find((known) => known.name === name) ?? Error;
  return new PlainError(message);
}

/** The nearest class that the other side knows too. */
function classNameOf(error: Error, ours: readonly ErrorClass[]): string {
  for (
    let level = Object.getPrototypeOf(error);
    level !== null;
    level = Object.getPrototypeOf(level)
  ) {
    const known = [...ours, ...PLAIN_CLASSES].find(({ prototype }) => prototype === level);
    if (known !== undefined) return known.name;
  }
  return "Error";
}
