import type { ExecutionReport, Order } from "../model/mod.ts";
import type { AccountGroupId, AccountId } from "../param/mod.ts";
import { typeError } from "../param/internal.ts";
import type { AccountBlock, Reject, SynchronousMutationResult } from "../pretrade/internal.ts";
import type { BlockSlot } from "./blocks.ts";
import type { RetirementRefusal } from "./errors.ts";

/**
 * A call that an observer is told of. `rollback` stands for letting a reservation go, too; a request that is let go holds nothing and is
 * told of no more.
 */
export type ObservedOperation =
  | "startPreTrade"
  | "execute"
  | "executePreTrade"
  | "startPreTradeDryRun"
  | "executePreTradeDryRun"
  | "applyDropCopy"
  | "applyExecutionReport"
  | "applyAccountAdjustment"
  | "retireAccount"
  | "commit"
  | "rollback";

/** How a call ended; `failed` means that a callback threw and the caller got an error. */
export type Verdict = "accepted" | "refused" | "failed";

/** What an operation came to. Frozen. */
export interface DecisionRecord {
  /** Which call it was. */
  readonly operation: ObservedOperation;
  /** Whose it was, if the account could be read. */
  readonly accountId: AccountId | undefined;
  /** How it ended. */
  readonly verdict: Verdict;
  /** Why it was refused, or what refused although it was booked (a drop copy); empty if nothing did. */
  readonly rejects: readonly Reject[];
  /** Which policies refused to forget the account, for a refused `retireAccount`; else empty. */
  readonly refusals: readonly RetirementRefusal[];
  /** Which accepted order it is about, as text of the engine's counter; undefined if none was accepted. */
  readonly reservationId: string | undefined;
  /** How long it took by the engine's clock, in nanoseconds; undefined if the clock failed. */
  readonly durationNs: bigint | undefined;
  /** The order as custom policies see it, with the caller's additions, for everything that begins with one. A fresh copy at each reading. */
  readonly order: Order | undefined;
  /** The report, likewise, for `applyExecutionReport`. A fresh copy at each reading. */
  readonly report: ExecutionReport | undefined;
  /** Plain data of all but the order and the report; integers of 64 bits as text. */
  toJSON(): Record<string, unknown>;
}

/** Whose block was lifted. Frozen. */
export interface UnblockRecord {
  /** Whether the block was of an account, a group or the whole engine. */
  readonly slot: BlockSlot;
  /** The account, if it is one. */
  readonly accountId: AccountId | undefined;
  /** The group, if it is one. */
  readonly accountGroupId: AccountGroupId | undefined;
  /** Plain data; ids as text. */
  toJSON(): Record<string, unknown>;
}

/** A block that was recorded, or whose cause an operator replaced; one that lost to an earlier cause is none. Frozen. */
export interface BlockRecord extends UnblockRecord {
  /** Why; undefined for an engine-wide block without a cause. */
  readonly block: AccountBlock | undefined;
}

/** A call of `configure()` that was carried out. Frozen. */
export interface ConfigureRecord {
  /** The method of `configure()` that changed them. */
  readonly setting: string;
  /** Whose settings they are. */
  readonly policyName: string;
}

/**
 * Somebody who wants to know what an engine does: an audit trail, counters, a log.
 *
 * Handlers are called after the fact: the operation has ended, its decision is told first, then the blocks it led to. They can't
 * change anything: records are frozen copies, calls into the same engine are refused, and what a handler throws stays inside and is counted in
 * `engine.observerFailures`, a returned promise too. Source: docs/semantics.md rule OBS-1.
 */
export interface Observer {
  /** An operation has ended. Calls that throw before anything ran (a wrong shape, a used-up handle) are none. */
  onDecision?(record: DecisionRecord): SynchronousMutationResult;
  /** A block was recorded, or its cause replaced. */
  onBlock?(record: BlockRecord): SynchronousMutationResult;
  /** A block was lifted, by an operator or by retirement. */
  onUnblock?(record: UnblockRecord): SynchronousMutationResult;
  /** A call of `configure()` was carried out. */
  onConfigure?(record: ConfigureRecord): SynchronousMutationResult;
}

/** The handlers, in the order of the interface. */
export const HANDLERS = ["onDecision", "onBlock", "onUnblock", "onConfigure"] as const;

/** The records by handler. */
export interface ObserverRecords {
  readonly onDecision: DecisionRecord;
  readonly onBlock: BlockRecord;
  readonly onUnblock: UnblockRecord;
  readonly onConfigure: ConfigureRecord;
}

/** Name of a handler. */
export type HandlerName = keyof ObserverRecords;

/** Checks an observer when it is registered; its handlers are read once. @throws {TypeError} If its shape is wrong. */
export function readObserver(value: unknown): Observer {
  if (typeof value !== "object" || value === null) throw typeError("observer must be an object");
  const handlers: Record<string, unknown> = {};
  for (const name of HANDLERS) {
    const handler: unknown = Reflect.get(value, name);
    if (handler === undefined || handler === null) continue;
    if (typeof handler !== "function") throw typeError(`observer.${name} must be a function`);
    handlers[name] = handler.bind(value);
  }
  if (Object.keys(handlers).length === 0) {
    throw typeError(`observer must have one of ${HANDLERS.join(", ")}`);
  }
  return handlers;
}
