import { nearest } from "../internal/nearest.ts";
import type { Decimal } from "../internal/decimal/mod.ts";
import {
  isPlainRecord,
  type PlainRecord,
  readAsset,
  readLeverage,
  readPnl,
  readPositionSize,
  readPrice,
  typeError,
} from "../param/internal.ts";
import type { Leverage } from "../param/mod.ts";

/** What a setter takes for an optional value: null and undefined both clear it. */
export type Optional<T> = T | null | undefined;

/** How plain forms are read. */
export interface ReadOptions {
  /** Whether an unknown field of a canonical group is refused. */
  readonly isStrict: boolean;
  /** Whether the caller's own additions are kept for custom policies. */
  readonly keepsAdditions: boolean;
}

export const LENIENT: ReadOptions = { isStrict: false, keepsAdditions: false };

/** Reads an optional asset. */
export function optionalAsset(value: unknown, label: string): string | undefined {
  return value === undefined || value === null ? undefined : readAsset(value, label);
}

/** Reads an optional price. */
export function optionalPrice(value: unknown): Decimal | undefined {
  return value === undefined || value === null ? undefined : readPrice(value);
}

/** Reads an optional profit or loss. */
export function optionalPnl(value: unknown): Decimal | undefined {
  return value === undefined || value === null ? undefined : readPnl(value);
}

/** Reads an optional position size. */
export function optionalPositionSize(value: unknown): Decimal | undefined {
  return value === undefined || value === null ? undefined : readPositionSize(value);
}

/** Reads an optional value of any kind by its reader. */
export function optional<T>(value: unknown, read: (value: unknown) => T): T | undefined {
  return value === undefined || value === null ? undefined : read(value);
}

/** Whether an optional value is missing. */
export function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

/** Reads an optional argument that has no plain form: only an instance of its class will do. */
export function optionalInstance<T>(
  value: unknown,
  isInstance: (value: unknown) => value is T,
  label: string,
  className: string,
): T | undefined {
  return isAbsent(value) ? undefined : instance(value, isInstance, label, className);
}

/** Reads an argument that must be an instance of its class. */
export function instance<T>(
  value: unknown,
  isInstance: (value: unknown) => value is T,
  label: string,
  className: string,
): T {
  if (!isInstance(value)) throw typeError(`${label} must be ${withArticle(className)}`);
  return value;
}

/** Reads an argument that must be an iterable object. A text is none here, though it has an iterator. */
export function iterable(value: unknown, message: string): Iterable<unknown> {
  if (typeof value === "object" && value !== null && Symbol.iterator in value) {
    if (typeof value[Symbol.iterator] === "function") return value as Iterable<unknown>;
  }
  throw typeError(message);
}

/** Reads an optional leverage. */
export function optionalLeverage(value: unknown): Leverage | undefined {
  return optional(value, readLeverage);
}

/** Reads a flag; absent means false. */
export function flag(value: unknown, label: string): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value !== "boolean") throw typeError(`${label} must be a boolean`);
  return value;
}

/** Reads a flag that has no default. */
export function optionalFlag(value: unknown, label: string): boolean | undefined {
  return isAbsent(value) ? undefined : flag(value, label);
}

/** Checks that a group is a plain record with, in strict mode, no unknown field. */
export function groupRecord(
  value: unknown,
  field: string,
  className: string,
  fields: readonly string[],
  options: ReadOptions,
): PlainRecord {
  if (!isPlainRecord(value)) {
    throw typeError(`${field} must be ${withArticle(className)} or a plain object`);
  }
  if (options.isStrict) refuseUnknownFields(value, field, fields);
  return value;
}

// No known field comes near this length.
const SHOWN_MAX = 64;

/** What strict mode adds: the first field that is not among the known ones is an error. */
export function refuseUnknownFields(
  record: PlainRecord,
  group: string,
  fields: readonly string[],
): void {
  for (const field of Object.keys(record)) {
    if (!fields.includes(field)) {
      // The text is for people, and a hostile key must not make it long or slow.
      const key = field.length > SHOWN_MAX ? `${field.slice(0, SHOWN_MAX)}…` : field;
      throw typeError(
        `Unknown field "${key}" in ${group}: the nearest known field is "${nearest(key, fields)}"`,
      );
    }
  }
}

function withArticle(className: string): string {
  return `${/^[AEIOU]/.test(className) ? "an" : "a"} ${className}`;
}
