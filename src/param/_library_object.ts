import { typeError } from "./errors.ts";

// Marks the prototypes of the package's classes, whose instances are never taken for plain records.
const LIBRARY: unique symbol = Symbol("openpit.class");

/**
 * Marks a class as one of the package's, so that its instances don't count as plain records, and fixes its name, which bundlers and
 * minifiers change.
 */
export function markLibraryClass(libraryClass: { readonly prototype: object }, name: string): void {
  Object.defineProperty(libraryClass.prototype, LIBRARY, { value: true });
  // Redefining the name in place turns the class into a slow object on V8, which costs 5 ns at every construction.
  Reflect.deleteProperty(libraryClass, "name");
  Object.defineProperty(libraryClass, "name", { value: name, configurable: true });
}

/** Whether an object is an instance of one of the package's classes, or of a class derived from one. */
export function isLibraryObject(value: object): boolean {
  return LIBRARY in value;
}

/** An object whose fields are read by name. */
export type PlainRecord = Readonly<Record<string, unknown>>;

/**
 * Whether a value counts as a plain record: literals, null-prototype objects and instances of the caller's own
 * classes, but not arrays, dates, maps, promises and the like, nor the package's own objects.
 */
export function isPlainRecord(value: unknown): value is PlainRecord {
  if (typeof value !== "object" || value === null) return false;
  if (LIBRARY in value) return false;
  if (Object.getPrototypeOf(value) === Object.prototype && !(Symbol.toStringTag in value)) {
    // Arguments objects and the like aside, this is what the tag below says, without making a text.
    return true;
  }
  return Object.prototype.toString.call(value) === "[object Object]";
}

/** The error of `new` on a class that is made by factories or by the engine only. */
export function notConstructibleError(className: string): TypeError {
  return typeError(`${className} cannot be constructed directly`);
}

/** The error of a conversion to a primitive: `a < b` on two values would compare their texts in silence. */
export function primitiveError(className: string): TypeError {
  return typeError(
    `Cannot convert a value of ${className} to a primitive: compare it by its methods, print it by toString()`,
  );
}
