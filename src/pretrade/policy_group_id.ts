import { MAX_U16, readInteger } from "../param/internal.ts";

/** The policy group that any number of policies may share: 0. */
export function DEFAULT_POLICY_GROUP_ID(): number {
  return 0;
}

/** Checks a policy group id: a number 0 to 65535. @throws {TypeError} Wrong type. @throws {RangeError} Out of range. */
export function readPolicyGroupId(value: unknown, label = "policyGroupId"): number {
  return readInteger(value, label, MAX_U16);
}
