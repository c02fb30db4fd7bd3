import { type Decimal, toText } from "../../../internal/decimal/mod.ts";
import {
  AccountBlock,
  makeReject,
  missingField,
  type Reject,
  type RejectCode,
} from "../../internal.ts";

/** Name of the spot funds policy in rejects and in `configure()`. */
export const SPOT_FUNDS_NAME = "SpotFundsPolicy";

/** A refusal of an order. */
export function refusal(code: RejectCode, reason: string, details: string): Reject {
  return makeReject(SPOT_FUNDS_NAME, "order", code, reason, details);
}

/** A refusal of an adjustment. */
export function adjustmentRefusal(code: RejectCode, reason: string, details: string): Reject {
  return makeReject(SPOT_FUNDS_NAME, "account", code, reason, details);
}

/** The refusal of an order that lacks a field. */
export function missing(label: string, path: string): Reject {
  return missingField(SPOT_FUNDS_NAME, label, path);
}

/** The refusal of an order whose numbers don't fit. */
export function overflow(details: string): Reject {
  return refusal("ArithmeticOverflow", "arithmetic overflow", details);
}

/** A block. */
export function blockFor(code: RejectCode, reason: string, details: string): AccountBlock {
  return new AccountBlock(SPOT_FUNDS_NAME, code, reason, details);
}

/** The block of a report whose numbers don't fit. */
export function overflowBlock(details: string): AccountBlock {
  return blockFor("ArithmeticOverflow", "arithmetic overflow", details);
}

/** The block of a report that lacks a field. */
export function missingBlock(label: string, path: string): AccountBlock {
  const { code, reason, details } = missing(label, path);
  return blockFor(code, reason, details);
}

/** The block of an account whose slot could not be brought back. */
export function rollbackBlock(details: string): AccountBlock {
  return blockFor("ArithmeticOverflow", "rollback overflow: slot left inconsistent", details);
}

/** A number that may be missing, as the reference prints it. */
export function optionalText(value: Decimal | undefined): string {
  return value === undefined ? "None" : `Some(PositionSize(${toText(value)}))`;
}
