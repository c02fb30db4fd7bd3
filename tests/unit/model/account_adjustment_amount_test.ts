import { readAccountAdjustment } from "../../../src/model/internal.ts";
import { AccountAdjustment, AccountAdjustmentAmount } from "../../../src/model/mod.ts";
import { adjustmentAmount } from "./_fields.ts";
import { describeGroup } from "./_groups.ts";

describeGroup({
  type: AccountAdjustmentAmount,
  make: () => new AccountAdjustmentAmount(),
  read: (value, options) => readAccountAdjustment({ amount: value }, options).amount,
  assign: (value) => {
    const adjustment = new AccountAdjustment();
    Reflect.set(adjustment, "amount", value);
    return adjustment.amount;
  },
  fields: [adjustmentAmount("balance"), adjustmentAmount("held"), adjustmentAmount("incoming")],
  shapeError: "TypeError: amount must be an AccountAdjustmentAmount or a plain object",
  misspelt: [
    "ballance",
    'TypeError: Unknown field "ballance" in amount: the nearest known field is "balance"',
  ],
});
