import { type Decimal, ZERO } from "../internal/decimal/mod.ts";

/** What a custom policy has reserved by account and asset. */
export class NotionalLedger {
  readonly #accounts = new Map<bigint, Map<string, Decimal>>();

  /** The sum; zero if there is none. */
  get(account: bigint, asset: string): Decimal {
    return this.#accounts.get(account)?.get(asset) ?? ZERO;
  }

  set(account: bigint, asset: string, sum: Decimal): void {
    const assets = this.#accounts.get(account);
    if (assets === undefined) this.#accounts.set(account, new Map([[asset, sum]]));
    else assets.set(asset, sum);
  }
}
