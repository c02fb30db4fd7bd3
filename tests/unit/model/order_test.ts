import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { makeOrder, readOrder } from "../../../src/model/internal.ts";
import { Order } from "../../../src/model/mod.ts";
import { describeCarrier } from "./_carriers.ts";

describeCarrier({
  type: Order,
  make: () => new Order(),
  read: (value) => makeOrder(readOrder(value)),
  groups: {
    operation: { field: "underlyingAsset", holds: [["AAPL", '"AAPL"'], ["MSFT", '"MSFT"']] },
    position: { field: "positionSide", holds: [["LONG", '"LONG"'], ["SHORT", '"SHORT"']] },
    margin: { field: "collateralAsset", holds: [["USD", '"USD"'], ["EUR", '"EUR"']] },
  },
  shapeError: "TypeError: order must be an Order or a plain object",
});

describe("readOrder()", () => {
  it("gives the engine raw numbers", () => {
    const operation = {
      underlyingAsset: "AAPL",
      settlementAsset: "USD",
      accountId: 7,
      side: "sell",
      tradeAmount: { quantity: "10.5" },
      price: "185.50",
    };
    const data = readOrder({ operation }).operation;
    assertEquals(data?.accountId, 7n);
    assertEquals(data?.side, "SELL");
    assertEquals([data?.quantity?.small, data?.quantity?.scale], [105, 1]);
    assertEquals(data?.volume, undefined);
    assertEquals([data?.price?.small, data?.price?.scale], [18550, 2]);
    const byVolume = readOrder({ operation: { tradeAmount: { volume: 5000 } } }).operation;
    assertEquals([byVolume?.volume?.small, byVolume?.quantity], [5000, undefined]);
  });

  it("makes data that share nothing with an order made from them", () => {
    const data = readOrder({ operation: { side: "BUY" }, margin: { collateralAsset: "USD" } });
    const order = makeOrder(data);
    order.operation = { side: "SELL" };
    order.margin = null;
    assertEquals(data.operation?.side, "BUY");
    assertEquals(data.margin?.collateralAsset, "USD");
  });

  it("gives data that later changes of the order don't reach", () => {
    const order = new Order();
    order.operation = { side: "BUY" };
    order.margin = { autoBorrow: true };
    const data = readOrder(order);
    order.operation = { side: "SELL" };
    order.margin = null;
    assertEquals([data.operation?.side, data.margin?.autoBorrow], ["BUY", true]);
  });
});
