import { isZero, multiply, subtract, ZERO } from "../../../internal/decimal/mod.ts";
import type { AccountBlock } from "../../internal.ts";
import type { AccountBook } from "./books.ts";
import { type Bounds, breachBlock, type Judged, mismatchBlock } from "./bounds.ts";
import { addStates, isHalted, type PnlState } from "./pnl_state.ts";
import type { Pricing } from "./pricing.ts";
import type { SpotFundsPnlBoundsAxis } from "./constants.ts";
import { AXES } from "./settings.ts";
import type { Slot } from "./slot.ts";

/** The bounds that hold for one account, by axis. */
export type AxisBounds = Partial<Record<SpotFundsPnlBoundsAxis, Bounds | undefined>>;

/** A position of an account: what closing it at the mark would realize, and that together with what it has realized. */
interface Position {
  readonly asset: string;
  readonly unrealized: PnlState;
  readonly total: PnlState;
}

const LABELS: Readonly<Record<SpotFundsPnlBoundsAxis, string>> = {
  accountUnrealized: "account unrealized pnl",
  accountTotal: "account total pnl",
  positionUnrealized: "position unrealized pnl",
  positionTotal: "position total pnl",
};

/** The first block that the open positions of an account ask for, axis by axis. Source: docs/semantics.md rule SPF-18. */
export function axisBlock(
  bounds: AxisBounds,
  account: bigint,
  book: AccountBook | undefined,
  currency: string | undefined,
  pricing: Pricing,
): AccountBlock | undefined {
  if (AXES.every((axis) => bounds[axis] === undefined)) return undefined;
  const positions = positionsOf(account, book, currency, pricing);
  const unrealized = positions.reduce<PnlState>(
    (sum, position) => addStates(sum, position.unrealized),
    ZERO,
  );
  const total = addStates(book?.ledger ?? ZERO, unrealized);
  for (const axis of AXES) {
    const limits = bounds[axis];
    if (limits === undefined) continue;
    const block = mismatchBlock(limits, currency, judged(axis)) ??
      breachOf(axis, limits, positions, unrealized, total);
    if (block !== undefined) return block;
  }
  return undefined;
}

function breachOf(
  axis: SpotFundsPnlBoundsAxis,
  bounds: Bounds,
  positions: readonly Position[],
  unrealized: PnlState,
  total: PnlState,
): AccountBlock | undefined {
  if (axis === "accountUnrealized") return breachBlock(bounds, unrealized, judged(axis));
  if (axis === "accountTotal") return breachBlock(bounds, total, judged(axis));
  for (const position of positions) {
    const state = axis === "positionUnrealized" ? position.unrealized : position.total;
    const block = breachBlock(bounds, state, judged(axis, `, asset ${position.asset}`));
    if (block !== undefined) return block;
  }
  return undefined;
}

function judged(axis: SpotFundsPnlBoundsAxis, suffix = ""): Judged {
  const label = LABELS[axis];
  return { label, prefix: `${label}: `, suffix };
}

/** The slots that are positions, by asset: those with an average price or a halted line. Plain cash is none. */
function positionsOf(
  account: bigint,
  book: AccountBook | undefined,
  currency: string | undefined,
  pricing: Pricing,
): Position[] {
  const positions: Position[] = [];
  for (const [asset, slot] of book?.sorted() ?? []) {
    if (slot.average === undefined && !isHalted(slot.pnl)) continue;
    const unrealized = unrealizedOf(account, asset, slot, currency, pricing);
    positions.push({ asset, unrealized, total: addStates(slot.pnl ?? ZERO, unrealized) });
  }
  return positions;
}

function unrealizedOf(
  account: bigint,
  asset: string,
  slot: Slot,
  currency: string | undefined,
  pricing: Pricing,
): PnlState {
  const owned = slot.owned();
  if (owned === undefined) return "ArithmeticOverflow";
  if (isZero(owned)) return ZERO;
  if (currency === undefined) return "MissingAccountCurrency";
  const mark = pricing.factor(account, asset, currency);
  if (mark === undefined) return "MissingFx";
  if (slot.average === undefined) return "MissingCostBasis";
  const gain = subtract(mark, slot.average);
  return (gain === undefined ? undefined : multiply(gain, owned)) ?? "ArithmeticOverflow";
}
