import { isAbsent } from "../model/internal.ts";
import { readAccountGroupId, typeError } from "../param/internal.ts";
import { AccountGroupId } from "../param/mod.ts";

/** What a read may ask about the reading account; every context that a policy is given has this shape. */
export interface AccountInfo {
  /** The account's group; absent if it is in none. Read at most once, and only if the read depends on it. */
  readonly accountGroup?: AccountGroupId | null | undefined;
}

/** Checks that account info is an object or absent, without looking into it. */
export function readAccountInfo(value: unknown): AccountInfo | undefined {
  if (isAbsent(value)) return undefined;
  if (typeof value === "object") return value;
  throw typeError("accountInfo must be an object with an accountGroup, or null");
}

/** Reads the group of account info. This runs the caller's getter, which may call the service. */
export function readGroupOf(info: AccountInfo | undefined): number | undefined {
  const group: unknown = info?.accountGroup;
  if (isAbsent(group)) return undefined;
  if (group instanceof AccountGroupId) return readAccountGroupId(group);
  throw typeError("accountInfo.accountGroup must be an AccountGroupId or null");
}
