import { compare, type Decimal, isGreater, toText } from "../../../internal/decimal/mod.ts";
import type { AccountBlock } from "../../internal.ts";
import { isHalted, type PnlState } from "./pnl_state.ts";
import { blockFor } from "./rejects.ts";

/** Bounds on a profit or loss in a currency; equal is inside. */
export interface Bounds {
  readonly currency: string;
  readonly lower: Decimal | undefined;
  readonly upper: Decimal | undefined;
}

/** Bounds for everyone, for groups and for accounts. Replaced as a whole, never changed in place. */
export interface BoundsTiers {
  readonly everyone: Bounds | undefined;
  readonly groups: ReadonlyMap<number, Bounds>;
  readonly accounts: ReadonlyMap<bigint, Bounds>;
}

/** Tiers without bounds. */
export const NO_BOUNDS: BoundsTiers = {
  everyone: undefined,
  groups: new Map(),
  accounts: new Map(),
};

/** Whether no account can have bounds. */
export function isWithoutBounds(tiers: BoundsTiers): boolean {
  return tiers.everyone === undefined && tiers.groups.size === 0 && tiers.accounts.size === 0;
}

/**
 * The bounds that hold for an account: its own in whatever currency, else those of its group or those of everyone, which are
 * skipped if they are in a foreign currency. Source: docs/semantics.md rule SPF-16.
 */
export function effectiveBounds(
  tiers: BoundsTiers,
  account: bigint,
  group: number | undefined,
  currency: string | undefined,
): Bounds | undefined {
  const own = tiers.accounts.get(account);
  if (own !== undefined) return own;
  const ofGroup = group === undefined ? undefined : tiers.groups.get(group);
  if (ofGroup !== undefined && isOf(ofGroup, currency)) return ofGroup;
  const { everyone } = tiers;
  return everyone !== undefined && isOf(everyone, currency) ? everyone : undefined;
}

function isOf(bounds: Bounds, currency: string | undefined): boolean {
  return currency === undefined || bounds.currency === currency;
}

/** Whether two bounds have the same values. */
export function isSameBounds(left: Bounds | undefined, right: Bounds | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  return left.currency === right.currency && isSameBound(left.lower, right.lower) &&
    isSameBound(left.upper, right.upper);
}

function isSameBound(left: Decimal | undefined, right: Decimal | undefined): boolean {
  return left === undefined || right === undefined ? left === right : compare(left, right) === 0;
}

/** Whether an account's own bounds are in another currency than its books. */
export function isMismatch(bounds: Bounds, currency: string | undefined): boolean {
  return currency !== undefined && bounds.currency !== currency;
}

/** What is judged, and how details name it. */
export interface Judged {
  /** Such as `realized pnl`. */
  readonly label: string;
  /** What stands before the reason of a halt and before a mismatch. */
  readonly prefix: string;
  /** What closes details that name a value or a halt. */
  readonly suffix: string;
}

/** The profit or loss of the account as a whole. */
export const REALIZED: Judged = { label: "realized pnl", prefix: "", suffix: "" };

/** The block of an account whose bounds are in another currency; undefined if they are not. */
export function mismatchBlock(
  bounds: Bounds,
  currency: string | undefined,
  { prefix }: Judged,
): AccountBlock | undefined {
  if (!isMismatch(bounds, currency)) return undefined;
  return blockFor(
    "PnlKillSwitchTriggered",
    "pnl barrier currency mismatch",
    `${prefix}account currency ${currency}, barrier currency ${bounds.currency}`,
  );
}

/** The block of a state that is halted or outside; undefined if it is inside. Source: docs/semantics.md rule SPF-17. */
export function breachBlock(
  bounds: Bounds,
  state: PnlState,
  { label, prefix, suffix }: Judged,
): AccountBlock | undefined {
  if (isHalted(state)) {
    return blockFor(
      "PnlKillSwitchTriggered",
      "account pnl calculation halted",
      `${prefix}halt reason ${state}${suffix}`,
    );
  }
  const { lower, upper, currency } = bounds;
  const isBelow = lower !== undefined && isGreater(lower, state);
  const isAbove = upper !== undefined && isGreater(state, upper);
  if (!isBelow && !isAbove) return undefined;
  const sides = isBelow && isAbove ? "lower and upper" : isBelow ? "lower" : "upper";
  const limits = (lower === undefined ? "" : `, lower bound ${toText(lower)}`) +
    (upper === undefined ? "" : `, upper bound ${toText(upper)}`);
  return blockFor(
    "PnlKillSwitchTriggered",
    "pnl kill switch triggered",
    `${sides} bound breached: ${label} ${toText(state)}${limits}, currency ${currency}${suffix}`,
  );
}
