import {
  ACCOUNTS_METHODS,
  type AccountsMethod,
  checkLease,
  CONFIGURATOR_METHODS,
  type ConfiguratorMethod,
  decodeValue,
  encodeOrder,
  encodeReport,
  encodeValue,
  type EngineDescription,
  type Json,
  sharedEngine,
} from "../engine/internal.ts";
import type { Accounts } from "../engine/internal.ts";
import type {
  Configurator,
  PolicyInfo,
  SharedEngine,
  ShareOptions,
  SyncMode,
} from "../engine/mod.ts";
import type { ReadOptions } from "../model/internal.ts";
import type { AccountAdjustment, AccountAdjustmentInit } from "../model/mod.ts";
import { markLibraryClass, notConstructibleError } from "../param/internal.ts";
import type { AccountIdInput } from "../param/mod.ts";
import type {
  AccountAdjustmentBatchResult,
  DropCopyResult,
  DryRunReport,
  ExecuteResult,
  OrderInput,
  PostTradeResult,
  ReportInput,
  StartResult,
} from "../pretrade/mod.ts";
import { readDropCopy, readStart, readVerdict } from "./blocking_handles.ts";
import type { BlockingLink } from "./blocking_link.ts";
import { newChannel } from "./new_channel.ts";
import { methods } from "./remote_accounts.ts";
import { encodeAccount, encodeAdjustments } from "./remote_engine.ts";
import { readNothing } from "./remote_handles.ts";

const MAKER: unique symbol = Symbol();

/** Makes an engine that blocks its thread until the other one has answered. */
export let makeBlockingEngine: (
  link: BlockingLink,
  description: EngineDescription,
  leaseMs: number | undefined,
) => BlockingEngine;

/** The accounts of an engine on another thread: the calls of `Accounts`. */
export type BlockingAccounts = Pick<Accounts, AccountsMethod>;
/** The settings of an engine on another thread: the calls of `Configurator`. */
export type BlockingConfigurator = Pick<Configurator, ConfiguratorMethod>;

/**
 * An engine on another thread, with the calls of a local `Engine`: each blocks this thread until it is answered. Made by `attachEngineSync`.
 *
 * Results, requests and reservations are of the same classes as local ones. Source: docs/semantics.md rule SYN-9.
 */
export class BlockingEngine {
  // Keeps the class apart from look-alikes at compile time; not there at run time.
  declare private readonly brand: "BlockingEngine";
  readonly #link: BlockingLink;
  readonly #description: EngineDescription;
  readonly #leaseMs: number | undefined;
  readonly #input: ReadOptions;

  static {
    markLibraryClass(this, "BlockingEngine");
    makeBlockingEngine = (link, description, leaseMs) =>
      new BlockingEngine(MAKER, link, description, leaseMs);
  }

  /** Made by `attachEngineSync` only. @throws {TypeError} If called from outside. */
  private constructor(
    maker: symbol,
    link: BlockingLink,
    description: EngineDescription,
    leaseMs: number | undefined,
  ) {
    if (maker !== MAKER) throw notConstructibleError("BlockingEngine");
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

  /** Runs the start stage. Throws as the local call. */
  startPreTrade(order: OrderInput): StartResult {
    const wire = encodeOrder(order, this.#input) as Json;
    return this.#link.call((value, id) => readStart(this.#link, value, id), "start", wire);
  }

  /** Runs both stages. Throws as the local call. */
  executePreTrade(order: OrderInput): ExecuteResult {
    const wire = encodeOrder(order, this.#input) as Json;
    return this.#link.call((value, id) => readVerdict(this.#link, value, id), "execute", wire);
  }

  /** The verdict that `startPreTrade` would give, with nothing recorded or spent. */
  startPreTradeDryRun(order: OrderInput): DryRunReport {
    const wire = encodeOrder(order, this.#input) as Json;
    return this.#link.call(decodeValue, "startDry", wire) as DryRunReport;
  }

  /** The verdict that `executePreTrade` would give, with nothing recorded or spent. */
  executePreTradeDryRun(order: OrderInput): DryRunReport {
    const wire = encodeOrder(order, this.#input) as Json;
    return this.#link.call(decodeValue, "executeDry", wire) as DryRunReport;
  }

  /** Books an order that already exists at the venue. Throws as the local call. */
  applyDropCopy(order: OrderInput): DropCopyResult {
    const wire = encodeOrder(order, this.#input) as Json;
    return this.#link.call((value, id) => readDropCopy(this.#link, value, id), "dropCopy", wire);
  }

  /** Tells every policy what the venue reported. Throws as the local call. */
  applyExecutionReport(report: ReportInput): PostTradeResult {
    const wire = encodeReport(report, this.#input);
    return this.#link.call(decodeValue, "report", wire) as PostTradeResult;
  }

  /** Applies a batch of adjustments to an account: all of it or nothing. Throws as the local call. */
  applyAccountAdjustment(
    account: AccountIdInput,
    adjustments: Iterable<AccountAdjustment | AccountAdjustmentInit>,
  ): AccountAdjustmentBatchResult {
    const args = encodeAdjustments(account, adjustments, this.#input);
    return this.#link.call(decodeValue, "adjust", ...args) as AccountAdjustmentBatchResult;
  }

  /** Forgets an idle account. Throws as the local call. */
  retireAccount(account: AccountIdInput): void {
    this.#link.call(readNothing, "retire", encodeAccount(account));
  }

  /** A handle on groups, currencies and blocks. */
  accounts(): BlockingAccounts {
    return methods(ACCOUNTS_METHODS, this.#forward("accounts")) as BlockingAccounts;
  }

  /** A handle on the settings of the built-in policies. */
  configure(): BlockingConfigurator {
    return methods(CONFIGURATOR_METHODS, this.#forward("configure")) as BlockingConfigurator;
  }

  /** The registered policies, in order. */
  policies(): PolicyInfo[] {
    return this.#link.call(decodeValue, "policies") as PolicyInfo[];
  }

  /** Opens the engine to one more thread: as `Engine.share()` on the owner's thread. @throws {LifecycleError} If the connection has ended. @throws {RangeError} If `leaseMs` is none. */
  share(options?: ShareOptions): SharedEngine {
    this.#link.requireOpen();
    const leaseMs = options?.leaseMs ?? this.#leaseMs;
    checkLease(leaseMs);
    const { given, own } = newChannel();
    this.#link.give(["port", own, leaseMs], [own]);
    return sharedEngine(this.#description, given, leaseMs);
  }

  /** Ends the connection; what is still open is let go. May be repeated. */
  free(): void {
    this.#link.close();
  }

  /** Same as `free()`. */
  [Symbol.dispose](): void {
    this.#link.close();
  }

  #forward(op: string): (name: string, args: readonly unknown[]) => unknown {
    return (name, args) => this.#link.call(decodeValue, op, name, encodeValue([...args]));
  }
}
