import { add, type Decimal, ZERO } from "../../../internal/decimal/mod.ts";
import type { AccountAdjustmentOutcome } from "../../../model/internal.ts";
import { amountUnlessZero, outcomeOf } from "./outcomes.ts";
import { type HaltName, isHalted, makePnlOutcome, type PnlState } from "./pnl_state.ts";
import type { Slot } from "./slot.ts";

/** What one report did to one asset, summed over fill, fee and release, and how that asset stands. */
export class Tally {
  balance: Decimal = ZERO;
  held: Decimal = ZERO;
  incoming: Decimal = ZERO;
  /** The state after the last change that was counted; undefined if there was none. */
  #available: Decimal | undefined = undefined;
  #held: Decimal = ZERO;
  #incoming: Decimal = ZERO;
  /** What was realized, or why the line was halted. */
  #pnlDelta: PnlState | undefined = undefined;
  #pnl: PnlState | undefined = undefined;
  #average: Decimal | undefined = undefined;

  /** Takes down how the asset stands. */
  settle(slot: Slot): void {
    this.#available = slot.available;
    this.#held = slot.held;
    this.#incoming = slot.incoming;
  }

  /** Counts a change of the balance; false on overflow, which counts nothing. */
  addBalance(delta: Decimal): boolean {
    const sum = add(this.balance, delta);
    if (sum === undefined) return false;
    this.balance = sum;
    return true;
  }

  /** Counts a change of what is held; false on overflow, which counts nothing. */
  addHeld(delta: Decimal): boolean {
    const sum = add(this.held, delta);
    if (sum === undefined) return false;
    this.held = sum;
    return true;
  }

  /** Counts a change of what is expected; false on overflow, which counts nothing. */
  addIncoming(delta: Decimal): boolean {
    const sum = add(this.incoming, delta);
    if (sum === undefined) return false;
    this.incoming = sum;
    return true;
  }

  /** Counts what was realized, and where the line stands then; false if the sum does not fit, which halts it. */
  realize(delta: Decimal, pnl: Decimal): boolean {
    if (isHalted(this.#pnlDelta)) return true;
    const sum = this.#pnlDelta === undefined ? delta : add(this.#pnlDelta, delta);
    this.#pnlDelta = sum ?? "ArithmeticOverflow";
    this.#pnl = pnl;
    return sum !== undefined;
  }

  /** The line was halted. */
  halt(reason: HaltName): void {
    this.#pnlDelta = reason;
  }

  /** Has an average price shown, unless the line is halted. */
  showAverage(average: Decimal): void {
    this.#average = average;
  }

  /** The outcome; undefined if nothing changed. */
  outcome(policyGroupId: number, asset: string): AccountAdjustmentOutcome | undefined {
    if (this.#available === undefined) return undefined;
    const balance = amountUnlessZero(this.balance, this.#available);
    const held = amountUnlessZero(this.held, this.#held);
    const incoming = amountUnlessZero(this.incoming, this.#incoming);
    const delta = this.#pnlDelta;
    const pnl = delta === undefined
      ? undefined
      : isHalted(delta)
      ? makePnlOutcome(undefined, delta)
      : makePnlOutcome(delta, this.#pnl as Decimal);
    const average = isHalted(delta) ? undefined : this.#average;
    if (
      balance === undefined && held === undefined && incoming === undefined &&
      pnl === undefined && average === undefined
    ) return undefined;
    return outcomeOf(policyGroupId, asset, { balance, held, incoming, pnl, average });
  }
}
