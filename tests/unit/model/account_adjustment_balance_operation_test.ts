import { AccountAdjustmentBalanceOperation } from "../../../src/model/mod.ts";
import { asset, pnlState, price } from "./_fields.ts";
import { describeGroup } from "./_groups.ts";
import { assignOperation, readOperation, SHAPE_ERROR } from "./_operations.ts";

describeGroup({
  type: AccountAdjustmentBalanceOperation,
  make: () => new AccountAdjustmentBalanceOperation(),
  read: readOperation,
  assign: assignOperation,
  fields: [asset("asset"), price("averageEntryPrice"), pnlState("realizedPnl")],
  shapeError: SHAPE_ERROR,
  misspelt: [
    "assset",
    'TypeError: Unknown field "assset" in operation: the nearest known field is "asset"',
  ],
});
