/** A custom policy whose state is kept by the engine, as data that can be saved. */
import type { ExecutionReport } from "@openpit-ts/openpit/model";
import { Volume } from "@openpit-ts/openpit/param";
import type {
  Context,
  HasAccountId,
  HasInstrument,
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
export type LimitOrder = HasInstrument & HasAccountId & HasOrderPrice & HasTradeAmount;

/**
 * Adds up price × quantity of all open orders of an account, per settlement asset, and refuses the
 * order that would exceed the cap.
 *
 * An accepted order counts at once. A trade takes its quantity off again, and the final report
 * takes off what is left, both at the price of the order, which comes back in the lock.
 */
export class NotionalCap implements Policy<LimitOrder> {
  readonly name = "NotionalCap";
  /** Sums of one account don't depend on another's orders, so accounts may be spread over threads. */
  readonly partition = "account";
  readonly #cap: Volume;

  constructor(cap: string) {
    this.#cap = new Volume(cap);
  }

  /** Nothing to check in the first stage: the cap belongs to the stage that can be undone. */
  checkPreTradeStart(): void {}

  performPreTradeCheck(context: Context, { operation }: LimitOrder): PolicyPreTradeResult {
    const { accountId, settlementAsset, price, tradeAmount } = operation;
    const quantity = tradeAmount.asQuantity;
    if (!price || !quantity) return { rejects: [NOT_A_LIMIT_ORDER] };

    const amount = price.calculateVolume(quantity);
    const open = context.reservedNotional(settlementAsset).add(amount);
    if (open.compare(this.#cap) > 0) return { rejects: [this.#exceeded(open)] };

    const reserve = Mutation.reserveNotional({ accountId, settlementAsset, amount });
    return { lockPrices: [price], mutations: [reserve] };
  }

  applyExecutionReport(
    _context: PostTradeContext,
    { operation, fill }: ExecutionReport,
  ): { mutations: Mutation[] } | undefined {
    const [price] = fill?.lock?.prices() ?? [];
    const accountId = operation?.accountId;
    const settlementAsset = operation?.settlementAsset;
    if (!accountId || !settlementAsset || !price) return undefined;

    const left = fill?.isFinal ? fill.remainingReservedQuantity : undefined;
    const done = [fill?.lastTrade?.quantity, left].filter((quantity) => quantity !== undefined);
    const mutations = done.map((quantity) => {
      const amount = price.calculateVolume(quantity);
      return Mutation.releaseNotional({ accountId, settlementAsset, amount });
    });
    return { mutations };
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
