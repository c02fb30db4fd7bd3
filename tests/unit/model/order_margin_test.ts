import { makeOrder, readOrder } from "../../../src/model/internal.ts";
import { Order, OrderMargin } from "../../../src/model/mod.ts";
import { asset, flag, leverage } from "./_fields.ts";
import { describeGroup } from "./_groups.ts";

describeGroup({
  type: OrderMargin,
  make: () => new OrderMargin(),
  read: (value, options) => makeOrder(readOrder({ margin: value }, options)).margin,
  assign: (value) => {
    const order = new Order();
    Reflect.set(order, "margin", value);
    return order.margin;
  },
  fields: [leverage("leverage"), asset("collateralAsset"), flag("autoBorrow", "false")],
  shapeError: "TypeError: margin must be an OrderMargin or a plain object",
  misspelt: [
    "laverage",
    'TypeError: Unknown field "laverage" in margin: the nearest known field is "leverage"',
  ],
});
