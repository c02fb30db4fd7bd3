import type { Context, HasAccountId, PolicyPreTradeResult } from "@openpit-ts/openpit/pretrade";

/** Lets an account have so many orders that are neither committed nor rolled back. */
export class OpenOrders {
  readonly name = "OpenOrders";
  readonly partition = "account";
  readonly #max: number;
  readonly #open: Map<bigint, number> = new Map();

  constructor(max: number) {
    this.#max = max;
  }

  checkPreTradeStart(): void {}

  performPreTradeCheck(_context: Context, order: HasAccountId): PolicyPreTradeResult {
    const account = order.operation.accountId.value;
    const open = this.of(account);
    if (open >= this.#max) {
      const details = `open ${open}, max allowed: ${this.#max}`;
      return { rejects: [{ code: "RiskLimitExceeded", reason: "too many open orders", details }] };
    }
    this.#open.set(account, open + 1);
    const end = () => void this.#open.set(account, this.of(account) - 1);
    return { mutations: [{ commit: end, rollback: end }] };
  }

  /** How many orders of an account are open. */
  of(account: bigint): number {
    return this.#open.get(account) ?? 0;
  }
}
