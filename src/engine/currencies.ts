import type { GroupLookup } from "./blocks.ts";

const DEFAULT_GROUP = 0;

/** In which asset accounts keep their books: per account, per group, and for everyone (the default group). */
export class Currencies {
  readonly #accounts = new Map<bigint, string>();
  readonly #groups = new Map<number, string>();

  /** The account's own currency, else its group's, else the default group's. */
  of(account: bigint, groups: GroupLookup): string | undefined {
    return this.inGroup(account, groups.groupOf(account));
  }

  /** The currency that the account has, or would have, in a group. */
  inGroup(account: bigint, group: number | undefined): string | undefined {
    const own = this.#accounts.get(account);
    if (own !== undefined) return own;
    const ofGroup = group === undefined ? undefined : this.#groups.get(group);
    return ofGroup ?? this.#groups.get(DEFAULT_GROUP);
  }

  /** The accounts with a currency of their own. */
  accounts(): Iterable<bigint> {
    return this.#accounts.keys();
  }

  set(account: bigint, asset: string): void {
    this.#accounts.set(account, asset);
  }

  clear(account: bigint): void {
    this.#accounts.delete(account);
  }

  setGroup(group: number, asset: string): void {
    this.#groups.set(group, asset);
  }

  clearGroup(group: number): void {
    this.#groups.delete(group);
  }
}
