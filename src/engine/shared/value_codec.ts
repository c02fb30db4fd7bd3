import { isLibraryObject, typeError } from "../../param/internal.ts";
import { errorParts, makeError } from "./library_errors.ts";
import { libraryParts, makeLibraryValue } from "./library_values.ts";
import type { Json, JsonRecord } from "./wire.ts";

/**
 * Any plain value as JSON and back: what a structured clone keeps, and the package's value classes. What JSON can't say is an object with the key
 * `$`, which names its kind. Functions and symbols don't cross.
 */

const TAG = "$";

/** Writes a value. @throws {TypeError} If something in it can't cross. */
export function encodeValue(value: unknown): Json {
  return new Encoder().encode(value);
}

/** Reads a value. @throws {TypeError} If it was not written by {@linkcode encodeValue}. */
export function decodeValue(json: Json): unknown {
  return new Decoder().decode(json);
}

/** Objects are numbered as they are met, so that one met again, in a cycle too, is a number. */
class Encoder {
  readonly #seen = new Map<object, number>();

  encode(value: unknown): Json {
    switch (typeof value) {
      case "string":
      case "boolean":
        return value;
      case "number":
        return Number.isFinite(value) && !Object.is(value, -0)
          ? value
          : tagged("n", `${numberText(value)}`);
      case "bigint":
        return tagged("i", value.toString());
      case "undefined":
        return tagged("u", null);
      case "object":
        return value === null ? null : this.#object(value);
      default:
        throw typeError(`Cannot send a ${typeof value} to another thread`);
    }
  }

  #object(value: object): Json {
    const index = this.#seen.get(value);
    if (index !== undefined) return tagged("r", index);
    this.#seen.set(value, this.#seen.size);
    if (Array.isArray(value)) return value.map((item) => this.encode(item));
    const parts = libraryParts(value);
    if (parts !== undefined) {
      return tagged("c", [
        parts.name,
        parts.values.map((part) => this.encode(part)),
      ]);
    }
    if (value instanceof Error) return tagged("e", this.#error(value));
    if (value instanceof Date) return tagged("d", value.getTime());
    if (value instanceof Map) return tagged("m", this.#list([...value].flat()));
    if (value instanceof Set) return tagged("s", this.#list([...value]));
    if (value instanceof Uint8Array) return tagged("b", [...value]);
    if (value instanceof Promise) throw typeError("Cannot send a promise to another thread");
    if (Symbol.iterator in value) return tagged("l", this.#list([...value as Iterable<unknown>]));
    return this.#record(value);
  }

  #error(error: Error): Json {
    const { name, isOurs, message, fields } = errorParts(error);
    return [name, isOurs, message, this.encode(fields)];
  }

  #list(items: readonly unknown[]): Json {
    return items.map((item) => this.encode(item));
  }

  #record(value: object): Json {
    const record: Record<string, Json> = {};
    let isPlain = true;
    for (const [key, field] of fieldsOf(value)) {
      if (key === TAG || key === "__proto__") isPlain = false;
      define(record, key, this.encode(field));
    }
    return isPlain ? record : tagged("o", Object.entries(record).flat());
  }
}

class Decoder {
  readonly #made: unknown[] = [];

  decode(json: Json): unknown {
    if (typeof json !== "object" || json === null) return json;
    if (isList(json)) return this.#array(json);
    const kind = json[TAG];
    if (kind === undefined) return this.#record(Object.entries(json));
    return this.#tagged(kind, json.v ?? null);
  }

  #array(json: readonly Json[]): unknown[] {
    const array: unknown[] = [];
    this.#made.push(array);
    for (const item of json) array.push(this.decode(item));
    return array;
  }

  #record(entries: readonly (readonly [string, Json])[]): unknown {
    const record: Record<string, unknown> = {};
    this.#made.push(record);
    for (const [key, field] of entries) define(record, key, this.decode(field));
    return record;
  }

  #tagged(kind: Json, value: Json): unknown {
    switch (kind) {
      case "u":
        return undefined;
      case "n":
        return Number(text(value));
      case "i":
        return BigInt(text(value));
      case "r":
        return this.#made[Number(value)];
      case "c":
        return this.#late(() => {
          const [name, parts] = list(value);
          return makeLibraryValue(text(name), list(parts).map((part) => this.decode(part)));
        });
      case "e":
        return this.#late(() => this.#error(list(value)));
      case "d":
        return this.#late(() => new Date(Number(value)));
      case "m":
        return this.#map(list(value));
      case "s":
        return this.#set(list(value));
      case "b":
        return this.#late(() => Uint8Array.from(list(value), Number));
      case "l":
        return this.#array(list(value));
      case "o":
        return this.#record(pairs(list(value)).map(([key, field]) => [text(key), field]));
      default:
        throw malformed();
    }
  }

  /** A value that is made of its parts at once: a part that refers to it would get undefined. */
  #late(make: () => unknown): unknown {
    const index = this.#made.push(undefined) - 1;
    return this.#made[index] = make();
  }

  #error([name, isOurs, message, fields = null]: readonly Json[]): Error {
    return makeError({
      name: text(name),
      isOurs: isOurs === true,
      message: text(message),
      fields: this.decode(fields) as Record<string, unknown>,
    });
  }

  #map(json: readonly Json[]): Map<unknown, unknown> {
    const map = new Map<unknown, unknown>();
    this.#made.push(map);
    for (const [key, value] of pairs(json)) map.set(this.decode(key), this.decode(value));
    return map;
  }

  #set(json: readonly Json[]): Set<unknown> {
    const set = new Set<unknown>();
    this.#made.push(set);
    for (const item of json) set.add(this.decode(item));
    return set;
  }
}

/** What of an object crosses: its own fields and, for carriers of the package, what their getters tell. */
function fieldsOf(value: object): Iterable<[string, unknown]> {
  const fields = new Map(Object.entries(value));
  if (!isLibraryObject(value)) return fields;
  for (let level = Object.getPrototypeOf(value); level !== null;) {
    for (const [key, { get }] of Object.entries(Object.getOwnPropertyDescriptors(level))) {
      if (get === undefined || fields.has(key) || key === "__proto__") continue;
      const field: unknown = Reflect.get(value, key);
      if (field !== undefined) fields.set(key, field);
    }
    level = Object.getPrototypeOf(level);
  }
  return fields;
}

function tagged(kind: string, value: Json): JsonRecord {
  return { [TAG]: kind, v: value };
}

function numberText(value: number): string {
  return Object.is(value, -0) ? "-0" : `${value}`;
}

/** Sets a field whatever its name: an assignment to `__proto__` would do something else. */
function define(record: object, key: string, value: unknown): void {
  Object.defineProperty(record, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function isList(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}

function list(json: Json | undefined): readonly Json[] {
  if (!Array.isArray(json)) throw malformed();
  return json;
}

function text(json: Json | undefined): string {
  if (typeof json !== "string") throw malformed();
  return json;
}

function pairs(json: readonly Json[]): [Json, Json][] {
  const result: [Json, Json][] = [];
  for (let index = 0; index + 1 < json.length; index += 2) {
    result.push([json[index] as Json, json[index + 1] as Json]);
  }
  return result;
}

function malformed(): TypeError {
  return typeError("Cannot read a value that came from another thread");
}
