import type { PnlState } from "./pnl_state.ts";
import { Slot } from "./slot.ts";

/** The books of one account: a slot per asset, and the profit or loss of the account as a whole. Plain data. */
export class AccountBook {
  /** By asset; a missing slot reads as zeros. */
  readonly slots: Map<string, Slot> = new Map();
  /** Realized profit or loss of the account, not the sum of its positions; undefined reads as 0. */
  ledger: PnlState | undefined = undefined;
  /** How many reservations and drop copies are open. */
  openHolds = 0;

  /** The slot of an asset; a new one, which is not in the book before `keep`, if there is none. */
  slotOf(asset: string): Slot {
    return this.slots.get(asset) ?? new Slot();
  }

  /** Remembers a slot that was changed, unless there is nothing left in it. */
  keep(asset: string, slot: Slot): void {
    if (slot.isBlank()) this.slots.delete(asset);
    else this.slots.set(asset, slot);
  }

  /** The slots by name of the asset. */
  sorted(): [asset: string, slot: Slot][] {
    return [...this.slots].sort(([left], [right]) => compareTexts(left, right));
  }

  /** Whether there is nothing to remember. */
  isBlank(): boolean {
    return this.slots.size === 0 && this.ledger === undefined && this.openHolds === 0;
  }
}

/** The books of all accounts. An account without anything has none, so nothing grows with history. */
export class Books {
  readonly #accounts = new Map<bigint, AccountBook>();

  /** The accounts that have a book. */
  accounts(): Iterable<bigint> {
    return this.#accounts.keys();
  }

  /** The book of an account, if it has one. */
  find(account: bigint): AccountBook | undefined {
    return this.#accounts.get(account);
  }

  /** The book of an account, made if there is none; to be given to `close` when it has been changed. */
  open(account: bigint): AccountBook {
    let book = this.#accounts.get(account);
    if (book === undefined) this.#accounts.set(account, book = new AccountBook());
    return book;
  }

  /** Forgets a book in which nothing is left. */
  close(account: bigint, book: AccountBook): void {
    if (book.isBlank()) this.#accounts.delete(account);
  }

  /** A copy of two slots, on which a dry run can do what it likes. */
  sketch(account: bigint, assets: readonly string[]): AccountBook {
    const sketch = new AccountBook();
    const { slots } = this.#accounts.get(account) ?? sketch;
    for (const asset of assets) {
      const slot = slots.get(asset);
      if (slot !== undefined) sketch.slots.set(asset, slot.copy());
    }
    return sketch;
  }

  /** Forgets an account. */
  delete(account: bigint): void {
    this.#accounts.delete(account);
  }
}

/** Order of the texts' bytes in UTF-8, which is that of their code points. */
function compareTexts(left: string, right: string): number {
  const end = Math.min(left.length, right.length);
  for (let index = 0; index < end; index++) {
    const difference = codeUnitRank(left, index) - codeUnitRank(right, index);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** Surrogates stand for code points above all others, but their own numbers are not the largest. */
function codeUnitRank(text: string, index: number): number {
  const unit = text.charCodeAt(index);
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
