import { AccountAdjustmentPositionOperation } from "../../../src/model/mod.ts";
import { asset, leverage, price, word } from "./_fields.ts";
import { describeGroup } from "./_groups.ts";
import { assignOperation, readOperation, SHAPE_ERROR } from "./_operations.ts";

describeGroup({
  type: AccountAdjustmentPositionOperation,
  make: () => new AccountAdjustmentPositionOperation(),
  read: readOperation,
  assign: assignOperation,
  fields: [
    asset("underlyingAsset"),
    asset("settlementAsset"),
    asset("collateralAsset"),
    price("averageEntryPrice"),
    word("mode", "position mode", "netting", "hedged"),
    leverage("leverage"),
  ],
  beside: (field) => field === "mode" ? { leverage: 5 } : { mode: "netting" },
  shapeError: SHAPE_ERROR,
  misspelt: [
    "collateral",
    'TypeError: Unknown field "collateral" in operation: the nearest known field is "collateralAsset"',
  ],
});
