/** A custom policy: it caps the money that one account may have in open orders. */
import type { ExecutionReport } from "@openpit-ts/openpit/model";
import { type AccountId, Volume } from "@openpit-ts/openpit/param";
import type {
  Context,
  HasAccountId,
  HasOrderPrice,
  HasTradeAmount,
  Policy,
  PolicyPreTradeResult,
  PolicyReject,
  PostTradeContext,
} from "@openpit-ts/openpit/pretrade";
import { RejectCode } from "@openpit-ts/openpit/reject";
import { Mutation } from "@openpit-ts/openpit/tx";

/** What the policy reads of an order: the engine takes no order whose type lacks any of it. */
export type LimitOrder = HasAccountId & HasOrderPrice & HasTradeAmount;

/**
 * Adds up price × quantity of all open orders of an account and refuses the order that would
 * exceed the cap.
 *
 * An accepted order counts at once. A trade takes its quantity off again, and the final report
 * takes off what is left. The order's price comes back in the lock of each report, so the policy
 * need not remember single orders.
 */
export class OpenNotionalCap implements Policy<LimitOrder> {
  readonly name = "OpenNotionalCap";
  readonly #cap: Volume;
  readonly #openByAccount = new Map<bigint, Volume>();

  constructor(cap: Volume) {
    this.#cap = cap;
  }

  /** The money that the account has in open orders now. */
  openNotional(account: bigint): Volume {
    return this.#openByAccount.get(account) ?? Volume.zero();
  }

  /** Nothing to check in the first stage: the cap belongs to the stage that can be undone. */
  checkPreTradeStart(): PolicyReject[] {
    return [];
  }

  performPreTradeCheck(_context: Context, { operation }: LimitOrder): PolicyPreTradeResult {
    const { accountId, price, tradeAmount } = operation;
    const quantity = tradeAmount.asQuantity;
    if (!price || !quantity) return { rejects: [NOT_A_LIMIT_ORDER] };

    const notional = price.calculateVolume(quantity);
    const open = this.openNotional(accountId.value).add(notional);
    if (open.compare(this.#cap) > 0) return { rejects: [this.#exceeded(open)] };

    this.#openByAccount.set(accountId.value, open);
    const keep = () => {};
    const undo = () => this.#release(accountId, notional);
    return { lockPrices: [price], mutations: [new Mutation(keep, undo)] };
  }

  applyExecutionReport(_context: PostTradeContext, report: ExecutionReport): undefined {
    const accountId = report.operation?.accountId;
    const [price] = report.fill?.lock?.prices() ?? [];
    if (!accountId || !price) return;

    const traded = report.fill?.lastTrade?.quantity;
    const left = report.fill?.isFinal ? report.fill.remainingReservedQuantity : undefined;
    if (traded) this.#release(accountId, price.calculateVolume(traded));
    if (left) this.#release(accountId, price.calculateVolume(left));
  }

  /** Subtracts instead of restoring an old sum: other orders may have come in between. */
  #release(accountId: AccountId, notional: Volume): void {
    const open = this.openNotional(accountId.value);
    this.#openByAccount.set(accountId.value, open.sub(notional));
  }

  #exceeded(open: Volume): PolicyReject {
    return {
      code: RejectCode.RiskLimitExceeded,
      reason: "open notional exceeded",
      details: `requested ${open}, max allowed: ${this.#cap}`,
    };
  }
}

const NOT_A_LIMIT_ORDER: PolicyReject = {
  code: RejectCode.UnsupportedOrderType,
  reason: "open notional unknown",
  details: "quantity and limit price are needed",
};
