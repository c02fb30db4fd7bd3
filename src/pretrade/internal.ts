/** The second face of this layer: what the other layers use and the package does not export. */
export { AccountBlock, blockOfReject, readAccountBlock, rejectOfBlock } from "./account_block.ts";
export { AccountControl, type BlockSink, makeAccountControl } from "./account_control.ts";
export {
  AccountAdjustmentContext,
  type AdjustmentContextSource,
  Context,
  type ContextSource,
  makeAdjustmentContext,
  makeContext,
  makePostTradeContext,
  PostTradeContext,
} from "./context.ts";
export { type DryRunFindings, DryRunReport, makeDryRunReport } from "./dry_run_report.ts";
export type { Holding } from "./holding.ts";
export { LifecycleError, PolicyCallbackError, ReentrancyError } from "./errors.ts";
export type { Lacking, Needs, OrderInput, ReportInput } from "./capabilities.ts";
export { missingField } from "./missing_field.ts";
export {
  type KillSwitchMutationInit,
  Mutation,
  type MutationData,
  mutationDataOf,
  type MutationFn,
  type NotionalMutationInit,
  type SynchronousMutationResult,
} from "./mutation.ts";
export {
  AccountBlockOutcome,
  AccountBlockOutcomes,
  makeBlockOutcomes,
} from "./account_block_outcomes.ts";
export {
  makeConfigurationResult,
  PolicyConfigurationResult,
} from "./policy_configuration_result.ts";
export {
  type AdjustmentRun,
  type Asker,
  type BuiltinPolicy,
  ConfigurationRefused,
  type LimitShare,
  MAKE_POLICY,
  type PendingMutation,
  type PolicyHost,
  type PolicyToken,
  type PolicyUnit,
  type PostTradeRun,
  type PreTradeRun,
  type RetirementRun,
} from "./policy_unit.ts";
export { AccountRetirementRefusal, type Policy, type PolicyPartition } from "./policy.ts";
export { readPolicyGroupId } from "./policy_group_id.ts";
export { copyRejects, makeReject, Reject, RejectScope } from "./reject.ts";
export { isRejectCodeEvaluationFailure, readRejectCode, RejectCode } from "./reject_code.ts";
export { makeRequest, type PendingRequest } from "./request.ts";
export {
  makePostTradeResult,
  PostTradeResult,
  readAdjustmentOutcome,
  readPnlOutcome,
  readPostTradeResult,
} from "./post_trade_result.ts";
export {
  AccountAdjustmentBatchResult,
  type BatchFindings,
  makeBatchResult,
} from "./batch_result.ts";
export {
  type DropCopyHold,
  DropCopyOperation,
  DropCopyResult,
  makeDropCopyOperation,
  makeDropCopyResult,
} from "./drop_copy.ts";
export { type Hold, makeReservation } from "./reservation.ts";
export {
  ExecuteResult,
  makeExecuteResult,
  makeStartResult,
  type ResultHandle,
  StartResult,
} from "./results.ts";
export { readUserData } from "./_user_data.ts";
