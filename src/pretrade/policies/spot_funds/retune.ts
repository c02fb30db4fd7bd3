import type { AccountBlock, LimitShare, PolicyHost } from "../../internal.ts";
import type { AxisBounds } from "./axes.ts";
import type { Books } from "./books.ts";
import { type Bounds, type BoundsTiers, effectiveBounds, isSameBounds } from "./bounds.ts";
import type { Judge } from "./judge.ts";
import { AXES, type BoundsSettings } from "./settings.ts";

/** What a change of bounds needs of its policy. */
export interface RetuneParts {
  readonly books: Books;
  readonly host: PolicyHost;
  readonly judge: Judge;
  /** Set if other engines have other accounts. */
  readonly share: LimitShare | undefined;
}

/**
 * Judges the accounts whose bounds are others than before, first all of them by the realized profit or loss, then the others by the changed axes, each
 * time by ascending id. Gives the blocks that are new. Source: docs/semantics.md rule SPF-20.
 */
export function judgeChanged(
  before: BoundsSettings,
  after: BoundsSettings,
  parts: RetuneParts,
): [account: bigint, block: AccountBlock][] {
  const { host, judge } = parts;
  const recorded: [bigint, AccountBlock][] = [];
  const record = (account: bigint, block: AccountBlock | undefined): void => {
    if (block !== undefined && host.blockAccount(account, block)) recorded.push([account, block]);
  };
  for (const [account, bounds] of changedBounds(before.realized, after.realized, parts)) {
    record(account, judge.ledger(bounds, account, currencyOf(account, host)));
  }
  for (const [account, bounds] of changedAxes(before, after, parts)) {
    // One that the realized profit or loss has just blocked is blocked no more.
    record(account, judge.positions(bounds, account, currencyOf(account, host)));
  }
  return recorded;
}

function currencyOf(account: bigint, host: PolicyHost): string | undefined {
  return host.currencyOf(account, host.groupOf(account));
}

/** The accounts whose bounds are there and others than before. */
function changedBounds(
  before: BoundsTiers,
  after: BoundsTiers,
  parts: RetuneParts,
): [account: bigint, bounds: Bounds][] {
  const { host, share } = parts;
  const changed: [bigint, Bounds][] = [];
  if (before === after) return changed;
  for (const account of candidates(before, after, parts)) {
    // Of another engine's account nothing is known here.
    if (share?.owns(account) === false) continue;
    const group = host.groupOf(account);
    const currency = host.currencyOf(account, group);
    const bounds = effectiveBounds(after, account, group, currency);
    const old = effectiveBounds(before, account, group, currency);
    if (bounds !== undefined && !isSameBounds(old, bounds)) changed.push([account, bounds]);
  }
  return changed.sort(byAccount);
}

function changedAxes(
  before: BoundsSettings,
  after: BoundsSettings,
  parts: RetuneParts,
): [account: bigint, bounds: AxisBounds][] {
  const byId = new Map<bigint, AxisBounds>();
  for (const axis of AXES) {
    for (const [account, bounds] of changedBounds(before[axis], after[axis], parts)) {
      const known = byId.get(account);
      if (known === undefined) byId.set(account, { [axis]: bounds });
      else known[axis] = bounds;
    }
  }
  return [...byId].sort(byAccount);
}

/** The accounts that may have other bounds: those named, and all known ones if bounds of groups or of everyone were given. */
function candidates(before: BoundsTiers, after: BoundsTiers, parts: RetuneParts): Set<bigint> {
  const accounts = new Set([...before.accounts.keys(), ...after.accounts.keys()]);
  if (before.everyone === after.everyone && before.groups === after.groups) return accounts;
  for (const account of parts.books.accounts()) accounts.add(account);
  for (const account of parts.host.listedAccounts()) accounts.add(account);
  return accounts;
}

function byAccount(
  [left]: readonly [bigint, unknown],
  [right]: readonly [bigint, unknown],
): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
