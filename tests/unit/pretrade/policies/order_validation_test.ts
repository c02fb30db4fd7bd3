import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine } from "../../../../src/engine/mod.ts";
import { Order, type OrderOperationInit } from "../../../../src/model/mod.ts";
import { TradeAmount } from "../../../../src/param/mod.ts";
import {
  buildOrderSizeLimit,
  buildOrderValidation,
  OrderValidationBuilder,
} from "../../../../src/pretrade/policies/mod.ts";
import { orderDraft } from "../../../../src/testing/mod.ts";
import { assertErrors } from "../../model/_errors.ts";
import { assertVerdicts, missing, order, verdictOf } from "./_check.ts";

const OF_GROUP_7 = buildOrderSizeLimit().assetBarriers([]).withPolicyGroupId(7);

const NAME = "OrderValidationPolicy";
const ZERO_QUANTITY =
  `order InvalidFieldValue [${NAME}] order quantity must be non-zero: requested quantity 0 is not allowed`;
const ZERO_VOLUME =
  `order InvalidFieldValue [${NAME}] order volume must be non-zero: requested volume 0 is not allowed`;
const NO_AMOUNT = missing(NAME, "trade amount", "operation.trade_amount");

describe("OrderValidationPolicy", () => {
  it("refuses a quantity of zero, in any form and scale", () => {
    for (const quantity of [0, 0n, -0, "0", "0.000", "-0.0", ".0"]) {
      const amounts: OrderOperationInit["tradeAmount"][] = [
        { quantity },
        TradeAmount.quantity(quantity),
      ];
      for (const tradeAmount of amounts) {
        assertEquals(verdictOf(buildOrderValidation(), order({ tradeAmount })), ZERO_QUANTITY);
      }
    }
  });
  it("refuses a volume of zero likewise", () => {
    for (const volume of [0, 0n, "0", "0.00", "-0"]) {
      assertVerdicts(buildOrderValidation(), [[{ tradeAmount: { volume } }, ZERO_VOLUME]]);
    }
  });
  it("passes every other amount, down to the smallest and up to the largest", () => {
    const texts = ["1", "0.0000000000000000000000000001", "79228162514264337593543950335"];
    for (const text of texts) {
      assertVerdicts(buildOrderValidation(), [
        [{ tradeAmount: { quantity: text } }, "pass"],
        [{ tradeAmount: { volume: text } }, "pass"],
      ]);
    }
  });
  it("refuses an order without an amount", () => {
    const orders = [{}, new Order(), { operation: null }, { operation: {} }, { position: {} }];
    for (const given of [...orders, orderDraft({ tradeAmount: null })]) {
      assertEquals(verdictOf(buildOrderValidation(), given), NO_AMOUNT);
    }
  });
  it("looks at nothing else: price, side, account and assets may be anything or absent", () => {
    const tradeAmount = { quantity: 1 };
    assertVerdicts(buildOrderValidation(), [
      [{ tradeAmount }, "pass"],
      [{ tradeAmount, price: "0" }, "pass"],
      [{ tradeAmount, price: "-5.5" }, "pass"],
      [{ tradeAmount, side: "SELL", underlyingAsset: "AAPL" }, "pass"],
      [{ tradeAmount: { quantity: 0 }, price: "0" }, ZERO_QUANTITY],
    ]);
  });
  it("keeps no state and adds nothing to a reservation", () => {
    const engine = Engine.builder().builtin(buildOrderValidation().withPolicyGroupId(4)).build();
    for (let round = 0; round < 3; round++) {
      assertEquals(engine.startPreTrade(orderDraft({ tradeAmount: { volume: 0 } })).ok, false);
      const result = engine.executePreTrade(orderDraft());
      assert(result.ok);
      assertEquals(result.reservation.lock().toJson(), "[]");
      assertEquals(result.reservation.accountAdjustments(), []);
    }
  });
});

describe("OrderValidationBuilder", () => {
  it("is immutable: every call gives a new builder", () => {
    const builder = buildOrderValidation();
    const grouped = builder.withPolicyGroupId(7);
    const copy = grouped.clone();
    assert(builder !== buildOrderValidation() && grouped !== builder && copy !== grouped);
    for (const each of [builder, grouped, copy]) assert(each instanceof OrderValidationBuilder);
    const clash = (first: typeof builder) => () =>
      Engine.builder().builtin(first).builtin(OF_GROUP_7).build();
    const error = "EngineBuildError: duplicate non-default policy_group_id: 7";
    assertErrors([
      [clash(builder), "nothing"],
      [clash(grouped), error],
      [clash(copy), error],
      [clash(copy.withPolicyGroupId(0)), "nothing"],
    ]);
  });
  it("refuses new", () => {
    const Class = OrderValidationBuilder as unknown as new () => unknown;
    assertErrors([
      [() => new Class(), "TypeError: OrderValidationBuilder cannot be constructed directly"],
    ]);
  });
  it("has no NAME, and may be freed and disposed of to no effect", () => {
    assertEquals("NAME" in OrderValidationBuilder, false);
    const builder = buildOrderValidation();
    builder.free();
    builder[Symbol.dispose]();
    assertVerdicts(builder, [[{ tradeAmount: { quantity: 1 } }, "pass"]]);
  });
});
