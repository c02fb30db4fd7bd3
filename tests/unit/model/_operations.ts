/** The plain `operation` of an adjustment, read in place. */

import { readAccountAdjustment, type ReadOptions } from "../../../src/model/internal.ts";
import { AccountAdjustment, type AccountAdjustmentOperation } from "../../../src/model/mod.ts";

export const SHAPE_ERROR: string =
  "TypeError: operation must be an AccountAdjustmentBalanceOperation, " +
  "AccountAdjustmentPositionOperation, AccountAdjustmentAccountPnlOperation or a plain object";

/** The operation after an adjustment that had the value in that place was read. */
export function readOperation(
  value: unknown,
  options?: ReadOptions,
): AccountAdjustmentOperation | undefined {
  return readAccountAdjustment({ operation: value }, options).operation;
}

/** The operation after it was set on an adjustment. */
export function assignOperation(value: unknown): AccountAdjustmentOperation | undefined {
  const adjustment = new AccountAdjustment();
  Reflect.set(adjustment, "operation", value);
  return adjustment.operation;
}
