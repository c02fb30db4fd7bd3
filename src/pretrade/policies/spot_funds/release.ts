import {
  add,
  type Decimal,
  isZero,
  negate,
  subtract,
  toText,
  ZERO,
} from "../../../internal/decimal/mod.ts";
import type { AccountBlock } from "../../internal.ts";
import type { AccountBook } from "./books.ts";
import { overflowBlock } from "./rejects.ts";
import { isBlock, valueAtLock } from "./report_facts.ts";
import type { Settlement } from "./settlement.ts";
import type { Tally } from "./tally.ts";

/**
 * Releases what a final report leaves of the order, at the price of the lock, underlying first. Gives the block if it can't be done to the
 * end. Source: docs/semantics.md rule SPF-11.
 */
export function releaseRest(settlement: Settlement): AccountBlock | undefined {
  const { facts, book, policyGroupId } = settlement;
  const { remaining, isFinal, isBuy } = facts;
  if (!isFinal || isZero(remaining)) return undefined;
  const rest = valueAtLock(facts, remaining, policyGroupId, "release");
  if (isBlock(rest)) return rest;
  const held = isBuy ? ZERO : remaining;
  const incoming = isBuy ? remaining : ZERO;
  return releaseLeg(book, settlement.underlying, facts.underlying, held, incoming) ??
    releaseLeg(book, settlement.settlement, facts.settlement, rest.held, rest.incoming);
}

function releaseLeg(
  book: AccountBook,
  tally: Tally,
  asset: string,
  held: Decimal,
  incoming: Decimal,
): AccountBlock | undefined {
  if (isZero(held) && isZero(incoming)) return undefined;
  const slot = book.slotOf(asset);
  const free = add(slot.available, held);
  const rest = subtract(slot.held, held);
  const expected = isZero(incoming) ? slot.incoming : subtract(slot.incoming, incoming);
  if (free === undefined || rest === undefined || expected === undefined) {
    return overflowBlock(
      `cancel release overflow: asset ${asset}, held ${toText(held)}, incoming ${toText(incoming)}`,
    );
  }
  slot.available = free;
  slot.held = rest;
  slot.incoming = expected;
  book.keep(asset, slot);
  if (!tally.addHeld(negate(held))) return untold("held", asset, held);
  if (!tally.addBalance(held)) return untold("balance", asset, held);
  if (!tally.addIncoming(negate(incoming))) return untold("incoming", asset, incoming);
  tally.settle(slot);
  return undefined;
}

/** The slot has taken the change, but the sum of changes in this report does not fit. */
function untold(field: string, asset: string, released: Decimal): AccountBlock {
  return overflowBlock(
    `cancel ${field} delta overflow: asset ${asset}, release ${toText(released)}`,
  );
}
