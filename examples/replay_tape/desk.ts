/** Sends the orders of the tape through the engine and tells the engine what became of them. */
import type { Engine } from "@openpit-ts/openpit";
import { Quantity, type SideValue } from "@openpit-ts/openpit/param";
import type { Lock } from "@openpit-ts/openpit/pretrade";
import type { Reject } from "@openpit-ts/openpit/reject";
import { INSTRUMENT } from "./limits.ts";
import type { LimitOrder } from "./open_notional_cap.ts";
import { type Message, TapeError } from "./tape.ts";

/** What a message of the tape led to. */
export type DeskEvent =
  | { readonly type: "decision"; readonly decision: Decision }
  | { readonly type: "report"; readonly of: "trade" | "partial cancel" | "delete" }
  | { readonly type: "ignored"; readonly why: "hidden order" | "refused order" | "earlier order" };

/** The verdict on one new order, and how long it took to reach it. */
export interface Decision {
  readonly account: number;
  readonly order: Message;
  readonly rejects: readonly Reject[];
  readonly checkMs: number;
}

/** An accepted order that still rests in the book. */
interface WorkingOrder {
  readonly account: number;
  readonly side: SideValue;
  readonly lock: Lock;
  readonly size: Quantity;
  readonly traded: Quantity;
  readonly cancelled: Quantity;
}

/** Trades the tape for several accounts on one engine. */
export class Desk {
  readonly #engine: Engine<LimitOrder>;
  readonly #accounts: number;
  readonly #working = new Map<number, WorkingOrder>();
  readonly #refused = new Set<number>();

  constructor(engine: Engine<LimitOrder>, accounts: number) {
    this.#engine = engine;
    this.#accounts = accounts;
  }

  /** Carries one message out. */
  handle(message: Message): DeskEvent {
    switch (message.kind) {
      case "new":
        return { type: "decision", decision: this.#place(message) };
      case "hidden":
        return { type: "ignored", why: "hidden order" };
      default:
        return this.#update(message, message.kind);
    }
  }

  /** Checks a new order. A refused one never reaches the book, so nothing is reported about it. */
  #place(order: Message): Decision {
    const { orderId, quantity, price, side } = order;
    if (this.#working.has(orderId)) throw new TapeError(`Cannot place order ${orderId} twice`);
    const account = orderId % this.#accounts;

    const start = performance.now();
    const result = this.#engine.executePreTrade({
      operation: { ...INSTRUMENT, accountId: account, side, tradeAmount: { quantity }, price },
    });
    const checkMs = performance.now() - start;

    if (result.ok) {
      const lock = result.reservation.lock(); // the receipt: every report brings it back
      result.reservation.commit();
      const none = Quantity.zero();
      const working = { account, side, lock, size: quantity, traded: none, cancelled: none };
      this.#working.set(orderId, working);
    } else {
      this.#refused.add(orderId);
    }
    return { account, order, rejects: result.rejects, checkMs };
  }

  #update(message: Message, kind: "cancel" | "delete" | "execution"): DeskEvent {
    const before = this.#working.get(message.orderId);
    if (!before) {
      const refused = this.#refused.has(message.orderId);
      return { type: "ignored", why: refused ? "refused order" : "earlier order" };
    }
    const after = afterMessage(before, message);
    const isFinal = kind === "delete" || openQuantity(after).isZero();
    if (isFinal) this.#working.delete(message.orderId);
    else this.#working.set(message.orderId, after);

    this.#report(after, isFinal, kind === "execution" ? message : undefined);
    return { type: "report", of: REPORT_NAMES[kind] };
  }

  /**
   * A partial cancel sends a report without a trade. What was reserved for its shares is given
   * back with the final report, so only trades lower the reserved quantity.
   */
  #report(order: WorkingOrder, isFinal: boolean, trade: Message | undefined): void {
    const { account, side, lock, size, traded } = order;
    this.#engine.applyExecutionReport({
      operation: { ...INSTRUMENT, accountId: account, side },
      fill: {
        lock,
        isFinal,
        lastTrade: trade && { price: trade.price, quantity: trade.quantity },
        remainingReservedQuantity: size.sub(traded),
      },
    });
  }
}

const REPORT_NAMES = { cancel: "partial cancel", delete: "delete", execution: "trade" } as const;

/** Books a trade or a cancel, but never of more shares than are open. */
function afterMessage(order: WorkingOrder, { kind, orderId, quantity }: Message): WorkingOrder {
  const open = openQuantity(order);
  if (quantity.compare(open) > 0) {
    throw new TapeError(`Cannot take ${quantity} shares off order ${orderId}: ${open} are open`);
  }
  return kind === "execution"
    ? { ...order, traded: order.traded.add(quantity) }
    : { ...order, cancelled: order.cancelled.add(quantity) };
}

function openQuantity({ size, traded, cancelled }: WorkingOrder): Quantity {
  return size.sub(traded).sub(cancelled);
}
