import { iterable } from "../../model/internal.ts";
import { otherError, type PlainRecord, typeError } from "../../param/internal.ts";

/** Looks into a barrier of one class; undefined for everything else. */
export type Look<Entry> = (value: unknown) => Entry | undefined;

/** Reads the one barrier that a builder call takes. @throws {TypeError} If it is of another class. */
export function readBarrier<Entry>(
  value: unknown,
  method: string,
  className: string,
  look: Look<Entry>,
): Entry {
  const entry = look(value);
  if (entry === undefined) {
    const article = /^[AEIOU]/.test(className) ? "an" : "a";
    throw typeError(`${method} must be ${article} ${className}`);
  }
  return entry;
}

/** Reads the barriers that a builder call or `configure()` takes. @throws {TypeError} If one is of another class. */
export function readBarriers<Entry>(
  value: unknown,
  label: string,
  look: Look<Entry>,
): readonly Entry[] {
  const entries: Entry[] = [];
  for (const item of iterable(value, `${label} must be iterable`)) {
    const entry = look(item);
    if (entry === undefined) throw typeError(`${label} contains an invalid entry`);
    entries.push(entry);
  }
  return entries;
}

/** Reads an axis of `configure()`: undefined leaves it as it is, a list replaces it. */
export function optionalBarriers<Entry>(
  value: unknown,
  label: string,
  look: Look<Entry>,
): readonly Entry[] | undefined {
  return value === undefined || value === null ? undefined : readBarriers(value, label, look);
}

/**
 * Reads the broker axis of `configure()`: undefined leaves it as it is, null clears it, a barrier replaces it.
 *
 * @throws {ParamError} If both a barrier and its removal are asked for.
 */
export function brokerUpdate<Entry>(
  options: PlainRecord,
  className: string,
  look: Look<Entry>,
): Entry | null | undefined {
  const { broker, clearBroker } = options;
  const clears = clearBroker ?? false;
  if (typeof clears !== "boolean") throw typeError("clearBroker must be a boolean");
  if (broker === undefined || broker === null) return clears ? null : undefined;
  if (clears) throw otherError("broker and clearBroker cannot be used together");
  return readBarrier(broker, "broker", className, look);
}
