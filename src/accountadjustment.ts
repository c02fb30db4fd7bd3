/**
 * What account adjustments and reports did to an account, asset by asset.
 *
 * @example
 * ```ts
 * import { AccountOutcomeEntry, OutcomeAmount } from "@openpit-ts/openpit/accountadjustment";
 * import { assertEquals } from "@std/assert";
 *
 * const entry = new AccountOutcomeEntry("USD", new OutcomeAmount("-10", "90"));
 * assertEquals(entry.balance?.absolute.toString(), "90");
 * assertEquals(entry.held, undefined);
 * ```
 *
 * @module
 */
export {
  AccountAdjustmentOutcome,
  AccountOutcomeEntry,
  OutcomeAmount,
  PnlHaltReason,
  type PnlHaltReasonKind,
  PnlOutcome,
  PnlOutcomeAmount,
} from "./model/internal.ts";
export { AccountAdjustmentContext } from "./pretrade/internal.ts";
