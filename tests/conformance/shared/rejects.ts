/** Rejects and account blocks that scripted policies and operators give to the engine. */
import { bigText, object, oneOf, type Read, text } from "./input.ts";
import type { BlockFields } from "./values.ts";

export interface RejectFields {
  readonly code: string;
  readonly reason: string;
  readonly details: string;
  readonly scope?: "order" | "account";
  readonly userData?: bigint;
}

export const blockFields: Read<BlockFields> = object((input) => ({
  policy: input.get("policy", text),
  code: input.get("code", text),
  reason: input.get("reason", text),
  details: input.get("details", text),
  ...input.field("userData", bigText),
}));

export const rejectFields: Read<RejectFields> = object((input) => ({
  code: input.get("code", text),
  reason: input.get("reason", text),
  details: input.get("details", text),
  ...input.field("scope", oneOf("order", "account")),
  ...input.field("userData", bigText),
}));

/** A copy: what a policy hands out belongs to the engine. */
export function rejectLiteral(fields: RejectFields): RejectFields {
  return { ...fields };
}
