import { add, type Decimal } from "../../../internal/decimal/mod.ts";
import {
  PnlHaltReason,
  type PnlHaltReasonKind,
  PnlOutcome,
  PnlOutcomeAmount,
} from "../../../model/internal.ts";
import { decimalArgument, makePnl } from "../../../param/internal.ts";
import type { Pnl } from "../../../param/mod.ts";

/** Why a profit or loss is no longer calculated, as it stands in details. */
export type HaltName =
  | "ArithmeticOverflow"
  | "MissingAccountCurrency"
  | "MissingFx"
  | "MissingCostBasis"
  | "MissingInitialPnl";

/** A profit or loss, or why there is none. */
export type PnlState = Decimal | HaltName;

/** By rank: of several reasons the first one here counts. */
const NAMES: Readonly<Record<HaltName, PnlHaltReasonKind>> = {
  ArithmeticOverflow: "arithmetic-overflow",
  MissingAccountCurrency: "missing-account-currency",
  MissingFx: "missing-fx",
  MissingCostBasis: "missing-cost-basis",
  MissingInitialPnl: "missing-initial-pnl",
};
const RANKED: readonly HaltName[] = Object.keys(NAMES) as HaltName[];

/** Whether a state is a reason and no number. */
export function isHalted(state: PnlState | undefined): state is HaltName {
  return typeof state === "string";
}

/** The reason that counts of two. */
export function graver(
  left: HaltName | undefined,
  right: HaltName | undefined,
): HaltName | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return RANKED.indexOf(left) < RANKED.indexOf(right) ? left : right;
}

/** The sum of two states: a halted part halts it. */
export function addStates(left: PnlState, right: PnlState): PnlState {
  if (isHalted(left)) return graver(left, isHalted(right) ? right : undefined) as HaltName;
  if (isHalted(right)) return right;
  return add(left, right) ?? "ArithmeticOverflow";
}

/** Looks into the public form of a state. */
export function readPnlState(value: Pnl | PnlHaltReason): PnlState {
  if (!(value instanceof PnlHaltReason)) return decimalArgument(value, "Pnl", "pnl");
  return RANKED.find((name) => NAMES[name] === value.kind) as HaltName;
}

/** The public form of a reason. */
export function makeHaltReason(name: HaltName): PnlHaltReason {
  switch (name) {
    case "ArithmeticOverflow":
      return PnlHaltReason.fromArithmeticOverflow();
    case "MissingAccountCurrency":
      return PnlHaltReason.fromMissingAccountCurrency();
    case "MissingFx":
      return PnlHaltReason.fromMissingFx();
    case "MissingCostBasis":
      return PnlHaltReason.fromMissingCostBasis();
    case "MissingInitialPnl":
      return PnlHaltReason.fromMissingInitialPnl();
  }
}

/** What happened to a line: by how much it changed to what, or why it was halted. */
export function makePnlOutcome(delta: Decimal | undefined, state: PnlState): PnlOutcome {
  return isHalted(state)
    ? new PnlOutcome(undefined, makeHaltReason(state))
    : new PnlOutcome(makePnlAmount(delta as Decimal, state));
}

/** The public form of a change. */
export function makePnlAmount(delta: Decimal, absolute: Decimal): PnlOutcomeAmount {
  return new PnlOutcomeAmount(makePnl(delta), makePnl(absolute));
}
