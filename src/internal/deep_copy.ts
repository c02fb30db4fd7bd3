// Far below what any host's stack holds, and far above what any order needs.
const DEPTH_MAX = 1000;

/** Something is nested more than 1000 levels deep. */
export class NestedTooDeeply extends Error {}

/** Copies of objects that are already known: aliases and cycles of the source become those of the copy. */
export class CopyMemo extends Map<object, unknown> {
  /** How many levels below the top the copy is now. */
  depth = 0;
}

/** Copies an object that has its own way to be copied; undefined for all others. */
export type CopyOwn = (value: object) => object | undefined;

/**
 * A deep copy that shares nothing changeable with its source: prototypes, symbol keys, cycles, Map, Set, Date,
 * buffers and their views are kept; own getters are read once and become values; functions are shared, and so
 * is what can't be copied (promises, weak collections).
 *
 * @throws {NestedTooDeeply} Before the host's stack is used up, which each host tells in another way.
 */
export function deepCopy(value: unknown, memo: CopyMemo, copyOwn: CopyOwn): unknown {
  if (typeof value !== "object" || value === null) return value;
  const known = memo.get(value);
  if (known !== undefined) return known;
  const copy = emptyCopy(value, memo, copyOwn);
  memo.set(value, copy.object);
  if (copy.isComplete) return copy.object;
  if (memo.depth === DEPTH_MAX) throw new NestedTooDeeply();
  memo.depth++;
  if (value instanceof Map) {
    for (const [key, item] of value) {
      (copy.object as Map<unknown, unknown>).set(
        deepCopy(key, memo, copyOwn),
        deepCopy(item, memo, copyOwn),
      );
    }
  } else if (value instanceof Set) {
    for (const item of value) {
      (copy.object as Set<unknown>).add(deepCopy(item, memo, copyOwn));
    }
  }
  copyProperties(value, copy.object, memo, copyOwn);
  memo.depth--;
  return copy.object;
}

/** Copies the own properties of one object to another, all but the given keys. */
export function copyProperties(
  source: object,
  target: object,
  memo: CopyMemo,
  copyOwn: CopyOwn,
  except: readonly PropertyKey[] = [],
): void {
  for (const key of Reflect.ownKeys(source)) {
    if (except.includes(key) || (key === "length" && Array.isArray(source))) continue;
    const enumerable = Object.prototype.propertyIsEnumerable.call(source, key);
    const value = deepCopy(Reflect.get(source, key), memo, copyOwn);
    Object.defineProperty(target, key, { value, enumerable, configurable: true, writable: true });
  }
}

interface EmptyCopy {
  readonly object: object;
  /** Whether nothing is left to be copied into it. */
  readonly isComplete: boolean;
}

function emptyCopy(value: object, memo: CopyMemo, copyOwn: CopyOwn): EmptyCopy {
  const own = copyOwn(value);
  if (own !== undefined) return { object: own, isComplete: true };
  const prototype = Object.getPrototypeOf(value);
  if (Array.isArray(value)) {
    const copy = new Array(value.length);
    return { object: withPrototype(copy, prototype), isComplete: false };
  }
  if (value instanceof Map) {
    return { object: withPrototype(new Map(), prototype), isComplete: false };
  }
  if (value instanceof Set) {
    return { object: withPrototype(new Set(), prototype), isComplete: false };
  }
  if (value instanceof Date) {
    return { object: withPrototype(new Date(value.getTime()), prototype), isComplete: false };
  }
  if (value instanceof ArrayBuffer) return { object: value.slice(0), isComplete: true };
  if (ArrayBuffer.isView(value)) {
    return { object: viewCopy(value, memo, copyOwn), isComplete: true };
  }
  return hidesItsState(value)
    ? { object: value, isComplete: true }
    : { object: Object.create(prototype), isComplete: false };
}

const BOXED: readonly string[] = ["String", "Number", "Boolean", "BigInt", "Symbol", "RegExp"].map(
  (name) => `[object ${name}]`,
);

/** Objects of the language and the host keep their state where a copy can't get at it: a tag of their own, and no named fields. */
function hidesItsState(value: object): boolean {
  const tag = Object.prototype.toString.call(value);
  if (tag === "[object Object]" || tag === "[object Error]") return false;
  return BOXED.includes(tag) || Object.getOwnPropertyNames(value).length === 0;
}

function withPrototype<T extends object>(copy: T, prototype: object | null): T {
  if (Object.getPrototypeOf(copy) !== prototype) Object.setPrototypeOf(copy, prototype);
  return copy;
}

/** A view of the same type, offset and length on a copy of the buffer, which several views may share. */
function viewCopy(view: ArrayBufferView, memo: CopyMemo, copyOwn: CopyOwn): object {
  const buffer = deepCopy(view.buffer, memo, copyOwn);
  const View = view.constructor as new (
    buffer: unknown,
    offset: number,
    length: number,
  ) => object;
  const length = view instanceof DataView
    ? view.byteLength
    : (view as unknown as { readonly length: number }).length;
  return new View(buffer, view.byteOffset, length);
}
