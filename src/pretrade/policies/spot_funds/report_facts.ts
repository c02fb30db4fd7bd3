import { type Decimal, isZero, multiply, toText, ZERO } from "../../../internal/decimal/mod.ts";
import type { ExecutionReportData, Lock } from "../../../model/internal.ts";
import { decimalArgument } from "../../../param/internal.ts";
import { AccountBlock } from "../../internal.ts";
import { negativePart, positivePart } from "./order_legs.ts";
import { blockFor, missingBlock, overflowBlock } from "./rejects.ts";

/** What a report says, all of it read. */
export interface ReportFacts {
  readonly account: bigint;
  readonly underlying: string;
  readonly settlement: string;
  readonly isBuy: boolean;
  /** Both or none. */
  readonly tradePrice: Decimal | undefined;
  readonly tradeQuantity: Decimal | undefined;
  /** Both or none; a fee of 0 is none. */
  readonly fee: Decimal | undefined;
  readonly feeCurrency: string | undefined;
  readonly remaining: Decimal;
  readonly isFinal: boolean;
  readonly lock: Lock;
}

/** Reads a report; a field that is missing blocks, and nothing of the report is applied. Source: docs/semantics.md rule SPF-11. */
export function readFacts(report: ExecutionReportData): ReportFacts | AccountBlock {
  const { operation, fill } = report;
  const account = operation?.accountId;
  if (account === undefined) return missingBlock("account ID", "operation.account_id");
  const underlying = operation?.underlyingAsset;
  const settlement = operation?.settlementAsset;
  if (underlying === undefined || settlement === undefined) {
    return missingBlock("instrument", "operation.instrument");
  }
  const side = operation?.side;
  if (side === undefined) return missingBlock("side", "operation.side");
  const remaining = fill?.remainingReservedQuantity;
  if (remaining === undefined) {
    return missingBlock("remaining reserved quantity", "fill.remaining_reserved_quantity");
  }
  const isFinal = fill?.isFinal;
  if (isFinal === undefined) return missingBlock("order finality", "fill.is_final");
  const lock = fill?.lock;
  if (lock === undefined) return missingBlock("pre-trade lock", "fill.lock");
  const fee = fill?.feeAmount;
  const hasFee = fee !== undefined && !isZero(fee);
  return {
    account,
    underlying,
    settlement,
    isBuy: side === "BUY",
    tradePrice: fill?.tradePrice,
    tradeQuantity: fill?.tradeQuantity,
    fee: hasFee ? fee : undefined,
    feeCurrency: hasFee ? fill?.feeCurrency : undefined,
    remaining,
    isFinal,
    lock,
  };
}

/** What a quantity stands for in the settlement asset at the price of its lock. */
export interface AtLock {
  /** What is held for it. */
  readonly held: Decimal;
  /** What is expected from it. */
  readonly incoming: Decimal;
}

/** Values a quantity at the one price of the policy's group, or says why it can't. Source: docs/semantics.md rule SPF-11. */
export function valueAtLock(
  facts: ReportFacts,
  quantity: Decimal,
  policyGroupId: number,
  purpose: "fill" | "release",
): AtLock | AccountBlock {
  const [price, second] = facts.lock.pricesOf(policyGroupId);
  const group = `group ${policyGroupId}`;
  if (price === undefined) {
    const reason = `pre-trade lock has no price for settlement ${purpose}`;
    return blockFor("MissingRequiredField", reason, group);
  }
  if (second !== undefined) {
    const reason =
      `pre-trade lock has multiple prices for settlement ${purpose}; two SpotFundsPolicies share a group_id`;
    return blockFor("Other", reason, group);
  }
  const lockPrice = decimalArgument(price, "Price", "price");
  const value = multiply(lockPrice, quantity);
  if (value === undefined) {
    return overflowBlock(
      `settlement notional overflow: asset ${facts.settlement}, lock_px ${toText(lockPrice)}, qty ${
        toText(quantity)
      }`,
    );
  }
  return facts.isBuy
    ? { held: positivePart(value), incoming: ZERO }
    : { held: negativePart(value), incoming: positivePart(value) };
}

/** Whether something could not be told. */
export function isBlock(value: object): value is AccountBlock {
  return value instanceof AccountBlock;
}
