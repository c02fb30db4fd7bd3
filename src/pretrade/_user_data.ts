import { MAX_U64, rangeError, typeError } from "../param/internal.ts";

/** Reads an opaque token of 64 bits; absent means 0, which stands for unset. */
export function readUserData(value: unknown): bigint {
  if (value === undefined || value === null) return 0n;
  if (typeof value === "number") {
    if (Number.isSafeInteger(value) && value >= 0) return BigInt(value);
  } else if (typeof value === "bigint") {
    if (value >= 0n && value <= MAX_U64) return value;
  } else {
    throw typeError("userData must be a number or bigint");
  }
  throw rangeError(`userData must be an integer in range 0..=${MAX_U64}`);
}
