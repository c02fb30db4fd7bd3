import { type Decimal, isZero, negate } from "../../../internal/decimal/mod.ts";
import {
  AccountAdjustmentOutcome,
  AccountOutcomeEntry,
  makeOutcomeAmount,
  type OutcomeAmount,
  type PnlOutcome,
} from "../../../model/internal.ts";
import { makePrice } from "../../../param/internal.ts";
import type { OrderLeg } from "./order_legs.ts";
import type { Slot } from "./slot.ts";

/** What happened to the quantities of a slot, to its profit or loss and to its average price. */
export interface SlotChange {
  readonly balance?: OutcomeAmount | undefined;
  readonly held?: OutcomeAmount | undefined;
  readonly incoming?: OutcomeAmount | undefined;
  readonly pnl?: PnlOutcome | undefined;
  readonly average?: Decimal | undefined;
}

/** A change and the value after it, unless nothing changed. */
export function amountUnlessZero(delta: Decimal, absolute: Decimal): OutcomeAmount | undefined {
  return isZero(delta) ? undefined : makeOutcomeAmount(delta, absolute);
}

/** The outcome of one asset. */
export function outcomeOf(
  policyGroupId: number,
  asset: string,
  change: SlotChange,
): AccountAdjustmentOutcome {
  return new AccountAdjustmentOutcome(
    policyGroupId,
    new AccountOutcomeEntry(
      asset,
      change.balance,
      change.held,
      change.incoming,
      change.pnl,
      change.average === undefined ? undefined : makePrice(change.average),
    ),
  );
}

/** The outcome of a leg of an order that was taken. */
export function legOutcome(
  policyGroupId: number,
  leg: OrderLeg,
  slot: Slot,
): AccountAdjustmentOutcome {
  const isHeld = !isZero(leg.hold);
  return outcomeOf(policyGroupId, leg.asset, {
    balance: isHeld ? makeOutcomeAmount(negate(leg.hold), slot.available) : undefined,
    held: isHeld ? makeOutcomeAmount(leg.hold, slot.held) : undefined,
    incoming: amountUnlessZero(leg.incoming, slot.incoming),
    pnl: undefined,
    average: undefined,
  });
}
