import { add, compare, type Decimal, isZero, ZERO } from "../../../internal/decimal/mod.ts";
import { isHalted, type PnlState } from "./pnl_state.ts";

/**
 * What an account has of one asset. Every quantity may be negative. Plain data.
 *
 * Source: docs/semantics.md rule SPF-1.
 */
export class Slot {
  /** What is free. */
  available: Decimal = ZERO;
  /** What open orders may cost. */
  held: Decimal = ZERO;
  /** What open orders may bring. */
  incoming: Decimal = ZERO;
  /** Average entry price in the account's currency, if it is tracked. */
  average: Decimal | undefined = undefined;
  /** Realized profit or loss of the position; undefined as long as none was published. */
  pnl: PnlState | undefined = undefined;

  /** A slot of the same values. */
  copy(): Slot {
    const copy = new Slot();
    copy.available = this.available;
    copy.held = this.held;
    copy.incoming = this.incoming;
    copy.average = this.average;
    copy.pnl = this.pnl;
    return copy;
  }

  /** The position: what is free and what is held; undefined on overflow. */
  owned(): Decimal | undefined {
    return add(this.available, this.held);
  }

  /** Whether there is nothing to remember. A published profit or loss is something, even 0. */
  isBlank(): boolean {
    return isZero(this.available) && isZero(this.held) && isZero(this.incoming) &&
      this.average === undefined && this.pnl === undefined;
  }

  /** Whether there is money, a position or a profit; a published 0 is none. */
  hasValue(): boolean {
    return !isZero(this.available) || !isZero(this.held) || !isZero(this.incoming) ||
      this.average !== undefined || (this.pnl !== undefined && isWorth(this.pnl));
  }

  /** Whether every field has the same value, whatever its scale. */
  equals(other: Slot): boolean {
    return compare(this.available, other.available) === 0 &&
      compare(this.held, other.held) === 0 && compare(this.incoming, other.incoming) === 0 &&
      isSame(this.average, other.average) && isSame(this.pnl, other.pnl);
  }
}

/** Whether a profit or loss is other than 0, or halted. */
export function isWorth(pnl: PnlState): boolean {
  return isHalted(pnl) || !isZero(pnl);
}

function isSame(left: PnlState | undefined, right: PnlState | undefined): boolean {
  if (left === undefined || right === undefined || isHalted(left) || isHalted(right)) {
    return left === right;
  }
  return compare(left, right) === 0;
}
