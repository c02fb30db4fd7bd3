import { makeReject, type Reject, type RejectScope } from "./reject.ts";

/** The refusal of a policy that can't read a field it needs. Source: docs/semantics.md rule POL-7. */
export function missingField(
  policy: string,
  label: string,
  path: string,
  scope: RejectScope = "order",
): Reject {
  return makeReject(
    policy,
    scope,
    "MissingRequiredField",
    `failed to access required field '${label}'`,
    `failed to access field '${path}'`,
  );
}
