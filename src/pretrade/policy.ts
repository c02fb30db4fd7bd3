import type { AccountAdjustment, ExecutionReport, Order } from "../model/mod.ts";
import type {
  AccountAdjustmentOutcome,
  AccountOutcomeEntry,
  AccountPnlOutcome,
  OutcomeAmount,
  PnlHaltReason,
  PnlOutcome,
} from "../model/internal.ts";
import type { AccountId, DecimalInput, Pnl, PositionSize, Price } from "../param/mod.ts";
import type { AccountBlock } from "./account_block.ts";
import type { AccountAdjustmentContext, Context, PostTradeContext } from "./context.ts";
import type { Mutation, MutationFn } from "./mutation.ts";
import type { PostTradeResult } from "./post_trade_result.ts";
import type { RejectScope } from "./reject.ts";
import type { RejectCode } from "./reject_code.ts";

/**
 * Whether a policy's limits can be decided by looking at one account alone (`account`), so that accounts may be spread over
 * several engines, or need to see all accounts (`global`).
 */
export type PolicyPartition = "account" | "global";

/** A refusal as a policy writes it; the engine adds the policy's name. */
export interface PolicyReject {
  /** What kind of refusal it is. */
  readonly code: RejectCode;
  /** One short sentence for people. */
  readonly reason: string;
  /** The numbers that were compared. */
  readonly details: string;
  /** `order` (default) or `account`, which blocks the account. */
  readonly scope?: RejectScope;
  /** A token of the policy's own, 0 to 2^64 − 1. */
  readonly userData?: number | bigint;
}

/** A mutation: the class, or any object with the two functions. */
export type PolicyMutation = Mutation | {
  /** Makes the change final. */
  readonly commit: MutationFn;
  /** Undoes the change. */
  readonly rollback: MutationFn;
};

/** Rejects and mutations of a decision. */
export interface PolicyDecision {
  /** Refusals; none means accepted. */
  readonly rejects?: Iterable<PolicyReject> | null;
  /** State changes that were applied tentatively. */
  readonly mutations?: Iterable<PolicyMutation> | null;
}

/** A changed amount. */
export interface PolicyOutcomeAmount {
  /** By how much. */
  readonly delta: PositionSize | DecimalInput;
  /** The value after the change. */
  readonly absolute: PositionSize | DecimalInput;
}

/** A changed profit or loss. */
export interface PolicyPnlOutcomeAmount {
  /** By how much. */
  readonly delta: Pnl | DecimalInput;
  /** The value after the change. */
  readonly absolute: Pnl | DecimalInput;
}

/** A profit or loss, or why it can't be computed. */
export type PolicyPnlOutcome =
  | { readonly pnl: PolicyPnlOutcomeAmount; readonly haltReason?: never }
  | { readonly pnl?: never; readonly haltReason: PnlHaltReason };

/** What changed for one asset. */
export interface PolicyAccountOutcomeEntry {
  /** The asset. */
  readonly asset: string;
  /** The available amount. */
  readonly balance?: OutcomeAmount | PolicyOutcomeAmount | null;
  /** The reserved amount. */
  readonly held?: OutcomeAmount | PolicyOutcomeAmount | null;
  /** The expected amount. */
  readonly incoming?: OutcomeAmount | PolicyOutcomeAmount | null;
  /** Realized profit or loss. */
  readonly realizedPnl?: PnlOutcome | PolicyPnlOutcome | null;
  /** Average entry price. */
  readonly averageEntryPrice?: Price | DecimalInput | null;
}

/** What a main check gives. */
export interface PolicyPreTradeResult extends PolicyDecision {
  /** What the order would change. */
  readonly accountAdjustments?: Iterable<AccountOutcomeEntry | PolicyAccountOutcomeEntry> | null;
  /** Prices for the lock. */
  readonly lockPrices?: Iterable<Price | DecimalInput> | null;
}

/** What an adjustment hook gives. */
export interface PolicyAccountAdjustmentResult extends PolicyDecision {
  /** What the adjustment changed. */
  readonly accountAdjustments?: Iterable<AccountOutcomeEntry | PolicyAccountOutcomeEntry> | null;
  /** Blocks to be recorded when the batch has been committed. */
  readonly accountBlocks?: Iterable<AccountBlock> | null;
}

/** What a report hook gives. */
export interface PolicyPostTradeResult {
  /** Blocks; the engine records the first one. */
  readonly accountBlocks?: Iterable<AccountBlock> | null;
  /** Changed profits or losses of accounts. */
  readonly accountPnls?: Iterable<AccountPnlOutcome> | null;
  /** What the report changed. */
  readonly accountAdjustments?: Iterable<AccountAdjustmentOutcome> | null;
  /** State changes, committed at once. */
  readonly mutations?: Iterable<PolicyMutation> | null;
}

/** Why a policy won't forget an account. */
export const AccountRetirementRefusal = {
  /** A limit names the account. */
  ConfigurationReferencesAccount: "ConfigurationReferencesAccount",
  /** There is money, a position or a profit. */
  NonZeroState: "NonZeroState",
  /** An order of the account is in flight. */
  OperationInProgress: "OperationInProgress",
  /** The policy could not tell. */
  EvaluationFailed: "EvaluationFailed",
} as const;
/** One of the values of {@linkcode AccountRetirementRefusal}. */
export type AccountRetirementRefusal =
  typeof AccountRetirementRefusal[keyof typeof AccountRetirementRefusal];

/**
 * A custom policy: any object of this shape.
 *
 * Hooks are synchronous and may not call into their own engine. A hook that throws is a refusal, never a pass. What
 * a policy reads of an order or report goes into the two type parameters (`HasTradeAmount & HasInstrument`): an order type that
 * lacks it does not compile. Source: docs/semantics.md rules POL-1 to POL-6.
 */
export interface Policy<OrderModel = Order, ReportModel = ExecutionReport> {
  /** Names the policy in rejects; unique in an engine. */
  readonly name: string;
  /** Tags its lock prices and outcomes; 0 to 65535, default 0; any other number is unique in an engine. */
  readonly policyGroupId?: number;
  /** Whether its limits can be decided per account; `global` if it doesn't say. Read once, at registration. */
  readonly partition?: PolicyPartition;
  /** The cheap check of the start stage. */
  checkPreTradeStart(
    ctx: Context,
    order: OrderModel,
  ): Iterable<PolicyReject> | null | undefined | void;
  /** The same for a dry run; the normal hook is used if it is absent. */
  checkPreTradeStartDryRun?(
    ctx: Context,
    order: OrderModel,
  ): Iterable<PolicyReject> | null | undefined | void;
  /** The main check, which may reserve state through mutations. */
  performPreTradeCheck(
    ctx: Context,
    order: OrderModel,
  ): PolicyPreTradeResult | null | undefined | void;
  /** The same for a dry run, whose mutations are dropped unseen. */
  performPreTradeCheckDryRun?(
    ctx: Context,
    order: OrderModel,
  ): PolicyPreTradeResult | null | undefined | void;
  /** Takes an execution report in. */
  applyExecutionReport?(
    ctx: PostTradeContext,
    report: ReportModel,
  ): PostTradeResult | PolicyPostTradeResult | null | undefined | void;
  /** Checks and applies one account adjustment. */
  applyAccountAdjustment?(
    ctx: AccountAdjustmentContext,
    accountId: AccountId,
    adjustment: AccountAdjustment,
  ): PolicyAccountAdjustmentResult | null | undefined | void;
  /** Says whether the account may be forgotten; the mutations' `commit` does it. */
  retireAccount?(
    accountId: AccountId,
  ):
    | AccountRetirementRefusal
    | { readonly mutations?: Iterable<PolicyMutation> | null }
    | null
    | undefined
    | void;
}
