/** Values by account and asset: the keying of every account+asset axis. A look-up makes no key. */
export class AccountAssetMap<V> {
  readonly #accounts = new Map<bigint, Map<string, V>>();

  /** Whether there is no value at all. */
  get isEmpty(): boolean {
    return this.#accounts.size === 0;
  }

  get(account: bigint, asset: string): V | undefined {
    return this.#accounts.get(account)?.get(asset);
  }

  /** The values of one account by asset. */
  ofAccount(account: bigint): ReadonlyMap<string, V> | undefined {
    return this.#accounts.get(account);
  }

  /** All values, by account. */
  *values(): Generator<V> {
    for (const assets of this.#accounts.values()) yield* assets.values();
  }

  /** All keys and values, by account. */
  *entries(): Generator<[account: bigint, asset: string, value: V]> {
    for (const [account, assets] of this.#accounts) {
      for (const [asset, value] of assets) yield [account, asset, value];
    }
  }

  set(account: bigint, asset: string, value: V): void {
    const assets = this.#accounts.get(account);
    if (assets === undefined) this.#accounts.set(account, new Map([[asset, value]]));
    else assets.set(asset, value);
  }

  /** Forgets the value of an account and asset. */
  delete(account: bigint, asset: string): void {
    const assets = this.#accounts.get(account);
    if (assets?.delete(asset) === true && assets.size === 0) this.#accounts.delete(account);
  }

  /** A map of the same values. */
  copy(): AccountAssetMap<V> {
    const copy = new AccountAssetMap<V>();
    for (const [account, assets] of this.#accounts) {
      copy.#accounts.set(account, new Map(assets));
    }
    return copy;
  }

  /** Forgets all values of an account. */
  deleteAccount(account: bigint): void {
    this.#accounts.delete(account);
  }
}
