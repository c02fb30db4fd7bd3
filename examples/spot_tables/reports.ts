/** Execution reports of orders that were accepted here. */
import type { AccountAdjustmentOutcome } from "@openpit-ts/openpit/accountadjustment";
import type { ExecutionReportInit } from "@openpit-ts/openpit/model";
import { Quantity, type TradeInit } from "@openpit-ts/openpit/param";
import type { Lock } from "@openpit-ts/openpit/pretrade";
import type { Row } from "./rows.ts";

interface Operation {
  readonly underlyingAsset: string;
  readonly settlementAsset: string;
  readonly accountId: string;
  readonly side: "BUY" | "SELL";
}

/** An order at the venue: its lock is the receipt that every report of it brings back. */
export interface OpenOrder {
  readonly operation: Operation;
  readonly lock: Lock;
  /** What is neither filled nor cancelled. */
  left: Quantity;
}

/**
 * The quantity that an accepted order holds or awaits: of an order by volume only the engine knows it.
 */
export function reservedQuantity(
  { underlyingAsset, side }: Operation,
  outcomes: readonly AccountAdjustmentOutcome[],
): Quantity {
  for (const { entry } of outcomes) {
    const amount = side === "BUY" ? entry.incoming : entry.held;
    if (entry.asset === underlyingAsset && amount !== undefined) {
      return new Quantity(amount.delta.toString());
    }
  }
  return Quantity.zero();
}

/** A report of a trade, or of the end of an order. An order without a rest has ended. */
export function reportOf(
  row: Row,
  { operation, lock, left }: OpenOrder,
  lastTrade: TradeInit | undefined,
): ExecutionReportInit {
  const { underlyingAsset, settlementAsset, accountId, side } = operation;
  const [amount, pnl] = [row.get("fee"), row.get("pnl")];
  const currency = row.get("asset") ?? settlementAsset;
  return {
    operation: { underlyingAsset, settlementAsset, accountId, side },
    financialImpact: pnl === undefined ? undefined : { pnl, fee: "0" },
    fill: {
      lock,
      lastTrade,
      fee: amount === undefined ? undefined : { amount, currency },
      isFinal: lastTrade === undefined || left.isZero(),
      remainingReservedQuantity: left,
    },
  };
}
