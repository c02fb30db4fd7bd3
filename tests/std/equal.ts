/**
 * Deep, strict equality: same class, same own keys, `Object.is` on primitives (so -0 differs from 0), structure for arrays,
 * maps, sets, dates, errors and byte arrays; cycles are followed once.
 *
 * Two instances of a class without visible fields are refused, unless they are the same one: any two would pass, whatever their
 * private fields hold.
 */
export function equal(actual: unknown, expected: unknown): boolean {
  return compare(actual, expected, new Map());
}

function compare(a: unknown, b: unknown, seen: Map<object, object>): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (seen.get(a) === b) return true;
  seen.set(a, b);
  if (a instanceof Date && b instanceof Date) return Object.is(a.getTime(), b.getTime());
  if (a instanceof RegExp && b instanceof RegExp) return String(a) === String(b);
  if (a instanceof Error && b instanceof Error) {
    return a.name === b.name && a.message === b.message && sameKeys(a, b, seen);
  }
  if (a instanceof Map && b instanceof Map) return sameMaps(a, b, seen);
  if (a instanceof Set && b instanceof Set) return sameSets(a, b, seen);
  if (a instanceof ArrayBuffer && b instanceof ArrayBuffer) {
    return sameKeys(new Uint8Array(a), new Uint8Array(b), seen);
  }
  if (isOpaque(a) && isOpaque(b)) {
    throw new TypeError(
      `Cannot compare instances of ${a.constructor?.name}, which show no field: compare their texts`,
    );
  }
  return sameKeys(a, b, seen);
}

/** True for literals, and for objects without a prototype. */
export function isPlain(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function isOpaque(value: object): boolean {
  const isContainer = isPlain(value) || Array.isArray(value) || ArrayBuffer.isView(value);
  return !isContainer && ownKeys(value).length === 0;
}

function sameKeys(a: object, b: object, seen: Map<object, object>): boolean {
  const keys = ownKeys(a);
  if (keys.length !== ownKeys(b).length) return false;
  return keys.every((key) =>
    Object.hasOwn(b, key) && compare(Reflect.get(a, key), Reflect.get(b, key), seen)
  );
}

function sameMaps(
  a: Map<unknown, unknown>,
  b: Map<unknown, unknown>,
  seen: Map<object, object>,
): boolean {
  if (a.size !== b.size) return false;
  return [...a].every(([key, value]) =>
    b.has(key)
      ? compare(value, b.get(key), seen)
      : [...b].some(([other, item]) => compare(key, other, seen) && compare(value, item, seen))
  );
}

function sameSets(a: Set<unknown>, b: Set<unknown>, seen: Map<object, object>): boolean {
  if (a.size !== b.size) return false;
  return [...a].every((item) => b.has(item) || [...b].some((other) => compare(item, other, seen)));
}

function ownKeys(value: object): PropertyKey[] {
  return Reflect.ownKeys(value).filter((key) =>
    Object.prototype.propertyIsEnumerable.call(value, key)
  );
}
