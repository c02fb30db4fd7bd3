import { iterable } from "../model/internal.ts";
import { rangeError, readAccountGroupId, readAccountId, typeError } from "../param/internal.ts";
import { toNanoseconds } from "../internal/milliseconds.ts";

/** Reads how old a quote was when it was pushed: milliseconds to nanoseconds; negative counts as 0. */
export function readSourceAge(value: unknown): bigint {
  if (typeof value !== "number") throw typeError("sourceAgeMs must be a number");
  if (!Number.isFinite(value)) throw rangeError("sourceAgeMs must be finite");
  return value <= 0 ? 0n : toNanoseconds(value);
}

/** Reads the accounts that a quote is for. */
export function readAccounts(value: unknown): bigint[] {
  return Array.from(iterable(value, "accountIds must be an iterable of AccountId"), readAccountId);
}

/** Reads the groups that a quote is for. */
export function readGroups(value: unknown): number[] {
  const message = "accountGroupIds must be an iterable of AccountGroupId";
  return Array.from(iterable(value, message), readAccountGroupId);
}
