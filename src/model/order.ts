import { isPlainRecord, markLibraryClass, typeError } from "../param/internal.ts";
import { isAbsent, LENIENT, type Optional, type ReadOptions } from "./_fields.ts";
import {
  ORDER_MARGIN_FIELDS,
  type OrderMargin,
  type OrderMarginInit,
  readOrderMargin,
} from "./order_margin.ts";
import {
  makeOrderOperation,
  ORDER_OPERATION_FIELDS,
  type OrderOperation,
  type OrderOperationData,
  type OrderOperationInit,
  readOrderOperation,
} from "./order_operation.ts";
import { type GroupFields, Payload } from "./payload.ts";
import {
  ORDER_POSITION_FIELDS,
  type OrderPosition,
  type OrderPositionInit,
  readOrderPosition,
} from "./order_position.ts";

/** Plain form of an {@linkcode Order}. */
export interface OrderInit {
  /** What the order asks for. */
  readonly operation?: Optional<OrderOperation | OrderOperationInit>;
  /** How it touches a position. */
  readonly position?: Optional<OrderPosition | OrderPositionInit>;
  /** How it is financed. */
  readonly margin?: Optional<OrderMargin | OrderMarginInit>;
}

/** An order as the engine and its policies read it: one shape, copied from what the caller gave. */
export class OrderData {
  operation: OrderOperationData | undefined;
  position: OrderPosition | undefined;
  margin: OrderMargin | undefined;
  /** The caller's own additions, if there are any and a custom policy may want them. */
  payload: Payload | undefined;

  constructor(
    operation: OrderOperationData | undefined,
    position: OrderPosition | undefined,
    margin: OrderMargin | undefined,
  ) {
    this.operation = operation;
    this.position = position;
    this.margin = margin;
    this.payload = undefined;
  }

  copy(): OrderData {
    return new OrderData(this.operation?.copy(), this.position?.clone(), this.margin?.clone());
  }
}

/** Wraps a copy of the data of an order. */
export let makeOrder: (data: OrderData) => Order;
let dataOf: (order: Order) => OrderData;
let isOrder: (value: unknown) => value is Order;

/**
 * An order: a carrier of optional groups. What is required is decided by the policies that read it.
 *
 * Groups are copied in and out: to change one, assign it back.
 */
export class Order {
  // Keeps the class apart from its plain form at compile time; not there at run time.
  declare private readonly brand: "Order";
  #data: OrderData = new OrderData(undefined, undefined, undefined);

  static {
    markLibraryClass(this, "Order");
    isOrder = (value): value is Order =>
      typeof value === "object" && value !== null && #data in value;
    dataOf = (order) => order.#data;
    makeOrder = (data) => {
      const order = new Order();
      order.#data = data.copy();
      return order;
    };
  }

  /** What the order asks for, as a copy. */
  get operation(): OrderOperation | undefined {
    const operation = this.#data.operation;
    return operation === undefined ? undefined : makeOrderOperation(operation);
  }
  set operation(value: Optional<OrderOperation | OrderOperationInit>) {
    this.#data.operation = isAbsent(value) ? undefined : readOrderOperation(value);
  }

  /** How it touches a position, as a copy. */
  get position(): OrderPosition | undefined {
    return this.#data.position?.clone();
  }
  set position(value: Optional<OrderPosition | OrderPositionInit>) {
    this.#data.position = isAbsent(value) ? undefined : readOrderPosition(value);
  }

  /** How it is financed, as a copy. */
  get margin(): OrderMargin | undefined {
    return this.#data.margin?.clone();
  }
  set margin(value: Optional<OrderMargin | OrderMarginInit>) {
    this.#data.margin = isAbsent(value) ? undefined : readOrderMargin(value);
  }

  /** A new object of the same fields. */
  clone(): Order {
    return makeOrder(this.#data);
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

/** Reads an order, class or plain form, into data of its own. Each field of the caller is read once. */
export function readOrder(value: unknown, options: ReadOptions = LENIENT): OrderData {
  if (isOrder(value)) {
    const data = dataOf(value).copy();
    if (options.keepsAdditions) capture(data, value, undefined);
    return data;
  }
  if (!isPlainRecord(value)) throw typeError("order must be an Order or a plain object");
  const { operation, position, margin } = value;
  const data = new OrderData(
    isAbsent(operation) ? undefined : readOrderOperation(operation, options),
    isAbsent(position) ? undefined : readOrderPosition(position, options),
    isAbsent(margin) ? undefined : readOrderMargin(margin, options),
  );
  if (options.keepsAdditions) capture(data, value, { operation, position, margin });
  return data;
}

/** A fresh order for one hook call: canonical fields as classes, the caller's additions as deep copies. */
export function orderForHook(data: OrderData): object {
  return data.payload === undefined ? makeOrder(data) : data.payload.fresh();
}

function capture(data: OrderData, source: object, groups: object | undefined): void {
  data.payload = Payload.capture(
    source,
    groups,
    GROUP_FIELDS,
    Order.prototype,
    () => makeOrder(data),
  );
}

const GROUP_FIELDS: GroupFields = {
  operation: ORDER_OPERATION_FIELDS,
  position: ORDER_POSITION_FIELDS,
  margin: ORDER_MARGIN_FIELDS,
};
