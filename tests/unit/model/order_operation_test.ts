import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { makeOrder, readOrder } from "../../../src/model/internal.ts";
import { Order, OrderOperation } from "../../../src/model/mod.ts";
import { Price, Quantity, TradeAmount, Volume } from "../../../src/param/mod.ts";
import { account, allBut, asset, type Field, price, word } from "./_fields.ts";
import { describeGroup } from "./_groups.ts";

const AMOUNT_ERROR = "TypeError: tradeAmount must be a TradeAmount";

const tradeAmount: Field = {
  name: "tradeAmount",
  holds: [
    [TradeAmount.quantity("10.50"), "TradeAmount quantity 10.50"],
    [TradeAmount.volume("5000"), "TradeAmount volume 5000"],
    [{ quantity: "100" }, "TradeAmount quantity 100"],
    [{ volume: new Volume("0.50") }, "TradeAmount volume 0.50"],
    [{ quantity: new Quantity(7) }, "TradeAmount quantity 7"],
  ],
  refuses: [
    ...allBut([], AMOUNT_ERROR),
    [new Quantity(1), AMOUNT_ERROR],
    [{ quantity: 1, volume: 1 }, AMOUNT_ERROR],
    [{ quantity: 1, volume: undefined }, AMOUNT_ERROR],
    [{ quantity: null }, "TypeError: decimal input must be a string, number, or bigint"],
    [{ quantity: new Price(1) }, "TypeError: decimal input must be a string, number, or bigint"],
    [{ quantity: "-1" }, "ParamError Negative: value must be non-negative for Quantity"],
    [{ volume: "x" }, "ParamError InvalidFormat: invalid format for Volume: 'x'"],
  ],
  absent: "undefined",
};

describeGroup({
  type: OrderOperation,
  make: () => new OrderOperation(),
  read: (value, options) => makeOrder(readOrder({ operation: value }, options)).operation,
  assign: (value) => {
    const order = new Order();
    Reflect.set(order, "operation", value);
    return order.operation;
  },
  fields: [
    asset("underlyingAsset"),
    asset("settlementAsset"),
    account("accountId"),
    word("side", "side", "BUY", "SELL"),
    tradeAmount,
    price("price"),
  ],
  shapeError: "TypeError: operation must be an OrderOperation or a plain object",
  misspelt: [
    "prise",
    'TypeError: Unknown field "prise" in operation: the nearest known field is "price"',
  ],
});

describe("OrderOperation.tradeAmount", () => {
  it("changes from a quantity to a volume and back", () => {
    const operation = new OrderOperation();
    operation.tradeAmount = { quantity: 1 };
    operation.tradeAmount = { volume: 2 };
    assertEquals(operation.tradeAmount?.isVolume, true);
    assertEquals(operation.tradeAmount?.asQuantity, undefined);
    operation.tradeAmount = { quantity: 3 };
    assertEquals(operation.tradeAmount?.asVolume, undefined);
  });
});
