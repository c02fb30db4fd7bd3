import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine } from "../../../src/engine/mod.ts";
import { Price } from "../../../src/param/mod.ts";
import { buildOrderValidation } from "../../../src/pretrade/policies/mod.ts";
import { orderDraft } from "../../../src/testing/mod.ts";

describe("orderDraft()", () => {
  const operation = {
    underlyingAsset: "AAPL",
    settlementAsset: "USD",
    accountId: 1,
    side: "BUY",
    tradeAmount: { quantity: "10" },
    price: "100",
  };

  it("is a complete plain order", () => {
    assertEquals<unknown>(orderDraft(), { operation });
    const engine = Engine.builder().builtin(buildOrderValidation()).build();
    assertEquals(engine.executePreTrade(orderDraft()).ok, true);
  });
  it("has any field of the operation replaced, or left out by undefined", () => {
    const price = new Price("5");
    const draft = orderDraft({ accountId: "desk", side: "SELL", price });
    assertEquals<unknown>({ ...draft.operation, price: undefined }, {
      ...operation,
      accountId: "desk",
      side: "SELL",
      price: undefined,
    });
    assert(draft.operation.price === price);
    assertEquals(orderDraft({ accountId: undefined }).operation.accountId, undefined);
  });
  it("is another object at each call", () => {
    const [one, two] = [orderDraft(), orderDraft()];
    assert(one !== two && one.operation !== two.operation);
    Object.assign(one.operation, { price: "5" });
    assertEquals(two.operation.price, "100");
  });
});
