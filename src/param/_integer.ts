import { rangeError, typeError } from "./errors.ts";

/** Largest 16-bit and 32-bit unsigned integers, the ranges of several options. */
export const MAX_U16 = 65535;
export const MAX_U32 = 4294967295;
/** Largest 64-bit unsigned integer. */
export const MAX_U64 = 18446744073709551615n;

/** Checks an option that is an integer given as a number, 0 to `max`. */
export function readInteger(value: unknown, label: string, max: number): number {
  if (typeof value !== "number") throw typeError(`${label} must be a number`);
  if (!Number.isInteger(value) || value < 0 || value > max) {
    throw rangeError(`${label} must be an integer in range 0..=${max}`);
  }
  // A negative zero is a zero.
  return value + 0;
}
