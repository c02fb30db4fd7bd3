/**
 * A second, deliberately plain book of spot accounts: what an account owns moves by transfers, trades and fees and by
 * nothing else; what it holds and awaits is what its open orders are for. Integers, no rounding anywhere.
 */

/** Billionths: quantities have 3 decimals, prices at most 6. */
const DIGITS = 9;
const QUANTITY_UNIT = 10n ** 6n;

/** An order as the book knows it. */
export interface BookedOrder {
  readonly account: number;
  readonly side: "BUY" | "SELL";
  readonly underlying: string;
  readonly settlement: string;
  /** In thousandths. */
  readonly quantity: bigint;
  /** The price in its lock, in millionths. */
  readonly lock: bigint;
}

/** An account's money in one asset, in billionths. */
export interface BookedSlot {
  owned: bigint;
  held: bigint;
  incoming: bigint;
}

export class NaiveBook {
  readonly #slots = new Map<string, BookedSlot>();

  slot(account: number, asset: string): BookedSlot {
    const key = `${account} ${asset}`;
    const found = this.#slots.get(key) ?? { owned: 0n, held: 0n, incoming: 0n };
    this.#slots.set(key, found);
    return found;
  }

  /** Everything of an account that is not zero, as `asset available held incoming`. */
  lines(account: number): string[] {
    return [...this.#slots]
      .filter(([key, slot]) => key.startsWith(`${account} `) && !isEmpty(slot))
      .map(([key, { owned, held, incoming }]) =>
        [key.split(" ")[1], print(owned - held), print(held), print(incoming)].join(" ")
      ).sort();
  }

  /** True if something is below zero. */
  isNegative(): boolean {
    return [...this.#slots.values()].some(({ owned, held, incoming }) =>
      owned < held || held < 0n || incoming < 0n
    );
  }

  /** Opens a quantity of an order, or closes it with a negative one. */
  reserve(order: BookedOrder, quantity: bigint): void {
    const { account, side, underlying, settlement, lock } = order;
    const worth = lock * quantity;
    if (side === "BUY") {
      if (lock > 0n) this.slot(account, settlement).held += worth;
      this.slot(account, underlying).incoming += quantity * QUANTITY_UNIT;
      return;
    }
    this.slot(account, underlying).held += quantity * QUANTITY_UNIT;
    const paid = this.slot(account, settlement);
    if (lock > 0n) paid.incoming += worth;
    else paid.held -= worth;
  }

  /** Exchanges a quantity for money at a price in millionths. */
  trade(order: BookedOrder, quantity: bigint, price: bigint): void {
    const sign = order.side === "BUY" ? 1n : -1n;
    this.slot(order.account, order.underlying).owned += sign * quantity * QUANTITY_UNIT;
    this.slot(order.account, order.settlement).owned -= sign * quantity * price;
  }

  /** Whether there is enough for an order: of what it buys with, sells, or pays for being rid of. */
  canAfford(order: BookedOrder): boolean {
    return this.shortages(order).every(({ amount }) => amount <= 0n);
  }

  /** What an order takes beyond what can be spent, by asset; negative if there is more than enough. */
  shortages(order: BookedOrder): { readonly asset: string; readonly amount: bigint }[] {
    const { account, side, underlying, settlement, quantity, lock } = order;
    const worth = lock * quantity;
    const takes = side === "BUY"
      ? [[settlement, worth] as const]
      : [[underlying, quantity * QUANTITY_UNIT] as const, [settlement, -worth] as const];
    return takes.filter(([, amount]) => amount > 0n)
      .map(([asset, amount]) => ({ asset, amount: amount - this.#spendable(account, asset) }));
  }

  #spendable(account: number, asset: string): bigint {
    const { owned, held } = this.slot(account, asset);
    return owned - held + (held < 0n ? held : 0n);
  }
}

function isEmpty({ owned, held, incoming }: BookedSlot): boolean {
  return owned === 0n && held === 0n && incoming === 0n;
}

/** Billionths as a decimal without trailing zeros. */
export function print(units: bigint): string {
  const digits = `${units < 0n ? -units : units}`.padStart(DIGITS + 1, "0");
  const text = `${digits.slice(0, -DIGITS)}.${digits.slice(-DIGITS)}`.replace(/\.?0+$/, "");
  return `${units < 0n ? "-" : ""}${text}`;
}

/** A whole number of a unit, as decimal text: `scaled(1234n, 2)` is 12.34. */
export function scaled(units: bigint, scale: number): string {
  return print(units * 10n ** BigInt(DIGITS - scale));
}

/** The text of a decimal in billionths. More digits than that would be a rounded result. */
export function units(text: string): bigint {
  const [whole = "", fraction = ""] = text.split(".");
  const kept = fraction.slice(0, DIGITS).padEnd(DIGITS, "0");
  if (/[1-9]/.test(fraction.slice(DIGITS))) throw new RangeError(`${text} has too many digits`);
  return BigInt(whole + kept);
}
