/**
 * The two stages of a check: requests, reservations, results, and what custom policies are made of.
 *
 * @module
 */
export {
  AccountPnlOutcome,
  Lock,
  type LockEntries,
  type LockEntry,
  PnlHaltReason,
  type PnlHaltReasonKind,
  PnlOutcome,
} from "../model/internal.ts";
export type {
  FieldsOf,
  HasAccountId,
  HasFee,
  HasInstrument,
  HasOrderPrice,
  HasPnl,
  HasSide,
  HasTradeAmount,
  Lacking,
  LackingFields,
  LackingGroups,
  LackingIn,
  Needs,
  OrderInput,
  ReportInput,
  RequiredFieldsOf,
} from "./capabilities.ts";
export { AccountBlockOutcome, AccountBlockOutcomes } from "./account_block_outcomes.ts";
export { AccountAdjustmentBatchResult } from "./batch_result.ts";
export { Context, PostTradeContext } from "./context.ts";
export {
  type DropCopyAccepted,
  DropCopyOperation,
  type DropCopyRejected,
  DropCopyResult,
} from "./drop_copy.ts";
export { DryRunReport } from "./dry_run_report.ts";
export { PolicyCallbackError, type PolicyCallbackResult } from "./errors.ts";
export type {
  Policy,
  PolicyAccountAdjustmentResult,
  PolicyAccountOutcomeEntry,
  PolicyDecision,
  PolicyMutation,
  PolicyOutcomeAmount,
  PolicyPartition,
  PolicyPnlOutcome,
  PolicyPnlOutcomeAmount,
  PolicyPostTradeResult,
  PolicyPreTradeResult,
  PolicyReject,
} from "./policy.ts";
// Types only, which are erased: this layer names no policy's code.
export type {
  AccountPnlOptions,
  OrderSizeLimitOptions,
  PnlBoundsKillswitchOptions,
  RateLimitOptions,
} from "./policies/mod.ts";
export { PolicyConfigurationResult } from "./policy_configuration_result.ts";
export { DEFAULT_POLICY_GROUP_ID } from "./policy_group_id.ts";
export { PostTradeResult } from "./post_trade_result.ts";
export { Request } from "./request.ts";
export { Reservation } from "./reservation.ts";
export {
  type ExecuteAccepted,
  type ExecuteRejected,
  ExecuteResult,
  type ResultClass,
  type ResultHandle,
  type StartAccepted,
  type StartRejected,
  StartResult,
} from "./results.ts";
