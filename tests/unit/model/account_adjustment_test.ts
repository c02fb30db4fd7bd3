import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { readAccountAdjustment } from "../../../src/model/internal.ts";
import { AccountAdjustment } from "../../../src/model/mod.ts";
import { describeCarrier } from "./_carriers.ts";
import { assertErrors } from "./_errors.ts";
import { STRICT } from "./_groups.ts";

describeCarrier({
  type: AccountAdjustment,
  make: () => new AccountAdjustment(),
  read: (value) => readAccountAdjustment(value),
  groups: {
    operation: {
      field: "averageEntryPrice",
      holds: [["185.50", "Price 185.50"], ["0", "Price 0"]],
    },
    amount: {
      field: "balance",
      holds: [
        [{ delta: "-1.50" }, "AdjustmentAmount delta -1.50"],
        [{ absolute: 2 }, "AdjustmentAmount absolute 2"],
      ],
    },
    bounds: {
      field: "heldUpper",
      holds: [["10", "PositionSize 10"], ["-1.0", "PositionSize -1.0"]],
    },
  },
  shapeError: "TypeError: each adjustment must be an AccountAdjustment or a plain object",
});

describe("AccountAdjustment", () => {
  it("reads a full plain form", () => {
    const { operation, amount, bounds } = readAccountAdjustment({
      operation: { asset: "USD" },
      amount: { balance: { delta: "-1.50" }, held: { absolute: 2 } },
      bounds: { balanceLower: 0 },
    }, STRICT);
    assertEquals(operation && "asset" in operation && operation.asset, "USD");
    assertEquals(amount?.balance?.asDelta?.toString(), "-1.50");
    assertEquals(amount?.held?.asAbsolute?.toString(), "2");
    assertEquals(amount?.incoming, undefined);
    assertEquals([bounds?.balanceLower?.toString(), bounds?.balanceUpper], ["0", undefined]);
  });

  it("carries strict mode into its groups only", () => {
    readAccountAdjustment({ note: "of the caller" }, STRICT);
    assertErrors([
      [
        () => readAccountAdjustment({ operation: { aset: "USD" } }, STRICT),
        'TypeError: Unknown field "aset" in operation: the nearest known field is "asset"',
      ],
      [
        () => readAccountAdjustment({ amount: { hold: { delta: 1 } } }, STRICT),
        'TypeError: Unknown field "hold" in amount: the nearest known field is "held"',
      ],
      [
        () => readAccountAdjustment({ bounds: { lower: 1 } }, STRICT),
        'TypeError: Unknown field "lower" in bounds: the nearest known field is "heldLower"',
      ],
    ]);
  });

  it("keeps the groups it had when one that is set is refused", () => {
    const adjustment = new AccountAdjustment();
    adjustment.bounds = { heldUpper: 1 };
    assertErrors([[
      () => {
        adjustment.bounds = { heldUpper: "x" };
      },
      "ParamError InvalidFormat: invalid format for PositionSize: 'x'",
    ]]);
    assertEquals(adjustment.bounds?.heldUpper?.toString(), "1");
  });
});
