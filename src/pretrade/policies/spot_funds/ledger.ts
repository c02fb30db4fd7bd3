import { add, type Decimal, isZero, ZERO } from "../../../internal/decimal/mod.ts";
import { AccountPnlOutcome } from "../../../model/internal.ts";
import type { AccountBlock, PostTradeRun } from "../../internal.ts";
import { type Bounds, breachBlock, mismatchBlock, REALIZED } from "./bounds.ts";
import {
  graver,
  type HaltName,
  isHalted,
  makeHaltReason,
  makePnlAmount,
  type PnlState,
} from "./pnl_state.ts";
import type { Settlement } from "./settlement.ts";

/**
 * Books what a report means for the account's ledger, and judges it.
 *
 * The ledger is concerned by a fee and by a fill that reduces, closes or flips; once halted it is silent. Bounds in a foreign
 * currency always block; a ledger that was halted before blocks again with each fill or fee; else only a change is judged.
 * Source: docs/semantics.md rules SPF-15 and SPF-17.
 */
export function bookLedger(
  settlement: Settlement,
  bounds: Bounds | undefined,
  currency: string | undefined,
  run: PostTradeRun,
): AccountBlock | undefined {
  const { book, facts } = settlement;
  const before = book.ledger;
  const isConcerned = facts.fee !== undefined || settlement.contribution !== undefined;
  const isBooked = isConcerned && !isHalted(before);
  if (isBooked) book.ledger = booked(settlement, before as Decimal | undefined, run);
  if (bounds === undefined) return undefined;
  const mismatch = mismatchBlock(bounds, currency, REALIZED);
  if (mismatch !== undefined) return mismatch;
  const isHaltedAndMoved = isHalted(before) && (isFilled(settlement) || facts.fee !== undefined);
  return isBooked || isHaltedAndMoved
    ? breachBlock(bounds, book.ledger as PnlState, REALIZED)
    : undefined;
}

function isFilled({ facts }: Settlement): boolean {
  return facts.tradeQuantity !== undefined && !isZero(facts.tradeQuantity);
}

function booked(
  settlement: Settlement,
  before: Decimal | undefined,
  run: PostTradeRun,
): PnlState {
  const { policyGroupId, facts, contribution, feeEffect } = settlement;
  let halt = haltOf(settlement);
  if (halt === undefined) {
    const delta = add((contribution as Decimal | undefined) ?? ZERO, feeEffect ?? ZERO);
    const sum = delta === undefined ? undefined : add(before ?? ZERO, delta);
    if (delta !== undefined && sum !== undefined) {
      run.pnl(new AccountPnlOutcome(policyGroupId, facts.account, makePnlAmount(delta, sum)));
      return sum;
    }
    halt = "ArithmeticOverflow";
  }
  const reason = makeHaltReason(halt);
  run.pnl(new AccountPnlOutcome(policyGroupId, facts.account, undefined, reason));
  return halt;
}

/** The gravest of all reasons; what the fill lacks counts only if it is of concern. */
function haltOf({ contribution, fillHalt, feeHalt }: Settlement): HaltName | undefined {
  if (contribution === undefined) return feeHalt;
  const ofFill = isHalted(contribution) ? graver(contribution, fillHalt) : fillHalt;
  return graver(ofFill, feeHalt);
}
