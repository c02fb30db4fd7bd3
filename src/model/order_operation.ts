import type { Decimal } from "../internal/decimal/mod.ts";
import {
  makeAccountId,
  makePrice,
  makeTradeAmount,
  markLibraryClass,
  readAccountId,
  readSide,
  readTradeAmount,
} from "../param/internal.ts";
import type {
  AccountId,
  AccountIdInput,
  DecimalInput,
  Price,
  SideValue,
  TradeAmount,
  TradeAmountInit,
} from "../param/mod.ts";
import {
  groupRecord,
  LENIENT,
  type Optional,
  optional,
  optionalAsset,
  optionalPrice,
  type ReadOptions,
} from "./_fields.ts";

/** Plain form of an {@linkcode OrderOperation}. */
export interface OrderOperationInit {
  /** What is bought or sold. */
  readonly underlyingAsset?: Optional<string>;
  /** What it is paid in. */
  readonly settlementAsset?: Optional<string>;
  /** Who trades; a text is hashed. */
  readonly accountId?: Optional<AccountIdInput>;
  /** BUY or SELL, any letter case. */
  readonly side?: Optional<SideValue | Lowercase<SideValue>>;
  /** How much: a quantity of the instrument or a volume of the settlement asset. */
  readonly tradeAmount?: Optional<TradeAmount | TradeAmountInit>;
  /** Limit price of one unit; absent means a market order. */
  readonly price?: Optional<Price | DecimalInput>;
}

/**
 * The numbers of an order's operation group as the engine and its policies read them: no wrappers, one shape.
 * Never changed once it belongs to a running operation.
 */
export class OrderOperationData {
  underlyingAsset: string | undefined;
  settlementAsset: string | undefined;
  accountId: bigint | undefined;
  side: SideValue | undefined;
  quantity: Decimal | undefined;
  volume: Decimal | undefined;
  price: Decimal | undefined;

  constructor(
    underlyingAsset: string | undefined,
    settlementAsset: string | undefined,
    accountId: bigint | undefined,
    side: SideValue | undefined,
  ) {
    this.underlyingAsset = underlyingAsset;
    this.settlementAsset = settlementAsset;
    this.accountId = accountId;
    this.side = side;
    this.quantity = undefined;
    this.volume = undefined;
    this.price = undefined;
  }

  copy(): OrderOperationData {
    const copy = new OrderOperationData(
      this.underlyingAsset,
      this.settlementAsset,
      this.accountId,
      this.side,
    );
    copy.quantity = this.quantity;
    copy.volume = this.volume;
    copy.price = this.price;
    return copy;
  }
}

let dataOf: (operation: OrderOperation) => OrderOperationData;
/** Wraps a copy of the data of an operation group. */
export let makeOrderOperation: (data: OrderOperationData) => OrderOperation;
let isOrderOperation: (value: unknown) => value is OrderOperation;

/** What an order asks for. Every field is optional; which ones are needed is up to the policies. */
export class OrderOperation {
  // Keeps the class apart from its plain form at compile time; not there at run time.
  declare private readonly brand: "OrderOperation";
  #data: OrderOperationData = new OrderOperationData(undefined, undefined, undefined, undefined);

  static {
    markLibraryClass(this, "OrderOperation");
    isOrderOperation = (value): value is OrderOperation =>
      typeof value === "object" && value !== null && #data in value;
    dataOf = (operation) => operation.#data;
    makeOrderOperation = (data) => {
      const operation = new OrderOperation();
      operation.#data = data.copy();
      return operation;
    };
  }

  /** What is bought or sold. */
  get underlyingAsset(): string | undefined {
    return this.#data.underlyingAsset;
  }
  set underlyingAsset(value: Optional<string>) {
    this.#data.underlyingAsset = optionalAsset(value, "underlyingAsset");
  }

  /** What it is paid in. */
  get settlementAsset(): string | undefined {
    return this.#data.settlementAsset;
  }
  set settlementAsset(value: Optional<string>) {
    this.#data.settlementAsset = optionalAsset(value, "settlementAsset");
  }

  /** Who trades. */
  get accountId(): AccountId | undefined {
    return optional(this.#data.accountId, makeAccountId as (id: unknown) => AccountId);
  }
  set accountId(value: Optional<AccountIdInput>) {
    this.#data.accountId = optional(value, readAccountId);
  }

  /** BUY or SELL. */
  get side(): SideValue | undefined {
    return this.#data.side;
  }
  set side(value: Optional<SideValue | Lowercase<SideValue>>) {
    this.#data.side = optional(value, readSide);
  }

  /** How much. */
  get tradeAmount(): TradeAmount | undefined {
    const data = this.#data;
    return data.quantity === undefined && data.volume === undefined
      ? undefined
      : makeTradeAmount(data);
  }
  set tradeAmount(value: Optional<TradeAmount | TradeAmountInit>) {
    const parts = optional(value, readTradeAmount);
    this.#data.quantity = parts?.quantity;
    this.#data.volume = parts?.volume;
  }

  /** Limit price of one unit; undefined means a market order. */
  get price(): Price | undefined {
    const price = this.#data.price;
    return price === undefined ? undefined : makePrice(price);
  }
  set price(value: Optional<Price | DecimalInput>) {
    this.#data.price = optionalPrice(value);
  }

  /** A new object of the same fields. */
  clone(): OrderOperation {
    return makeOrderOperation(this.#data);
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

/** The canonical fields of the group. */
export const ORDER_OPERATION_FIELDS: readonly string[] = [
  "underlyingAsset",
  "settlementAsset",
  "accountId",
  "side",
  "tradeAmount",
  "price",
];

/** Reads an operation group, class or plain form, into data of its own. Each field is read once. */
export function readOrderOperation(
  value: unknown,
  options: ReadOptions = LENIENT,
): OrderOperationData {
  if (isOrderOperation(value)) return dataOf(value).copy();
  const record = groupRecord(value, "operation", "OrderOperation", ORDER_OPERATION_FIELDS, options);
  const data = new OrderOperationData(
    optionalAsset(record.underlyingAsset, "underlyingAsset"),
    optionalAsset(record.settlementAsset, "settlementAsset"),
    optional(record.accountId, readAccountId),
    optional(record.side, readSide),
  );
  const amount = record.tradeAmount;
  if (amount !== undefined && amount !== null) {
    const parts = readTradeAmount(amount);
    data.quantity = parts.quantity;
    data.volume = parts.volume;
  }
  data.price = optionalPrice(record.price);
  return data;
}
