import type { AccountAdjustmentOutcome } from "../model/internal.ts";
import type { AccountAdjustment } from "../model/mod.ts";
import {
  type AccountAdjustmentBatchResult,
  type AccountAdjustmentContext,
  type AccountBlock,
  type AdjustmentContextSource,
  type AdjustmentRun,
  LifecycleError,
  makeAdjustmentContext,
  makeBatchResult,
  type PendingMutation,
  PolicyCallbackError,
  type PolicyUnit,
  type Reject,
} from "../pretrade/internal.ts";
import type { EngineCore } from "./core.ts";
import { callbackFailure, type Thrown } from "./operation.ts";

/**
 * Applies a batch of adjustments to an account: all of it or nothing. For each adjustment every policy in order; the first
 * one that refuses ends the batch. Source: docs/semantics.md rule ADJ-1.
 *
 * @throws {PolicyCallbackError} If a callback failed; the finished result is on the error.
 */
export function applyAccountAdjustment(
  core: EngineCore,
  account: bigint,
  adjustments: readonly AccountAdjustment[],
): AccountAdjustmentBatchResult {
  core.guard.claim(account);
  const batch = new AdjustmentBatch(core, account);
  const failedIndex = firstRefused(core, batch, adjustments);
  const isAccepted = failedIndex === undefined;
  const thrown = core.runFinalizers(batch.mutations, account, isAccepted);
  batch.thrown ??= thrown;
  if (isAccepted) { for (const block of batch.blocks) core.blocks.blockAccount(account, block); }
  batch.hasEnded = true;
  const result = makeBatchResult({
    failedIndex,
    rejects: batch.rejects,
    outcomes: isAccepted ? batch.outcomes : [],
    accountBlocks: isAccepted ? batch.blocks : [],
  });
  if (batch.thrown !== undefined) throw new PolicyCallbackError(batch.thrown.value, result);
  return result;
}

function firstRefused(
  core: EngineCore,
  batch: AdjustmentBatch,
  adjustments: readonly AccountAdjustment[],
): number | undefined {
  for (const [index, adjustment] of adjustments.entries()) {
    for (const unit of core.adjustmentUnits) {
      try {
        unit.adjust?.(batch, adjustment);
      } catch (value) {
        batch.fail(unit, value);
      }
      if (batch.rejects.length > 0) return index;
    }
  }
  return undefined;
}

/** One batch on its way through the policies; collects what they contribute. */
class AdjustmentBatch implements AdjustmentRun, AdjustmentContextSource {
  readonly accountId: bigint;
  readonly rejects: Reject[] = [];
  readonly mutations: PendingMutation[] = [];
  readonly outcomes: AccountAdjustmentOutcome[] = [];
  readonly blocks: AccountBlock[] = [];
  thrown: Thrown | undefined = undefined;
  /** Whether the account control is dead. */
  hasEnded = false;
  readonly #core: EngineCore;
  #context: AccountAdjustmentContext | undefined;

  constructor(core: EngineCore, account: bigint) {
    this.#core = core;
    this.accountId = account;
  }

  fail(unit: PolicyUnit, value: unknown): void {
    this.thrown ??= { value };
    this.rejects.push(callbackFailure(unit));
  }

  context(): AccountAdjustmentContext {
    return this.#context ??= makeAdjustmentContext(this);
  }

  accountGroup(): number | undefined {
    return this.#core.groups.groupOf(this.accountId);
  }

  blockAccount(block: AccountBlock): void {
    if (this.hasEnded) {
      throw new LifecycleError("account control is no longer valid for its transaction");
    }
    this.#core.blocks.blockAccount(this.accountId, block);
  }

  reject(reject: Reject): void {
    this.rejects.push(reject);
  }

  mutate(mutation: PendingMutation): void {
    this.mutations.push(mutation);
  }

  adjust(outcome: AccountAdjustmentOutcome): void {
    this.outcomes.push(outcome);
  }

  block(block: AccountBlock): void {
    this.blocks.push(block);
  }
}
