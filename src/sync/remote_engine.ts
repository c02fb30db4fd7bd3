import {
  checkLease,
  decodeValue,
  encodeBatch,
  encodeOrder,
  encodeReport,
  encodeValue,
  type EngineDescription,
  type Json,
  sharedEngine,
} from "../engine/internal.ts";
import type { PolicyInfo, SharedEngine, ShareOptions, SyncMode } from "../engine/mod.ts";
import { iterable, readAccountAdjustment, type ReadOptions } from "../model/internal.ts";
import type { AccountAdjustment, AccountAdjustmentInit } from "../model/mod.ts";
import {
  makeAccountId,
  markLibraryClass,
  notConstructibleError,
  readAccountId,
} from "../param/internal.ts";
import type { AccountIdInput } from "../param/mod.ts";
import type {
  AccountAdjustmentBatchResult,
  DryRunReport,
  OrderInput,
  PostTradeResult,
  ReportInput,
} from "../pretrade/mod.ts";
import type { PortLike } from "../runtime/port.ts";
import { Link, type LinkOptions } from "./link.ts";
import {
  type RemoteAccounts,
  remoteAccounts,
  type RemoteConfigurator,
  remoteConfigurator,
} from "./remote_accounts.ts";
import {
  commitAll,
  readBatchResults,
  readDropCopyResult,
  readExecuteResult,
  readNothing,
  readStartResult,
  type RemoteDropCopyResult,
  type RemoteExecuteResult,
  type RemoteReservation,
  type RemoteStartResult,
} from "./remote_handles.ts";
import { newChannel } from "./new_channel.ts";

const MAKER: unique symbol = Symbol();

/** Calls an engine at the other end of a port. */
export let connectEngine: (
  port: PortLike,
  description: EngineDescription,
  options?: LinkOptions,
) => RemoteEngine;
/** Waits until the other end has answered for the first time. */
export let greet: (engine: RemoteEngine) => Promise<void>;
/** Ends the connection at once: the other end is gone, or counts as gone. */
export let abandon: (engine: RemoteEngine, cause: Error) => void;

/**
 * An engine on another thread: the calls of `Engine`, each with a promise.
 *
 * Calls keep their order, and many may be on their way: those made in one turn travel together. Inputs are read here, so what can't be read
 * is told by the same errors as in a local call; what the engine throws arrives as the same class. When the connection ends,
 * open requests are dropped and open reservations rolled back on the owner's thread. Source: docs/semantics.md rules SYN-5 to SYN-8.
 */
export class RemoteEngine {
  // Keeps the class apart from look-alikes at compile time; not there at run time.
  declare private readonly brand: "RemoteEngine";
  readonly #link: Link;
  readonly #description: EngineDescription;
  readonly #input: ReadOptions;
  readonly #leaseMs: number | undefined;

  static {
    markLibraryClass(this, "RemoteEngine");
    connectEngine = (port, description, options = {}) =>
      new RemoteEngine(MAKER, new Link(port, options), description, options.leaseMs);
    greet = (engine) => engine.#link.greet();
    abandon = (engine, cause) => engine.#link.lose(cause);
  }

  /** Made by `attachEngine` only. @throws {TypeError} If called from outside. */
  private constructor(
    maker: symbol,
    link: Link,
    description: EngineDescription,
    leaseMs: number | undefined,
  ) {
    if (maker !== MAKER) throw notConstructibleError("RemoteEngine");
    this.#link = link;
    this.#description = description;
    this.#leaseMs = leaseMs;
    const { isStrictInput, keepsAdditions } = description;
    this.#input = { isStrict: isStrictInput, keepsAdditions };
  }

  /** Who may call the engine, and in what order. */
  get syncMode(): SyncMode {
    return this.#description.mode;
  }

  /** Why the connection has ended; undefined while it stands. */
  get endedBy(): Error | undefined {
    return this.#link.endedBy;
  }

  /** Runs the start stage. Throws as the local call. */
  startPreTrade(order: OrderInput): Promise<RemoteStartResult> {
    const link = this.#link;
    return this.#send((value, id) => readStartResult(link, value, id), "start", order);
  }

  /** Runs both stages. Throws as the local call. */
  executePreTrade(order: OrderInput): Promise<RemoteExecuteResult> {
    const link = this.#link;
    return this.#send((value, id) => readExecuteResult(link, value, id), "execute", order);
  }

  /**
   * Runs both stages of many orders, in their order, by one call: cheaper than a call per order, and one among those in flight. Nothing is sent if
   * one order can't be read. If the evaluation of one throws, all are evaluated, the accepted ones are rolled back, and the first error is thrown.
   */
  executePreTradeBatch(orders: Iterable<OrderInput>): Promise<RemoteExecuteResult[]> {
    return attempt(() => {
      const batch = Array.from(iterable(orders, "orders must be an iterable of orders"));
      const wire = encodeBatch(batch as OrderInput[], this.#input);
      const link = this.#link;
      const read = (values: Json, first: number) => readBatchResults(link, values, first);
      return link.callMany(Math.max(1, batch.length), read, "batch", wire);
    });
  }

  /**
   * Commits many reservations by one call: cheaper than a call for each. All that are open are committed, also if others fail.
   *
   * @throws {LifecycleError} If one of them was used before.
   * @throws {PolicyCallbackError} If a callback of a custom policy failed.
   */
  commitBatch(reservations: Iterable<RemoteReservation>): Promise<void> {
    return commitAll(reservations);
  }

  /** The verdict that `startPreTrade` would give, with nothing recorded or spent. */
  startPreTradeDryRun(order: OrderInput): Promise<DryRunReport> {
    return this.#send(decodeValue as (value: Json) => DryRunReport, "startDry", order);
  }

  /** The verdict that `executePreTrade` would give, with nothing recorded or spent. */
  executePreTradeDryRun(order: OrderInput): Promise<DryRunReport> {
    return this.#send(decodeValue as (value: Json) => DryRunReport, "executeDry", order);
  }

  /** Books an order that already exists at the venue. Throws as the local call. */
  applyDropCopy(order: OrderInput): Promise<RemoteDropCopyResult> {
    const link = this.#link;
    return this.#send((value, id) => readDropCopyResult(link, value, id), "dropCopy", order);
  }

  /** Tells every policy what the venue reported. Throws as the local call. */
  applyExecutionReport(report: ReportInput): Promise<PostTradeResult> {
    return attempt(() => {
      const wire = encodeReport(report, this.#input);
      return this.#link.call(decodeValue as (value: Json) => PostTradeResult, "report", wire);
    });
  }

  /** Applies a batch of adjustments to an account: all of it or nothing. Throws as the local call. */
  applyAccountAdjustment(
    account: AccountIdInput,
    adjustments: Iterable<AccountAdjustment | AccountAdjustmentInit>,
  ): Promise<AccountAdjustmentBatchResult> {
    return attempt(() => {
      const read = decodeValue as (value: Json) => AccountAdjustmentBatchResult;
      return this.#link.call(
        read,
        "adjust",
        ...encodeAdjustments(account, adjustments, this.#input),
      );
    });
  }

  /** Forgets an idle account. Throws as the local call. */
  retireAccount(account: AccountIdInput): Promise<void> {
    return attempt(() => this.#link.call(readNothing, "retire", encodeAccount(account)));
  }

  /** A handle on groups, currencies and blocks. */
  accounts(): RemoteAccounts {
    return remoteAccounts(this.#link);
  }

  /** A handle on the settings of the built-in policies. */
  configure(): RemoteConfigurator {
    return remoteConfigurator(this.#link);
  }

  /** The registered policies, in order. */
  policies(): Promise<PolicyInfo[]> {
    return this.#link.call(decodeValue as (value: Json) => PolicyInfo[], "policies");
  }

  /**
   * Opens the engine to one more thread: as `Engine.share()` on the owner's thread.
   *
   * @throws {LifecycleError} If the connection has ended.
   * @throws {RangeError} If `leaseMs` is none.
   */
  share(options?: ShareOptions): SharedEngine {
    this.#link.requireOpen();
    const leaseMs = options?.leaseMs ?? this.#leaseMs;
    checkLease(leaseMs);
    const { given, own } = newChannel();
    this.#link.give(["port", own, leaseMs], [own]);
    return sharedEngine(this.#description, given, leaseMs);
  }

  /** Ends the connection once all calls so far have been answered; what is still open is let go. May be repeated. */
  close(): Promise<void> {
    return this.#link.close();
  }

  /** Same as `close()`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.#link.close();
  }

  #send<Value>(
    read: (value: Json, id: number) => Value,
    op: string,
    order: unknown,
  ): Promise<Value> {
    let wire: Json;
    try {
      wire = encodeOrder(order, this.#input) as Json;
    } catch (error) {
      return Promise.reject(error);
    }
    return this.#link.call(read, op, wire);
  }
}

/** Writes an account. @throws {AccountIdError} If it is none. */
export function encodeAccount(account: AccountIdInput): Json {
  return encodeValue(makeAccountId(readAccountId(account)));
}

/** Writes a batch of adjustments of any form. What can't be read throws here, as in a local call. */
export function encodeAdjustments(
  account: AccountIdInput,
  adjustments: unknown,
  input: ReadOptions,
): Json[] {
  const wire = encodeAccount(account);
  const items = iterable(adjustments, "adjustments must be an iterable of AccountAdjustment");
  return [wire, encodeValue(Array.from(items, (item) => readAccountAdjustment(item, input)))];
}

function attempt<Value>(send: () => Promise<Value>): Promise<Value> {
  try {
    return send();
  } catch (error) {
    return Promise.reject(error);
  }
}
