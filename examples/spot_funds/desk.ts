/** Sends orders, books reports, and keeps what must be kept about open orders: lock and rest. */
import type { Engine } from "@openpit-ts/openpit";
import type { AccountAdjustmentInit } from "@openpit-ts/openpit/model";
import { Quantity } from "@openpit-ts/openpit/param";
import { Lock } from "@openpit-ts/openpit/pretrade";
import { ACCOUNT, buildFundedEngine, POLICY } from "./engine.ts";

const AAPL = { underlyingAsset: "AAPL", settlementAsset: "USD", accountId: ACCOUNT } as const;

/** An order at the venue, as it can be stored. */
export interface OpenOrder {
  readonly side: "BUY" | "SELL";
  /** The lock of its reservation as JSON: the price that its reports are settled by. */
  readonly lock: string;
  left: string;
}

/** A trade that the venue reports. */
export interface Trade {
  readonly price: string;
  readonly quantity: string;
  readonly feeEur?: string;
}

/** Everything that a new process needs to go on. */
export interface Saved {
  readonly adjustments: readonly AccountAdjustmentInit[];
  readonly ledger: string;
}

export class Desk {
  readonly engine: Engine;
  /** The account's realized P&L, as reports have told it. */
  ledger = "0";

  constructor(engine: Engine = buildFundedEngine()) {
    this.engine = engine;
  }

  /** Sends an order if the engine lets it pass; otherwise says who refused it and why. */
  send(side: "BUY" | "SELL", quantity: string, price: string): OpenOrder | string {
    const { engine } = this;
    const result = engine.executePreTrade({
      operation: { ...AAPL, side, tradeAmount: { quantity }, price },
    });
    if (!result.ok) return result.rejects.map(({ code, details }) => `${code}: ${details}`).join();
    // Before the commit: afterwards the reservation tells nothing any more.
    const lock = result.reservation.lock().toJson();
    result.reservation.commit();
    return { side, lock, left: quantity };
  }

  /** Books a report: of a trade, or of the end of the order. Returns why the account is stopped, if it is. */
  report(order: OpenOrder, trade?: Trade): string | undefined {
    const { price = "", quantity = "0", feeEur } = trade ?? {};
    order.left = new Quantity(order.left).sub(new Quantity(quantity)).toString();
    const { accountBlocks, accountPnls } = this.engine.applyExecutionReport({
      operation: { ...AAPL, side: order.side },
      fill: {
        lock: Lock.fromJson(order.lock),
        lastTrade: trade === undefined ? undefined : { price, quantity },
        fee: feeEur === undefined ? undefined : { amount: feeEur, currency: "EUR" },
        isFinal: trade === undefined || order.left === "0",
        remainingReservedQuantity: order.left,
      },
    });
    for (const { pnl } of accountPnls) this.ledger = `${pnl?.absolute ?? this.ledger}`;
    return accountBlocks[0]?.details;
  }

  /** Books money that comes or goes, all of it or nothing. */
  transfer(amounts: Readonly<Record<string, string>>): void {
    const adjustments = Object.entries(amounts).map(([asset, delta]) => ({
      operation: { asset },
      amount: { balance: { delta } },
    }));
    this.#adjust(adjustments);
  }

  /** What the account has, as adjustments that give an empty engine the same. */
  save(): Saved {
    const adjustments = this.engine.accounts().holdings(ACCOUNT).map((holding) => ({
      operation: {
        asset: holding.asset,
        averageEntryPrice: holding.averageEntryPrice?.toString(),
        realizedPnl: holding.realizedPnl?.toString(),
      },
      amount: {
        balance: { absolute: holding.available.toString() },
        held: { absolute: holding.held.toString() },
        incoming: { absolute: holding.incoming.toString() },
      },
    }));
    return { adjustments, ledger: this.ledger };
  }

  /** A desk with a fresh engine that goes on where another one was. */
  static restore({ adjustments, ledger }: Saved): Desk {
    const desk = new Desk();
    desk.#adjust(adjustments);
    desk.setLedger(ledger);
    return desk;
  }

  /** Sets the account's realized P&L. It is judged at once, but lifts no block. */
  setLedger(state: string): void {
    this.engine.configure().setSpotFundsAccountPnl(POLICY, { account: ACCOUNT, state });
    this.ledger = state;
  }

  #adjust(adjustments: readonly AccountAdjustmentInit[]): void {
    const result = this.engine.applyAccountAdjustment(ACCOUNT, adjustments);
    if (!result.ok) throw new Error(`Cannot book: ${result.rejects[0]?.details}`);
  }
}
