import { readAccountAdjustment } from "../../../src/model/internal.ts";
import { AccountAdjustment, AccountAdjustmentBounds } from "../../../src/model/mod.ts";
import { positionSize } from "./_fields.ts";
import { describeGroup } from "./_groups.ts";

describeGroup({
  type: AccountAdjustmentBounds,
  make: () => new AccountAdjustmentBounds(),
  read: (value, options) => readAccountAdjustment({ bounds: value }, options).bounds,
  assign: (value) => {
    const adjustment = new AccountAdjustment();
    Reflect.set(adjustment, "bounds", value);
    return adjustment.bounds;
  },
  fields: [
    positionSize("balanceUpper"),
    positionSize("balanceLower"),
    positionSize("heldUpper"),
    positionSize("heldLower"),
    positionSize("incomingUpper"),
    positionSize("incomingLower"),
  ],
  shapeError: "TypeError: bounds must be an AccountAdjustmentBounds or a plain object",
  misspelt: [
    "upper",
    'TypeError: Unknown field "upper" in bounds: the nearest known field is "heldUpper"',
  ],
});
