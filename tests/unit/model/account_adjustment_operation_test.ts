import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { PnlHaltReason } from "../../../src/model/internal.ts";
import {
  AccountAdjustmentAccountPnlOperation,
  AccountAdjustmentBalanceOperation,
  AccountAdjustmentPositionOperation,
  OrderOperation,
} from "../../../src/model/mod.ts";
import { assertErrors } from "./_errors.ts";
import { STRICT } from "./_groups.ts";
import { assignOperation, readOperation, SHAPE_ERROR } from "./_operations.ts";

const PNL_ERROR = "TypeError: account PnL operation uses state; pnl is not a valid field";
const COMBINED_ERROR =
  "TypeError: an account PnL operation cannot combine state with balance or position fields";

function kindOf(operation: object | undefined): string {
  if (operation instanceof AccountAdjustmentBalanceOperation) return "balance";
  if (operation instanceof AccountAdjustmentPositionOperation) return "position";
  return operation instanceof AccountAdjustmentAccountPnlOperation ? "account PnL" : "none";
}

function kinds(plains: readonly object[]): string[] {
  return plains.flatMap((plain) => [kindOf(readOperation(plain)), kindOf(assignOperation(plain))]);
}

describe("a plain operation", () => {
  it("is a balance operation without a field that tells it from one", () => {
    const plains = [
      {},
      { asset: "USD" },
      { averageEntryPrice: 1 },
      { realizedPnl: 1 },
      { realizedPnl: PnlHaltReason.fromMissingFx() },
      { unknown: 1 },
      { mode: undefined, underlyingAsset: undefined },
    ];
    assertEquals(kinds(plains), Array(2 * plains.length).fill("balance"));
  });

  it("is a position operation if any of five fields is not undefined", () => {
    const plains = [
      { underlyingAsset: "AAPL" },
      { settlementAsset: "USD" },
      { collateralAsset: "USD" },
      { mode: "hedged" },
      { leverage: 2 },
      { leverage: null },
      { asset: "USD", mode: "netting" },
      Object.create({ settlementAsset: "USD" }),
    ];
    assertEquals(kinds(plains), Array(2 * plains.length).fill("position"));
  });

  it("is an account PnL operation if it has a state of its own", () => {
    assertEquals(kinds([{ state: 1 }, { state: PnlHaltReason.fromMissingFx() }]), [
      "account PnL",
      "account PnL",
      "account PnL",
      "account PnL",
    ]);
    assertEquals(kinds([Object.create({ state: 1 })]), ["balance", "balance"]);
  });

  it("must not have a pnl of its own, whatever its value and whatever stands beside it", () => {
    const plains = [{ pnl: 1 }, { pnl: undefined }, { pnl: 1, state: 1 }, { pnl: 1, asset: "USD" }];
    for (const plain of plains) {
      assertErrors([
        [() => readOperation(plain), PNL_ERROR],
        [() => readOperation(plain, STRICT), PNL_ERROR],
        [() => assignOperation(plain), PNL_ERROR],
      ]);
    }
    assertEquals(kinds([Object.create({ pnl: 1 })]), ["balance", "balance"]);
  });

  it("must not combine a state with its own fields of another kind, even undefined ones", () => {
    const fields = [
      ...["asset", "averageEntryPrice", "realizedPnl"],
      ...["underlyingAsset", "settlementAsset", "collateralAsset", "mode", "leverage"],
    ];
    for (const field of fields) {
      for (const plain of [{ state: 1, [field]: undefined }, { state: undefined, [field]: 1 }]) {
        assertErrors([
          [() => readOperation(plain), COMBINED_ERROR],
          [() => readOperation(plain, STRICT), COMBINED_ERROR],
          [() => assignOperation(plain), COMBINED_ERROR],
        ]);
      }
    }
    const beside = Object.assign(Object.create({ asset: "USD" }), { state: 1 }) as object;
    assertEquals(kinds([beside]), ["account PnL", "account PnL"]);
  });

  it("keeps its kind and becomes the class of it", () => {
    const classes = [
      new AccountAdjustmentBalanceOperation(),
      new AccountAdjustmentPositionOperation(),
      new AccountAdjustmentAccountPnlOperation(1),
    ];
    assertEquals(
      classes.flatMap((value) => [kindOf(readOperation(value)), kindOf(assignOperation(value))]),
      ["balance", "balance", "position", "position", "account PnL", "account PnL"],
    );
  });

  it("is no operation of an order", () => {
    assertErrors([[() => readOperation(new OrderOperation()), SHAPE_ERROR]]);
  });

  it("refuses the fields of another kind in strict mode", () => {
    assertErrors([
      [
        () => readOperation({ mode: "netting", asset: "USD" }, STRICT),
        'TypeError: Unknown field "asset" in operation: the nearest known field is "mode"',
      ],
      [
        () => readOperation({ leverage: 2, realizedPnl: 1 }, STRICT),
        'TypeError: Unknown field "realizedPnl" in operation: the nearest known field is "leverage"',
      ],
    ]);
  });

  it("is told the nearest field of any kind in strict mode as long as its kind is open", () => {
    assertErrors([
      [
        () => readOperation({ underlyngAsset: "AAPL" }, STRICT),
        'TypeError: Unknown field "underlyngAsset" in operation: the nearest known field is "underlyingAsset"',
      ],
      [
        () => readOperation({ stat: 1 }, STRICT),
        'TypeError: Unknown field "stat" in operation: the nearest known field is "state"',
      ],
    ]);
    assertEquals(kindOf(readOperation({ asset: "USD", mode: undefined }, STRICT)), "balance");
  });
});
