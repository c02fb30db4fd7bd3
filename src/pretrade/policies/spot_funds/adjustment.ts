import {
  add,
  type Decimal,
  isGreater,
  isZero,
  subtract,
  toText,
} from "../../../internal/decimal/mod.ts";
import type { AccountAdjustment, AccountAdjustmentBalanceOperation } from "../../../model/mod.ts";
import { decimalInside } from "../../../param/internal.ts";
import type { AdjustmentAmount, PositionSize } from "../../../param/mod.ts";
import type { Reject } from "../../internal.ts";
import { isHalted, type PnlState, readPnlState } from "./pnl_state.ts";
import { adjustmentRefusal, optionalText } from "./rejects.ts";
import type { Slot } from "./slot.ts";

/** One of the three quantities of a slot, as an adjustment asks for it. */
export interface QuantityRequest {
  /** Its name in outcomes and details. */
  readonly name: "balance" | "held" | "incoming";
  readonly value: Decimal;
  /** Whether the value is added instead of put in its place. */
  readonly isDelta: boolean;
  readonly lower: Decimal | undefined;
  readonly upper: Decimal | undefined;
}

/** What an adjustment asks for of one asset. */
export interface BalanceRequest {
  readonly asset: string;
  readonly balance: QuantityRequest | undefined;
  readonly held: QuantityRequest | undefined;
  readonly incoming: QuantityRequest | undefined;
  readonly average: Decimal | undefined;
  readonly pnl: PnlState | undefined;
}

/** Reads a balance adjustment; undefined if it asks for nothing, bounds alone included. */
export function readRequest(
  asset: string,
  operation: AccountAdjustmentBalanceOperation,
  adjustment: AccountAdjustment,
): BalanceRequest | undefined {
  const { amount, bounds } = adjustment;
  const { averageEntryPrice, realizedPnl } = operation;
  const request: BalanceRequest = {
    asset,
    balance: quantity("balance", amount?.balance, bounds?.balanceLower, bounds?.balanceUpper),
    held: quantity("held", amount?.held, bounds?.heldLower, bounds?.heldUpper),
    incoming: quantity("incoming", amount?.incoming, bounds?.incomingLower, bounds?.incomingUpper),
    average: decimalInside(averageEntryPrice, "Price"),
    pnl: realizedPnl === undefined ? undefined : readPnlState(realizedPnl),
  };
  const { balance, held, incoming, average, pnl } = request;
  const isEmpty = balance === undefined && held === undefined && incoming === undefined &&
    average === undefined && pnl === undefined;
  return isEmpty ? undefined : request;
}

function quantity(
  name: QuantityRequest["name"],
  amount: AdjustmentAmount | undefined,
  lower: PositionSize | undefined,
  upper: PositionSize | undefined,
): QuantityRequest | undefined {
  if (amount === undefined) return undefined;
  return {
    name,
    value: decimalInside(amount.asDelta ?? amount.asAbsolute, "PositionSize") as Decimal,
    isDelta: amount.isDelta,
    lower: decimalInside(lower, "PositionSize"),
    upper: decimalInside(upper, "PositionSize"),
  };
}

/** By how much the quantities of a slot changed. */
export interface QuantityDeltas {
  readonly balance: Decimal;
  readonly held: Decimal;
  readonly incoming: Decimal;
}

/**
 * Works an adjustment into a copy of a slot: quantities with their bounds, average price, profit or loss, and last the removal of an average price
 * that nothing is held at. Gives the refusal. Source: docs/semantics.md rule SPF-2.
 */
export function workIn(request: BalanceRequest, slot: Slot): Reject | undefined {
  const { asset, balance, held, incoming, average, pnl } = request;
  const hadAverage = slot.average !== undefined;
  const available = balance === undefined ? slot.available : moved(asset, balance, slot.available);
  if (isRefusal(available)) return available;
  slot.available = available;
  const reserved = held === undefined ? slot.held : moved(asset, held, slot.held);
  if (isRefusal(reserved)) return reserved;
  slot.held = reserved;
  const expected = incoming === undefined ? slot.incoming : moved(asset, incoming, slot.incoming);
  if (isRefusal(expected)) return expected;
  slot.incoming = expected;
  if (average !== undefined) slot.average = average;
  if (pnl !== undefined) slot.pnl = pnl;
  if (isHalted(pnl)) slot.average = undefined;
  const isMoved = balance !== undefined || held !== undefined;
  if (average === undefined && !isHalted(pnl) && !(isMoved && hadAverage)) return undefined;
  const owned = slot.owned();
  if (owned === undefined) {
    return overflowed(`account adjustment net-position overflow: asset ${asset}`);
  }
  if (isZero(owned)) slot.average = undefined;
  return undefined;
}

/** By how much the quantities changed, or why that can't be told. */
export function deltasOf(asset: string, before: Slot, after: Slot): QuantityDeltas | Reject {
  const balance = subtract(after.available, before.available);
  if (balance === undefined) return deltaOverflow(asset, "balance");
  const held = subtract(after.held, before.held);
  if (held === undefined) return deltaOverflow(asset, "held");
  const incoming = subtract(after.incoming, before.incoming);
  if (incoming === undefined) return deltaOverflow(asset, "incoming");
  return { balance, held, incoming };
}

/** The refusal of a change that is itself too large to be told. */
export function deltaOverflow(asset: string, field: string): Reject {
  return overflowed(`account adjustment delta overflow: asset ${asset}, field ${field}`);
}

/** Whether something was refused. */
export function isRefusal(value: object): value is Reject {
  return "scope" in value;
}

function moved(asset: string, request: QuantityRequest, current: Decimal): Decimal | Reject {
  const { name, value, isDelta, lower, upper } = request;
  const result = isDelta ? add(current, value) : value;
  if (result === undefined) {
    return overflowed(
      `account adjustment overflow: asset ${asset}, field ${name}, current ${
        toText(current)
      }, applied delta: ${toText(value)}`,
    );
  }
  const isBelow = lower !== undefined && isGreater(lower, result);
  const isAbove = upper !== undefined && isGreater(result, upper);
  if (!isBelow && !isAbove) return result;
  return adjustmentRefusal(
    "AccountAdjustmentBoundsExceeded",
    "account adjustment bounds exceeded",
    `asset ${asset}: ${name} ${toText(result)}, lower ${optionalText(lower)}, upper ${
      optionalText(upper)
    }`,
  );
}

function overflowed(details: string): Reject {
  return adjustmentRefusal("ArithmeticOverflow", "arithmetic overflow", details);
}
