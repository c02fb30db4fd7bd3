import { isPlainRecord, type PlainRecord, typeError } from "../param/internal.ts";
import type { DecimalInput, LeverageInput, PositionModeValue } from "../param/mod.ts";
import { LENIENT, type ReadOptions, refuseUnknownFields } from "./_fields.ts";
import {
  AccountAdjustmentAccountPnlOperation,
  type AccountAdjustmentAccountPnlOperationInit,
  isAccountPnlOperation,
} from "./account_adjustment_account_pnl_operation.ts";
import {
  AccountAdjustmentBalanceOperation,
  type AccountAdjustmentBalanceOperationInit,
  isBalanceOperation,
} from "./account_adjustment_balance_operation.ts";
import {
  AccountAdjustmentPositionOperation,
  type AccountAdjustmentPositionOperationInit,
  isPositionOperation,
} from "./account_adjustment_position_operation.ts";

/** One of the three things an adjustment may do. */
export type AccountAdjustmentOperation =
  | AccountAdjustmentBalanceOperation
  | AccountAdjustmentPositionOperation
  | AccountAdjustmentAccountPnlOperation;

/** Plain form of an {@linkcode AccountAdjustmentOperation}; its fields tell which of the three it is. */
export type AccountAdjustmentOperationInit =
  | AccountAdjustmentBalanceOperationInit
  | AccountAdjustmentPositionOperationInit
  | AccountAdjustmentAccountPnlOperationInit;

const BALANCE_FIELDS: readonly string[] = ["asset", "averageEntryPrice", "realizedPnl"];
const POSITION_KEYS: readonly string[] = [
  "underlyingAsset",
  "settlementAsset",
  "collateralAsset",
  "mode",
  "leverage",
];
const POSITION_FIELDS: readonly string[] = [...POSITION_KEYS, "averageEntryPrice"];
const ALL_FIELDS: readonly string[] = [...BALANCE_FIELDS, ...POSITION_KEYS, "state"];

/** Reads an operation, one of the classes or a plain form, into an object of its own. Each field is read once. */
export function readAccountAdjustmentOperation(
  value: unknown,
  options: ReadOptions = LENIENT,
): AccountAdjustmentOperation {
  if (isBalanceOperation(value) || isPositionOperation(value) || isAccountPnlOperation(value)) {
    return value.clone();
  }
  if (!isPlainRecord(value)) {
    throw typeError(
      "operation must be an AccountAdjustmentBalanceOperation, AccountAdjustmentPositionOperation, " +
        "AccountAdjustmentAccountPnlOperation or a plain object",
    );
  }
  if (Object.hasOwn(value, "pnl")) {
    throw typeError("account PnL operation uses state; pnl is not a valid field");
  }
  if (Object.hasOwn(value, "state")) return accountPnlOperation(value, options);
  const position = fieldsOf(value, POSITION_KEYS);
  return Object.values(position).some((field) => field !== undefined)
    ? positionOperation(value, position, options)
    : balanceOperation(value, options);
}

function accountPnlOperation(
  record: PlainRecord,
  options: ReadOptions,
): AccountAdjustmentAccountPnlOperation {
  if ([...BALANCE_FIELDS, ...POSITION_KEYS].some((field) => Object.hasOwn(record, field))) {
    throw typeError(
      "an account PnL operation cannot combine state with balance or position fields",
    );
  }
  if (options.isStrict) refuseUnknownFields(record, "operation", ["state"]);
  return new AccountAdjustmentAccountPnlOperation(record.state as DecimalInput);
}

function positionOperation(
  record: PlainRecord,
  fields: PlainRecord,
  options: ReadOptions,
): AccountAdjustmentPositionOperation {
  if (options.isStrict) refuseUnknownFields(record, "operation", POSITION_FIELDS);
  const operation = new AccountAdjustmentPositionOperation();
  operation.underlyingAsset = fields.underlyingAsset as string;
  operation.settlementAsset = fields.settlementAsset as string;
  operation.collateralAsset = fields.collateralAsset as string;
  operation.averageEntryPrice = record.averageEntryPrice as DecimalInput;
  operation.mode = fields.mode as PositionModeValue;
  operation.leverage = fields.leverage as LeverageInput;
  return operation;
}

function balanceOperation(
  record: PlainRecord,
  options: ReadOptions,
): AccountAdjustmentBalanceOperation {
  // Nothing but its fields makes it a balance operation, so a misspelt field of any form may be meant.
  if (options.isStrict) refuseUnknownFields(record, "operation", ALL_FIELDS);
  const operation = new AccountAdjustmentBalanceOperation();
  operation.asset = record.asset as string;
  operation.averageEntryPrice = record.averageEntryPrice as DecimalInput;
  operation.realizedPnl = record.realizedPnl as DecimalInput;
  return operation;
}

/** Reads fields of the caller once, so that all that follows sees the same values. */
function fieldsOf(record: PlainRecord, keys: readonly string[]): PlainRecord {
  return Object.fromEntries(keys.map((key) => [key, record[key]]));
}
