/** Takes orders and reports off a queue and asks the engine. What follows is up to its handlers. */
import type { Lock } from "@openpit-ts/openpit/pretrade";
import type { AccountBlock, Reject } from "@openpit-ts/openpit/reject";
import type { FakeClock } from "@openpit-ts/openpit/testing";
import { type GuardedEngine, INSTRUMENT } from "./limits.ts";

/** Somebody wants to buy. */
export interface OrderEvent {
  readonly type: "order";
  readonly atMs: number;
  readonly id: number;
  readonly account: number;
  readonly quantity: string;
  readonly price: string;
}

/** The venue has carried an order out. */
export interface ReportEvent {
  readonly type: "report";
  readonly atMs: number;
  readonly order: OrderEvent;
  /** The receipt of the order's check. */
  readonly lock: Lock;
  /** Realized profit or loss, fees included. */
  readonly pnl: string;
}

/** Where side effects happen; the engine has none. */
export interface Handlers {
  /** The order may go out. If this throws, it did not, and the engine gets its reservation back. */
  onAccepted(order: OrderEvent, lock: Lock): void;
  /** The order must not go out. */
  onRejected(order: OrderEvent, rejects: readonly Reject[]): void;
  /** The report is booked; with a block, its account is stopped. */
  onReport(report: ReportEvent, blocks: readonly AccountBlock[]): void;
}

/** Handles events one by one, in the order of their times. */
export class Reactor {
  readonly #engine: GuardedEngine;
  readonly #clock: FakeClock;
  readonly #handlers: Handlers;
  readonly #queue: (OrderEvent | ReportEvent)[] = [];

  /** @param clock The engine's clock: it shows the time of the event at hand, not that of the wall. */
  constructor(engine: GuardedEngine, clock: FakeClock, handlers: Handlers) {
    this.#engine = engine;
    this.#clock = clock;
    this.#handlers = handlers;
  }

  /** Queues an event behind all that are not later. */
  push(event: OrderEvent | ReportEvent): void {
    const before = this.#queue.findLastIndex(({ atMs }) => atMs <= event.atMs);
    this.#queue.splice(before + 1, 0, event);
  }

  /** Handles all events, those included that handlers push meanwhile. */
  run(): void {
    for (let event = this.#queue.shift(); event; event = this.#queue.shift()) {
      this.#clock.setNs(BigInt(event.atMs) * 1_000_000n);
      if (event.type === "order") this.#check(event);
      else this.#book(event);
    }
  }

  #check(order: OrderEvent): void {
    const { account: accountId, quantity, price } = order;
    const result = this.#engine.executePreTrade({
      operation: { ...INSTRUMENT, accountId, side: "BUY", tradeAmount: { quantity }, price },
    });
    if (!result.ok) return this.#handlers.onRejected(order, result.rejects);
    const { reservation } = result;
    try {
      this.#handlers.onAccepted(order, reservation.lock());
    } catch (error) {
      reservation.rollback();
      throw error;
    }
    reservation.commit();
  }

  #book(report: ReportEvent): void {
    const { order, lock, pnl } = report;
    const { accountBlocks } = this.#engine.applyExecutionReport({
      operation: { ...INSTRUMENT, accountId: order.account, side: "BUY" },
      financialImpact: { pnl, fee: "0" },
      fill: {
        lock,
        isFinal: true,
        lastTrade: { price: order.price, quantity: order.quantity },
        remainingReservedQuantity: "0",
      },
    });
    this.#handlers.onReport(report, accountBlocks);
  }
}
