import { toText } from "../../internal/decimal/mod.ts";
import {
  OrderData,
  orderForHook,
  OrderOperationData,
  readExecutionReport,
  type ReadOptions,
  readOrder,
  reportForHook,
} from "../../model/internal.ts";
import type { ExecutionReportData } from "../../model/internal.ts";
import {
  readAccountId,
  readAsset,
  readPrice,
  readQuantity,
  readSide,
  readVolume,
  typeError,
} from "../../param/internal.ts";
import { decodeValue, encodeValue } from "./value_codec.ts";
import type { Json, JsonRecord, OrderWire } from "./wire.ts";

/** Writes an order of any form. What can't be read throws here, as in a local call. */
export function encodeOrder(order: unknown, input: ReadOptions): OrderWire {
  const data = readOrder(order, input);
  const { operation } = data;
  const isMore = data.payload !== undefined || data.position !== undefined ||
    data.margin !== undefined;
  if (isMore) return { order: encodeValue(orderForHook(data)) };
  return operation === undefined ? [] : [
    operation.underlyingAsset ?? null,
    operation.settlementAsset ?? null,
    operation.accountId === undefined ? null : operation.accountId.toString(),
    operation.side ?? null,
    operation.quantity === undefined ? null : toText(operation.quantity),
    operation.volume === undefined ? null : toText(operation.volume),
    operation.price === undefined ? null : toText(operation.price),
  ];
}

/** Reads an order. @throws {TypeError} If it was not written by {@linkcode encodeOrder}. */
export function decodeOrder(wire: Json | undefined, input: ReadOptions): OrderData {
  if (Array.isArray(wire)) return new OrderData(decodeOperation(wire), undefined, undefined);
  if (typeof wire !== "object" || wire === null) throw malformed();
  return readOrder(decodeValue((wire as JsonRecord).order ?? null), input);
}

/** Writes a report of any form. What can't be read throws here, as in a local call. */
export function encodeReport(report: unknown, input: ReadOptions): Json {
  return encodeValue(reportForHook(readExecutionReport(report, input)));
}

/** Reads a report. @throws {TypeError} If it was not written by {@linkcode encodeReport}. */
export function decodeReport(wire: Json | undefined, input: ReadOptions): ExecutionReportData {
  return readExecutionReport(decodeValue(wire ?? null), input);
}

function decodeOperation(wire: readonly Json[]): OrderOperationData | undefined {
  if (wire.length === 0) return undefined;
  if (wire.length !== 7) throw malformed();
  const [underlying, settlement, account, side, quantity, volume, price] = wire;
  const operation = new OrderOperationData(
    underlying === null ? undefined : readAsset(underlying, "underlyingAsset"),
    settlement === null ? undefined : readAsset(settlement, "settlementAsset"),
    account === null ? undefined : decodeAccount(account),
    side === null ? undefined : readSide(side),
  );
  operation.quantity = quantity === null ? undefined : readQuantity(quantity);
  operation.volume = volume === null ? undefined : readVolume(volume);
  operation.price = price === null ? undefined : readPrice(price);
  return operation;
}

const DIGITS = /^\d{1,20}$/;

/** Reads the number of an account, which is a text since JSON has no 64-bit integers. */
export function decodeAccount(wire: Json | undefined): bigint {
  if (typeof wire !== "string" || !DIGITS.test(wire)) throw malformed();
  return readAccountId(BigInt(wire));
}

function malformed(): TypeError {
  return typeError("Cannot read an order that came from another thread");
}
