/**
 * Orders, execution reports and account adjustments: carriers of optional groups, as classes or as plain objects.
 *
 * @example
 * ```ts
 * import { Order } from "@openpit-ts/openpit/model";
 * import { assertEquals } from "@std/assert";
 *
 * const order = new Order();
 * order.operation = {
 *   underlyingAsset: "AAPL",
 *   settlementAsset: "USD",
 *   accountId: "desk-1",
 *   side: "buy",
 *   tradeAmount: { quantity: "10" },
 *   price: "185.50",
 * };
 * assertEquals(order.operation?.side, "BUY");
 * assertEquals(order.operation?.price?.toString(), "185.50");
 * ```
 *
 * @module
 */
export { Trade, TradeAmount, type TradeAmountInit, type TradeInit } from "../param/mod.ts";
export type {
  AccountAdjustmentOperation,
  AccountAdjustmentOperationInit,
} from "./_account_adjustment_operation.ts";
export type { Optional } from "./_fields.ts";
export { AccountAdjustment, type AccountAdjustmentInit } from "./account_adjustment.ts";
export {
  AccountAdjustmentAccountPnlOperation,
  type AccountAdjustmentAccountPnlOperationInit,
} from "./account_adjustment_account_pnl_operation.ts";
export {
  AccountAdjustmentAmount,
  type AccountAdjustmentAmountInit,
} from "./account_adjustment_amount.ts";
export {
  AccountAdjustmentBalanceOperation,
  type AccountAdjustmentBalanceOperationInit,
} from "./account_adjustment_balance_operation.ts";
export {
  AccountAdjustmentBounds,
  type AccountAdjustmentBoundsInit,
} from "./account_adjustment_bounds.ts";
export {
  AccountAdjustmentPositionOperation,
  type AccountAdjustmentPositionOperationInit,
} from "./account_adjustment_position_operation.ts";
export { ExecutionReport, type ExecutionReportInit } from "./execution_report.ts";
export {
  ExecutionReportFillDetails,
  type ExecutionReportFillDetailsInit,
} from "./execution_report_fill_details.ts";
export {
  ExecutionReportOperation,
  type ExecutionReportOperationInit,
} from "./execution_report_operation.ts";
export {
  ExecutionReportPositionImpact,
  type ExecutionReportPositionImpactInit,
} from "./execution_report_position_impact.ts";
export { FinancialImpact, type FinancialImpactInit } from "./financial_impact.ts";
export { Order, type OrderInit } from "./order.ts";
export { OrderMargin, type OrderMarginInit } from "./order_margin.ts";
export { OrderOperation, type OrderOperationInit } from "./order_operation.ts";
export { OrderPosition, type OrderPositionInit } from "./order_position.ts";
