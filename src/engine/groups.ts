import type { GroupLookup } from "./blocks.ts";

/** Which account is in which explicit group; in at most one. Looked up live by everyone. */
export class AccountGroups implements GroupLookup {
  readonly #groups = new Map<bigint, number>();

  /** Number of the group, undefined if the account is in none. */
  groupOf(account: bigint): number | undefined {
    return this.#groups.get(account);
  }

  /** The accounts that are in a group. */
  accounts(): Iterable<bigint> {
    return this.#groups.keys();
  }

  /** Puts an account into a group. */
  put(account: bigint, group: number): void {
    this.#groups.set(account, group);
  }

  /** Takes an account out of its group, if it is in one. */
  remove(account: bigint): void {
    this.#groups.delete(account);
  }
}
