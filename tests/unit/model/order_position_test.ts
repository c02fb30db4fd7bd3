import { makeOrder, readOrder } from "../../../src/model/internal.ts";
import { Order, OrderPosition } from "../../../src/model/mod.ts";
import { flag, word } from "./_fields.ts";
import { describeGroup } from "./_groups.ts";

describeGroup({
  type: OrderPosition,
  make: () => new OrderPosition(),
  read: (value, options) => makeOrder(readOrder({ position: value }, options)).position,
  assign: (value) => {
    const order = new Order();
    Reflect.set(order, "position", value);
    return order.position;
  },
  fields: [
    word("positionSide", "position side", "LONG", "SHORT"),
    flag("reduceOnly", "false"),
    flag("closePosition", "false"),
  ],
  shapeError: "TypeError: position must be an OrderPosition or a plain object",
  misspelt: [
    "reduceonly",
    'TypeError: Unknown field "reduceonly" in position: the nearest known field is "reduceOnly"',
  ],
});
