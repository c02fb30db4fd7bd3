/** The second face of this layer: what the other layers use and `./model` does not export. */
export {
  instance,
  isAbsent,
  iterable,
  LENIENT,
  type Optional,
  type ReadOptions,
} from "./_fields.ts";
export { readAccountAdjustment } from "./account_adjustment.ts";
export {
  AccountAdjustmentOutcome,
  isAccountAdjustmentOutcome,
} from "./account_adjustment_outcome.ts";
export { AccountOutcomeEntry, isAccountOutcomeEntry } from "./account_outcome_entry.ts";
export { AccountPnlOutcome, isAccountPnlOutcome } from "./account_pnl_outcome.ts";
export {
  ExecutionReportData,
  makeExecutionReport,
  readExecutionReport,
  reportForHook,
} from "./execution_report.ts";
export { FillData } from "./execution_report_fill_details.ts";
export { ExecutionReportOperationData } from "./execution_report_operation.ts";
export { FinancialImpactData } from "./financial_impact.ts";
export { isLock, Lock, type LockEntries, type LockEntry, makeLock } from "./lock.ts";
export { makeOrder, OrderData, orderForHook, readOrder } from "./order.ts";
export { makeOrderOperation, OrderOperationData } from "./order_operation.ts";
export { isOutcomeAmount, makeOutcomeAmount, OutcomeAmount } from "./outcome_amount.ts";
export { isPnlHaltReason, PnlHaltReason, type PnlHaltReasonKind } from "./pnl_halt_reason.ts";
export { isPnlOutcome, PnlOutcome } from "./pnl_outcome.ts";
export { isPnlOutcomeAmount, PnlOutcomeAmount } from "./pnl_outcome_amount.ts";
