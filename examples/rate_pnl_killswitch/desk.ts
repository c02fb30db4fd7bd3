/** The side effects: orders go to the venue, its reports come back, everything is noted. */
import { Pnl } from "@openpit-ts/openpit/param";
import type { Lock } from "@openpit-ts/openpit/pretrade";
import type { AccountBlock, Reject } from "@openpit-ts/openpit/reject";
import type { Handlers, OrderEvent, ReportEvent } from "./reactor.ts";

/** Who refused or blocked, with which code, and why. */
export interface Cause {
  readonly policy: string;
  readonly code: string;
  readonly reason: string;
  readonly details: string;
}

/** One event as it is printed. */
export type Entry =
  | { readonly atMs: number; readonly event: "accepted"; readonly order: number }
  | {
    readonly atMs: number;
    readonly event: "rejected";
    readonly order: number;
    readonly causes: readonly Cause[];
  }
  | {
    readonly atMs: number;
    readonly event: "report";
    readonly order: number;
    readonly pnl: string;
    /** The desk's own sum of the day, which no review changes. */
    readonly dayPnl: string;
    /** Why the account is blocked from now on; empty if it is not. */
    readonly causes: readonly Cause[];
  }
  | { readonly atMs: number; readonly event: "review"; readonly what: string };

/** What carries orders out. */
export interface Venue {
  /** Takes an order, and reports on it later. */
  send(order: OrderEvent, lock: Lock): void;
}

/** Counts and notes what the engine decided. */
export class Desk implements Handlers {
  readonly #venue: Venue;
  readonly #note: (entry: Entry) => void;
  #accepted = 0;
  #rejected = 0;
  #trades = 0;
  #trips = 0;
  #dayPnl = Pnl.zero();

  constructor(venue: Venue, note: (entry: Entry) => void) {
    this.#venue = venue;
    this.#note = note;
  }

  onAccepted(order: OrderEvent, lock: Lock): void {
    this.#venue.send(order, lock);
    this.#accepted += 1;
    this.#note({ atMs: order.atMs, event: "accepted", order: order.id });
  }

  onRejected(order: OrderEvent, rejects: readonly Reject[]): void {
    this.#rejected += 1;
    const causes = rejects.map(causeOf);
    this.#note({ atMs: order.atMs, event: "rejected", order: order.id, causes });
  }

  onReport({ atMs, order, pnl }: ReportEvent, blocks: readonly AccountBlock[]): void {
    this.#trades += 1;
    this.#trips += blocks.length;
    this.#dayPnl = this.#dayPnl.add(new Pnl(pnl));
    const dayPnl = this.#dayPnl.toString();
    const causes = blocks.map(causeOf);
    this.#note({ atMs, event: "report", order: order.id, pnl, dayPnl, causes });
  }

  /** The day in one line. */
  summary(): string {
    return `${this.#accepted} orders accepted, ${this.#rejected} rejected, ${this.#trades} ` +
      `trades, P&L of the day ${this.#dayPnl} USD, reports that tripped the switch: ${this.#trips}`;
  }
}

function causeOf({ policy, code, reason, details }: Reject | AccountBlock): Cause {
  return { policy, code, reason, details };
}
