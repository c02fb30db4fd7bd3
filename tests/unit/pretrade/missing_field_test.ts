import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine } from "../../../src/engine/mod.ts";
import type { OrderOperationInit } from "../../../src/model/mod.ts";
import { missingField } from "../../../src/pretrade/internal.ts";
import {
  buildOrderSizeLimit,
  buildOrderValidation,
  OrderSizeAccountAssetBarrier,
} from "../../../src/pretrade/policies/mod.ts";
import { linesOf } from "../engine/_kit.ts";

describe("missingField()", () => {
  it("names the field and its path, scope order by default", () => {
    const rejects = [
      missingField("p", "trade amount", "operation.trade_amount"),
      missingField("p", "P&L", "financial_impact.pnl", "account"),
    ];
    assertEquals(linesOf({ rejects }), [
      "order MissingRequiredField [p] failed to access required field 'trade amount': failed to access field 'operation.trade_amount'",
      "account MissingRequiredField [p] failed to access required field 'P&L': failed to access field 'financial_impact.pnl'",
    ]);
  });
  it("is what the built-in policies answer, field by field, in the words of the contract", () => {
    const validation = Engine.builder().builtin(buildOrderValidation()).build();
    const operation: OrderOperationInit = {};
    assertEquals(linesOf(validation.startPreTrade({ operation })), [
      "order MissingRequiredField [OrderValidationPolicy] failed to access required field 'trade amount': failed to access field 'operation.trade_amount'",
    ]);
    const pair = new OrderSizeAccountAssetBarrier({ maxQuantity: 1 }, 1, "AAPL");
    const size = Engine.builder()
      .builtin(buildOrderSizeLimit().accountAssetBarriers([pair]))
      .build();
    const instrument = { underlyingAsset: "AAPL", settlementAsset: "USD" };
    const rows: readonly [operation: OrderOperationInit, label: string, path: string][] = [
      [{ underlyingAsset: "AAPL" }, "instrument", "instrument"],
      [{ settlementAsset: "USD" }, "instrument", "instrument"],
      [instrument, "account ID", "account_id"],
      [{ ...instrument, accountId: 1 }, "trade amount", "trade_amount"],
    ];
    for (const [operation, label, path] of rows) {
      assertEquals(linesOf(size.startPreTrade({ operation })), [
        `order MissingRequiredField [OrderSizeLimitPolicy] failed to access required field '${label}': failed to access field 'operation.${path}'`,
      ]);
    }
  });
});
