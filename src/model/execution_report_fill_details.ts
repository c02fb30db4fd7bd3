import type { Decimal } from "../internal/decimal/mod.ts";
import {
  decimalArgument,
  isPlainRecord,
  makeFee,
  makePrice,
  makeQuantity,
  markLibraryClass,
  readMonetaryAmount,
  readQuantity,
  readTrade,
  typeError,
} from "../param/internal.ts";
import {
  type DecimalInput,
  MonetaryAmount,
  type MonetaryAmountInit,
  type Quantity,
  Trade,
  type TradeInit,
} from "../param/mod.ts";
import {
  groupRecord,
  instance,
  LENIENT,
  type Optional,
  optional,
  optionalFlag,
  type ReadOptions,
} from "./_fields.ts";
import { isLock, Lock } from "./lock.ts";

/** Plain form of an {@linkcode ExecutionReportFillDetails}. */
export interface ExecutionReportFillDetailsInit {
  /** The trade that is reported; absent means none, as in a report of a cancel. */
  readonly lastTrade?: Optional<Trade | TradeInit>;
  /** Fee of this fill, in any currency: cost positive, rebate negative. */
  readonly fee?: Optional<MonetaryAmount | MonetaryAmountInit>;
  /** What of the reservation stays open after this report, in units of the underlying asset. */
  readonly remainingReservedQuantity?: Optional<Quantity | DecimalInput>;
  /** The lock of the reservation, needed to settle what was reserved. */
  readonly lock?: Optional<Lock>;
  /** Whether no more reports follow for the order. */
  readonly isFinal?: Optional<boolean>;
}

/** The fill group of a report as the engine and its policies read it: no wrappers, one shape. */
export class FillData {
  /** Price and quantity of the last trade: both are set or none is. */
  tradePrice: Decimal | undefined;
  tradeQuantity: Decimal | undefined;
  /** Amount and currency of the fee: both are set or none is. */
  feeAmount: Decimal | undefined;
  feeCurrency: string | undefined;
  remainingReservedQuantity: Decimal | undefined;
  lock: Lock | undefined;
  isFinal: boolean | undefined;

  constructor(lock: Lock | undefined) {
    this.tradePrice = undefined;
    this.tradeQuantity = undefined;
    this.feeAmount = undefined;
    this.feeCurrency = undefined;
    this.remainingReservedQuantity = undefined;
    this.lock = lock;
    this.isFinal = undefined;
  }

  setTrade(value: unknown): void {
    const trade = optional(value, readTrade);
    this.tradePrice = trade && decimalArgument(trade.price, "Price", "price");
    this.tradeQuantity = trade && decimalArgument(trade.quantity, "Quantity", "quantity");
  }

  setFee(value: unknown): void {
    const fee = optional(value, readMonetaryAmount);
    this.feeAmount = fee && decimalArgument(fee.amount, "Fee", "amount");
    this.feeCurrency = fee?.currency;
  }

  copy(): FillData {
    const copy = new FillData(this.lock?.clone());
    copy.tradePrice = this.tradePrice;
    copy.tradeQuantity = this.tradeQuantity;
    copy.feeAmount = this.feeAmount;
    copy.feeCurrency = this.feeCurrency;
    copy.remainingReservedQuantity = this.remainingReservedQuantity;
    copy.isFinal = this.isFinal;
    return copy;
  }
}

let dataOf: (fill: ExecutionReportFillDetails) => FillData;
/** Wraps a copy of the data of a fill group. */
export let makeExecutionReportFillDetails: (data: FillData) => ExecutionReportFillDetails;
let isFillDetails: (value: unknown) => value is ExecutionReportFillDetails;

/** What was filled, what stays reserved, and the receipt of the reservation it is settled with. */
export class ExecutionReportFillDetails {
  // Keeps the class apart from its plain form at compile time; not there at run time.
  declare private readonly brand: "ExecutionReportFillDetails";
  #data: FillData;

  static {
    markLibraryClass(this, "ExecutionReportFillDetails");
    isFillDetails = (value): value is ExecutionReportFillDetails =>
      typeof value === "object" && value !== null && #data in value;
    dataOf = (fill) => fill.#data;
    makeExecutionReportFillDetails = (data) => {
      const fill = new ExecutionReportFillDetails(new Lock());
      fill.#data = data.copy();
      return fill;
    };
  }

  /** Makes a fill group that carries a copy of the lock and nothing else. @throws {TypeError} If it is no lock. */
  constructor(lock: Lock) {
    this.#data = new FillData(readLock(lock));
  }

  /** The trade that is reported; undefined means none. */
  get lastTrade(): Trade | undefined {
    const { tradePrice, tradeQuantity } = this.#data;
    return tradePrice === undefined || tradeQuantity === undefined
      ? undefined
      : new Trade(makePrice(tradePrice), makeQuantity(tradeQuantity));
  }
  set lastTrade(value: Optional<Trade | TradeInit>) {
    this.#data.setTrade(value);
  }

  /** Fee of this fill, in any currency: cost positive, rebate negative. */
  get fee(): MonetaryAmount | undefined {
    const { feeAmount, feeCurrency } = this.#data;
    return feeAmount === undefined || feeCurrency === undefined
      ? undefined
      : new MonetaryAmount(makeFee(feeAmount), feeCurrency);
  }
  set fee(value: Optional<MonetaryAmount | MonetaryAmountInit>) {
    this.#data.setFee(value);
  }

  /** What of the reservation stays open after this report, in units of the underlying asset. */
  get remainingReservedQuantity(): Quantity | undefined {
    const quantity = this.#data.remainingReservedQuantity;
    return quantity === undefined ? undefined : makeQuantity(quantity);
  }
  set remainingReservedQuantity(value: Optional<Quantity | DecimalInput>) {
    this.#data.remainingReservedQuantity = optional(value, readQuantity);
  }

  /** The lock of the reservation, as a copy; undefined only in a group that came from a plain object without it. */
  get lock(): Lock | undefined {
    return this.#data.lock?.clone();
  }
  set lock(value: Lock) {
    this.#data.lock = readLock(value);
  }

  /** Whether no more reports follow for the order. */
  get isFinal(): boolean | undefined {
    return this.#data.isFinal;
  }
  set isFinal(value: Optional<boolean>) {
    this.#data.isFinal = optionalFlag(value, "isFinal");
  }

  /** A new object of the same fields. */
  clone(): ExecutionReportFillDetails {
    return makeExecutionReportFillDetails(this.#data);
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

/** The canonical fields of the group. */
export const EXECUTION_REPORT_FILL_DETAILS_FIELDS: readonly string[] = [
  "lastTrade",
  "fee",
  "remainingReservedQuantity",
  "lock",
  "isFinal",
];

/** Reads a fill group, class or plain form, into data of its own. Each field is read once. */
export function readExecutionReportFillDetails(
  value: unknown,
  options: ReadOptions = LENIENT,
): FillData {
  if (isFillDetails(value)) return dataOf(value).copy();
  if (isPlainRecord(value) && Object.hasOwn(value, "leavesQuantity")) {
    throw typeError("leavesQuantity is not supported; use remainingReservedQuantity");
  }
  const record = groupRecord(
    value,
    "fill",
    "ExecutionReportFillDetails",
    EXECUTION_REPORT_FILL_DETAILS_FIELDS,
    options,
  );
  const data = new FillData(optional(record.lock, readLock));
  data.setTrade(record.lastTrade);
  data.setFee(record.fee);
  data.remainingReservedQuantity = optional(record.remainingReservedQuantity, readQuantity);
  data.isFinal = optionalFlag(record.isFinal, "isFinal");
  return data;
}

function readLock(value: unknown): Lock {
  return instance(value, isLock, "fill.lock", "Lock").clone();
}
