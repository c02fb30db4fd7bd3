import {
  add,
  type Decimal,
  isGreater,
  isNegative,
  isZero,
  subtract,
  toText,
} from "../../../internal/decimal/mod.ts";
import type { Reject } from "../../internal.ts";
import type { AccountBook } from "./books.ts";
import type { OrderLeg } from "./order_legs.ts";
import { firstLegRefusal, limitRefusal } from "./position_limit.ts";
import { overflow, refusal } from "./rejects.ts";
import type { Slot } from "./slot.ts";

/** How the legs of an order are taken. */
export interface TakingRules {
  /** Whether the funds must be there. */
  readonly isEnforced: boolean;
  /** The largest position by asset, if the account has limits. */
  readonly limits: ReadonlyMap<string, Decimal> | undefined;
}

/**
 * Takes one leg of an order: gate, hold, incoming, position limit, in this order. Gives the changed slot, or the
 * refusal, with the slot as it was. Source: docs/semantics.md rules SPF-6 and SPF-7.
 *
 * @param other The other leg of the order, which counts if it falls on the same slot.
 * @param isSecond Whether the other leg has been taken already.
 */
export function takeLeg(
  book: AccountBook,
  leg: OrderLeg,
  other: OrderLeg,
  isSecond: boolean,
  rules: TakingRules,
): Slot | Reject {
  const { asset, hold, incoming } = leg;
  const slot = book.slotOf(asset);
  let { available, held } = slot;
  if (!isZero(hold)) {
    const shortage = rules.isEnforced ? shortageOf(slot, leg) : undefined;
    if (shortage !== undefined) return shortage;
    const rest = subtract(available, hold);
    const sum = add(held, hold);
    if (rest === undefined || sum === undefined) return holdOverflow(leg);
    available = rest;
    held = sum;
  }
  const expected = add(slot.incoming, incoming);
  if (expected === undefined) {
    return overflow(`pre-trade incoming overflow: asset ${asset}, requested ${toText(incoming)}`);
  }
  const limit = rules.limits?.get(asset);
  if (limit !== undefined) {
    const refused = limited(limit, slot, leg, other, isSecond);
    if (refused !== undefined) return refused;
  }
  slot.available = available;
  slot.held = held;
  slot.incoming = expected;
  book.keep(asset, slot);
  return slot;
}

/**
 * Gives back what a leg took, from whatever the slot holds now. All three quantities are subtracted, zeros too, which shows in
 * their scales. False on overflow, with the slot as it was. Source: docs/semantics.md rule SPF-10.
 */
export function giveBackLeg(book: AccountBook, leg: OrderLeg): boolean {
  const slot = book.slotOf(leg.asset);
  const available = add(slot.available, leg.hold);
  const held = subtract(slot.held, leg.hold);
  const incoming = subtract(slot.incoming, leg.incoming);
  if (available === undefined || held === undefined || incoming === undefined) return false;
  slot.available = available;
  slot.held = held;
  slot.incoming = incoming;
  book.keep(leg.asset, slot);
  return true;
}

/** The refusal of a hold that the account can't afford. A negative held is a debt, a positive one adds nothing. */
function shortageOf({ available, held }: Slot, leg: OrderLeg): Reject | undefined {
  const spendable = isNegative(held) ? add(available, held) : available;
  if (spendable === undefined) return holdOverflow(leg);
  if (!isGreater(leg.hold, spendable)) return undefined;
  return refusal(
    "InsufficientFunds",
    "spot funds insufficient",
    `asset ${leg.asset}: available ${toText(spendable)}, requested ${toText(leg.hold)}`,
  );
}

function holdOverflow({ asset, hold }: OrderLeg): Reject {
  return overflow(`pre-trade hold overflow: asset ${asset}, requested ${toText(hold)}`);
}

function limited(
  limit: Decimal,
  slot: Slot,
  leg: OrderLeg,
  other: OrderLeg,
  isSecond: boolean,
): Reject | undefined {
  if (other.asset !== leg.asset || other.isIdle()) return limitRefusal(limit, slot, leg, undefined);
  return isSecond ? limitRefusal(limit, slot, leg, other) : firstLegRefusal(slot, leg, other);
}
