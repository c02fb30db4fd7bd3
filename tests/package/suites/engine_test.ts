import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine } from "@openpit-ts/openpit";
import { buildOrderSizeLimit, OrderSizeBrokerBarrier } from "@openpit-ts/openpit/pretrade/policies";

const engine = Engine.builder()
  .builtin(
    buildOrderSizeLimit().brokerBarrier(new OrderSizeBrokerBarrier({ maxNotional: "100000" })),
  )
  .build();

function check(quantity: string): ReturnType<typeof engine.executePreTrade> {
  const order = { underlyingAsset: "AAPL", settlementAsset: "USD", accountId: "desk-7" };
  return engine.executePreTrade({
    operation: { ...order, side: "BUY", tradeAmount: { quantity }, price: "185.50" },
  });
}

describe("an engine of the package", () => {
  it("accepts an order below the cap", () => {
    const result = check("500");
    assert(result.ok);
    result.reservation.commit();
  });
  it("refuses an order above the cap, with the numbers", () => {
    const result = check("600");
    assert(!result.ok);
    assertEquals(
      result.rejects.map((reject) => reject.details),
      ["requested 111300.00, max allowed: 100000"],
    );
  });
});
