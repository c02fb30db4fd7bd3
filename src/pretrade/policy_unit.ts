import type { Decimal } from "../internal/decimal/mod.ts";
import type {
  AccountAdjustmentOutcome,
  AccountPnlOutcome,
  ExecutionReportData,
  OrderData,
} from "../model/internal.ts";
import type { AccountAdjustment } from "../model/mod.ts";
import type { PlainRecord } from "../param/internal.ts";
import type { AccountBlock } from "./account_block.ts";
import type { AccountAdjustmentContext, Context, PostTradeContext } from "./context.ts";
import type { Holding } from "./holding.ts";
import type { AccountRetirementRefusal, PolicyPartition } from "./policy.ts";
import type { Reject } from "./reject.ts";

/**
 * A state change of a running operation. Built-in policies describe theirs as data (fields of a small class), so that
 * it can be listed and saved; custom ones wrap the two functions of their author.
 */
export interface PendingMutation {
  /** Whether it belongs to a custom policy, whose failing blocks the whole engine. */
  readonly isCustom: boolean;
  /** Makes the change final. */
  commit(): void;
  /** Undoes the change. */
  rollback(): void;
}

/** A custom policy, as its context knows it. */
export interface Asker {
  /** What the policy has reserved; zero if nothing. */
  reservedNotional(account: bigint, asset: string): Decimal;
  /** Reads one of its mutations, with its tentative effect. @throws {TypeError} If it is none. */
  readMutation(value: unknown): PendingMutation;
}

/** A running pre-trade operation, as the policies that look at it see it. */
export interface PreTradeRun {
  /** The order, never changed. */
  readonly order: OrderData;
  /** Whether nothing may be recorded. */
  readonly isDryRun: boolean;
  /** Whether ordinary rejects don't stop the order. */
  readonly isDropCopy: boolean;
  /** The one clock reading that all start checks share, in nanoseconds; 0 if no policy uses the clock. */
  readonly startNs: bigint;
  /** What custom hooks are told; one per operation, whoever asks. */
  contextFor(asker: Asker): Context;
  /** A fresh copy of the order as custom hooks get it. */
  orderForHook(): unknown;
  /** Adds a refusal. */
  reject(reject: Reject): void;
  /** Adds a state change that was applied tentatively. */
  mutate(mutation: PendingMutation): void;
  /** Adds a price to the lock. */
  lockPrice(policyGroupId: number, price: Decimal): void;
  /** Adds what the order would change. */
  adjust(outcome: AccountAdjustmentOutcome): void;
}

/** A report on its way through the policies. */
export interface PostTradeRun {
  /** The report, never changed. */
  readonly report: ExecutionReportData;
  /** The account of the report, if it could be read. */
  readonly accountId: bigint | undefined;
  /** What custom hooks are told; one per report. */
  context(): PostTradeContext;
  /** Adds a block; the engine records the first one. */
  block(block: AccountBlock): void;
  /** Adds a state change, to be committed when all policies have run. */
  mutate(mutation: PendingMutation): void;
  /** Adds a changed profit or loss. */
  pnl(outcome: AccountPnlOutcome): void;
  /** Adds a changed balance. */
  adjust(outcome: AccountAdjustmentOutcome): void;
}

/** A batch of adjustments on its way through the policies. */
export interface AdjustmentRun {
  /** The account that is adjusted. */
  readonly accountId: bigint;
  /** What custom hooks are told; one per batch. */
  context(): AccountAdjustmentContext;
  /** Adds a refusal, which ends the batch. */
  reject(reject: Reject): void;
  /** Adds a state change that was applied tentatively. */
  mutate(mutation: PendingMutation): void;
  /** Adds what the adjustment changes. */
  adjust(outcome: AccountAdjustmentOutcome): void;
  /** Adds a block, to be recorded when the batch has been committed. */
  block(block: AccountBlock): void;
}

/** An account on its way out. */
export interface RetirementRun {
  /** The account to be forgotten. */
  readonly accountId: bigint;
  /** Refuses. */
  refuse(refusal: AccountRetirementRefusal): void;
  /** Adds a removal, whose `commit` does it. */
  mutate(mutation: PendingMutation): void;
}

/**
 * A registered policy as the engine runs it. Stages that a policy has no method for cost nothing: the engine keeps
 * a list of the policies of each stage.
 */
export interface PolicyUnit {
  /** Unique name. */
  readonly name: string;
  /** Tag of its lock prices and outcomes. */
  readonly policyGroupId: number;
  /** Whether the engine must read its clock for this policy. */
  readonly usesClock: boolean;
  /** Whether the limits it has now can be decided per account; built-in ones compute it from their settings. */
  readonly partition: PolicyPartition;
  /** Minds that other engines have the other accounts: holds its global limits, present and future, to the part of one of several engines. Called before the first order. @throws {ConfigurationRefused} If they can't be split. */
  takeShare?(share: LimitShare): void;
  /** The start check. */
  start?(run: PreTradeRun): void;
  /** The main check. */
  main?(run: PreTradeRun): void;
  /** Takes a report in. */
  report?(run: PostTradeRun): void;
  /** Checks and applies one adjustment. */
  adjust?(run: AdjustmentRun, adjustment: AccountAdjustment): void;
  /** Says whether an account may be forgotten. */
  retire?(run: RetirementRun): void;
  /** Whether it keeps something for an account that no hook can clear. */
  holds?(account: bigint): boolean;
  /**
   * What `configure()` can change, by the name of its method. Each takes the options of that method and applies all of them or, by
   * throwing, none.
   */
  readonly configurable?: Readonly<Record<string, (options: PlainRecord) => unknown>>;
  /** What an account has, of one asset or of all. */
  holdings?(account: bigint, asset: string | undefined): readonly Holding[];
  /** An account has joined or left a group. */
  regrouped?(account: bigint, groupBefore: number | undefined): void;
  /** Whether it reads a market-data service that is for engines without a sync mode only. */
  readonly readsNoSyncService?: boolean;
}

/** Which part of the limits that span accounts an engine has when the accounts are spread over several. */
export interface LimitShare {
  /** Which of the engines it is, counted from 0. */
  readonly index: number;
  /** How many engines there are. */
  readonly count: number;
  /** Whether each may enforce its part; otherwise there can be no such limit. */
  readonly isSplit: boolean;
  /** Whether it is the engine of an account. */
  owns(account: bigint): boolean;
}

/** What an engine gives a built-in policy when it is registered. */
export interface PolicyHost {
  /** Reads the engine's clock, in nanoseconds. @throws {TypeError} If it gives no bigint. */
  readonly readClock: () => bigint;
  /** The group that an account is in now; undefined if it is in none. */
  groupOf(account: bigint): number | undefined;
  /** The currency in which an account of that group keeps its books. */
  currencyOf(account: bigint, group: number | undefined): string | undefined;
  /** The accounts that are in a group, and those that have a currency of their own; some twice. */
  listedAccounts(): Iterable<bigint>;
  /** Records the cause of an account; false if an older one stays. */
  blockAccount(account: bigint, cause: AccountBlock): boolean;
  /** Code of the caller's begins: calls into the engine are refused until it ends. */
  beginCallback(): void;
  /** The caller's code has ended, one way or the other. */
  endCallback(): void;
}

/** The one member that makes an object a token. Not exported by the package, so only its builders are tokens. */
export const MAKE_POLICY: unique symbol = Symbol("openpit.policy");

/** The run-time face of a token. */
export interface PolicyToken {
  /** Makes a fresh policy of the settings; undefined if called on something that only looks like a token. @throws {ConfigurationRefused} If they can't work. */
  readonly [MAKE_POLICY]: (host: PolicyHost) => PolicyUnit | undefined;
}

/** A built-in policy, ready to be registered with `builtin()`; made by the `build…` functions only. A type: there is no such class at run time. */
export declare abstract class BuiltinPolicy<OrderNeeds = unknown, ReportNeeds = unknown> {
  private readonly token: true;
  /** What the policy reads of orders and reports; at compile time only. */
  readonly needs?: readonly [OrderNeeds, ReportNeeds];
}

/** Settings of a built-in policy that can't work; the engine turns it into the error of the call at hand. */
export class ConfigurationRefused extends Error {}
