import {
  absolute,
  add,
  type Decimal,
  divide,
  isGreater,
  isNegative,
  isZero,
  multiply,
  negate,
  subtract,
  ZERO,
} from "../../../internal/decimal/mod.ts";
import { type HaltName, isHalted, type PnlState } from "./pnl_state.ts";
import type { Slot } from "./slot.ts";

/** A fill as a position sees it. */
export interface PositionFill {
  /** What is bought; negative for a sale. Never zero. */
  readonly flow: Decimal;
  /** In the account's currency; undefined if the fill can't be priced. */
  readonly price: Decimal | undefined;
  /** Why not. */
  readonly unpriced: HaltName | undefined;
}

/** What a fill makes of the profit-and-loss side of a slot. */
export interface LineChange {
  readonly average: Decimal | undefined;
  readonly pnl: PnlState | undefined;
  /** What was realized, if it is to be published: with the reduction, close or flip of a position. */
  readonly realized: Decimal | undefined;
  /** Why the line was halted by this fill, if it was. */
  readonly halt: HaltName | undefined;
  /** The average price to be published, if any. */
  readonly shown: Decimal | undefined;
}

/**
 * What a fill realizes for the account: nothing when it opens or adds (undefined), else the difference to the average price, or why it can't
 * be told. Counts even if the position's own line is halted. Source: docs/semantics.md rule SPF-15.
 */
export function contributionOf(slot: Slot, { flow, price }: PositionFill): PnlState | undefined {
  const owned = slot.owned();
  if (owned === undefined) return "ArithmeticOverflow";
  if (!isOpposite(owned, flow)) return undefined;
  if (price === undefined) return "MissingFx";
  if (slot.average === undefined) return "MissingCostBasis";
  return realizedBy(slot.average, price, owned, flow) ?? "ArithmeticOverflow";
}

/** Average price and line of a position after a fill. Source: docs/semantics.md rules SPF-13 and SPF-14. */
export function applyFill(slot: Slot, fill: PositionFill): LineChange {
  const owned = slot.owned();
  const after = owned === undefined ? undefined : add(owned, fill.flow);
  if (owned === undefined || after === undefined) return overflowed(slot);
  if (fill.price === undefined) return unpricedFill(slot, fill, owned, after);
  return pricedFill(slot, fill.flow, fill.price, owned, after);
}

function unpricedFill(
  slot: Slot,
  { flow, unpriced }: PositionFill,
  owned: Decimal,
  after: Decimal,
): LineChange {
  // Only a partial reduction leaves something that was bought at the average price.
  const isReduced = isOpposite(owned, flow) && !isFlip(owned, flow) && !isZero(after);
  const average = isReduced ? slot.average : undefined;
  if (isHalted(slot.pnl)) return published(average, slot.pnl, undefined);
  return halted(average, unpriced as HaltName);
}

function pricedFill(
  slot: Slot,
  flow: Decimal,
  price: Decimal,
  owned: Decimal,
  after: Decimal,
): LineChange {
  const { average, pnl } = slot;
  if (isZero(owned)) return accumulated(pnl, price, undefined);
  if (average === undefined) {
    return isHalted(pnl) ? unchanged(slot) : halted(undefined, "MissingCostBasis");
  }
  if (!isOpposite(owned, flow)) {
    const mean = weightedMean(owned, average, flow, price, after);
    return mean === undefined ? overflowed(slot) : accumulated(pnl, mean, undefined);
  }
  const realized = realizedBy(average, price, owned, flow);
  if (realized === undefined) return overflowed(slot);
  const rest = isFlip(owned, flow) ? price : isZero(after) ? undefined : average;
  return accumulated(pnl, rest, realized);
}

/** Adds what was realized, if anything, to a line that is not halted. */
function accumulated(
  pnl: PnlState | undefined,
  average: Decimal | undefined,
  realized: Decimal | undefined,
): LineChange {
  if (isHalted(pnl) || (pnl === undefined && realized === undefined)) {
    return published(average, pnl, undefined);
  }
  const sum = pnl === undefined ? realized : add(pnl, realized ?? ZERO);
  return sum === undefined
    ? halted(average, "ArithmeticOverflow")
    : published(average, sum, realized);
}

function published(
  average: Decimal | undefined,
  pnl: PnlState | undefined,
  realized: Decimal | undefined,
): LineChange {
  return { average, pnl, realized, halt: undefined, shown: average };
}

function halted(average: Decimal | undefined, halt: HaltName): LineChange {
  return { average, pnl: halt, realized: undefined, halt, shown: undefined };
}

function unchanged({ average, pnl }: Slot): LineChange {
  return { average, pnl, realized: undefined, halt: undefined, shown: undefined };
}

/** A price or an average does not fit: that of a halted line stays as it is. */
function overflowed(slot: Slot): LineChange {
  return isHalted(slot.pnl) ? unchanged(slot) : halted(undefined, "ArithmeticOverflow");
}

function isOpposite(owned: Decimal, flow: Decimal): boolean {
  return !isZero(owned) && isNegative(owned) !== isNegative(flow);
}

function isFlip(owned: Decimal, flow: Decimal): boolean {
  return isGreater(absolute(flow), absolute(owned));
}

/** (price − average) × what was closed. */
function realizedBy(
  average: Decimal,
  price: Decimal,
  owned: Decimal,
  flow: Decimal,
): Decimal | undefined {
  const gain = subtract(price, average);
  const closed = isFlip(owned, flow) ? owned : negate(flow);
  return gain === undefined ? undefined : multiply(gain, closed);
}

function weightedMean(
  owned: Decimal,
  average: Decimal,
  flow: Decimal,
  price: Decimal,
  after: Decimal,
): Decimal | undefined {
  const before = multiply(owned, average);
  const added = multiply(flow, price);
  const sum = before === undefined || added === undefined ? undefined : add(before, added);
  return sum === undefined ? undefined : divide(sum, after);
}
