import {
  type Decimal,
  flipSign,
  isGreater,
  isNegative,
  isZero,
  toText,
  ZERO,
} from "../../../internal/decimal/mod.ts";
import type { Reject } from "../../internal.ts";
import { ExactSum, type InexactCause } from "./exact_sum.ts";
import { type OrderLeg, positivePart } from "./order_legs.ts";
import { overflow, refusal } from "./rejects.ts";
import type { Slot } from "./slot.ts";

/**
 * The refusal of a leg that could take a position beyond its limit; undefined if it can't.
 *
 * `slot` is as it was before the leg. If both legs fall on it, `earlier` is the one that was taken before, and both are judged together. Open buys
 * count for the long side, open sells for the short side, neither offsets the other. Source: docs/semantics.md rule SPF-9.
 */
export function limitRefusal(
  limit: Decimal,
  slot: Slot,
  leg: OrderLeg,
  earlier: OrderLeg | undefined,
): Reject | undefined {
  const { asset } = leg;
  const hold = earlier?.hold ?? ZERO;
  const incoming = earlier?.incoming ?? ZERO;
  const net = netOf(hold, incoming, leg);
  if (net.cause !== undefined) return inexact(asset, "net", net.cause);
  if (isZero(net.value)) return undefined;
  const available = new ExactSum(slot.available).plus(hold);
  const heldBefore = new ExactSum(slot.held).minus(hold);
  const incomingBefore = new ExactSum(slot.incoming).minus(incoming);
  const cause = available.cause ?? heldBefore.cause ?? incomingBefore.cause;
  const owned = available.plus(heldBefore.value);
  if (cause !== undefined || owned.cause !== undefined) {
    return inexact(asset, "pre-order reconstruction", (cause ?? owned.cause) as InexactCause);
  }
  const isLong = !isNegative(net.value);
  const worst = isLong
    ? owned.plus(positivePart(incomingBefore.value)).plus(net.value)
    : owned.minus(positivePart(heldBefore.value)).plus(net.value);
  if (worst.cause !== undefined) return inexact(asset, "projection", worst.cause);
  const isBeyond = isLong ? isGreater(worst.value, limit) : isGreater(flipSign(limit), worst.value);
  if (!isBeyond) return undefined;
  return refusal(
    "PositionLimitExceeded",
    "position limit exceeded",
    `asset ${asset}, side ${isLong ? "long" : "short"}, projected worst-case position ${
      toText(worst.value)
    }, limit ${toText(limit)}`,
  );
}

/** The refusal of the first of two legs on one slot: its sums must be exact, so that the second one can be judged by them. */
export function firstLegRefusal(
  slot: Slot,
  leg: OrderLeg,
  later: OrderLeg,
): Reject | undefined {
  const net = netOf(leg.hold, leg.incoming, later);
  if (net.cause === undefined && isZero(net.value)) return undefined;
  const cause = new ExactSum(slot.available).minus(leg.hold).cause ??
    new ExactSum(slot.held).plus(leg.hold).cause ??
    new ExactSum(slot.incoming).plus(leg.incoming).cause;
  return cause === undefined ? undefined : inexact(leg.asset, "first-step transition", cause);
}

/** By how much both legs move the position: what they bring less what they take. */
function netOf(hold: Decimal, incoming: Decimal, leg: OrderLeg): ExactSum {
  return new ExactSum(incoming).minus(hold).plusSum(new ExactSum(leg.incoming).minus(leg.hold));
}

function inexact(asset: string, stage: string, cause: InexactCause): Reject {
  return overflow(
    `position-limit arithmetic failure: asset ${asset}, stage ${stage}, cause ${cause}`,
  );
}
