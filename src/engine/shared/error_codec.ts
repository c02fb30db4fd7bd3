import { decodeValue, encodeValue } from "./value_codec.ts";
import type { Json } from "./wire.ts";

/**
 * Writes whatever was thrown: an error as its class with its fields, any other value as a structured clone would carry it, and what can't be carried as
 * its text.
 */
export function encodeThrown(thrown: unknown): Json {
  // To look at what was thrown may throw as well: getters and proxies.
  for (const makeForm of [() => thrown, () => withTextCause(thrown)]) {
    try {
      return encodeValue(makeForm());
    } catch {
      // The next form says less.
    }
  }
  return textOf(thrown);
}

/** Makes again what was thrown on the other thread. */
export function decodeThrown(json: Json): unknown {
  return decodeValue(json);
}

/** An error keeps its class and message if only its cause can't be carried. */
function withTextCause(thrown: unknown): unknown {
  if (!(thrown instanceof Error) || !Object.hasOwn(thrown, "cause")) return textOf(thrown);
  const copy = Object.create(thrown, {
    message: { value: `${thrown.message}` },
    cause: { value: textOf(thrown.cause) },
  }) as Error;
  for (const [key, value] of Object.entries(thrown)) {
    // A cause that was assigned is a field like any other.
    if (key === "message" || key === "cause") continue;
    Object.defineProperty(copy, key, { value, enumerable: true });
  }
  return copy;
}

function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return "a value that has no text";
  }
}
