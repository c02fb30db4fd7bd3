import type {
  AccountAdjustmentOutcome,
  AccountPnlOutcome,
  ExecutionReportData,
} from "../model/internal.ts";
import {
  type AccountBlock,
  makePostTradeContext,
  makePostTradeResult,
  type PendingMutation,
  PolicyCallbackError,
  type PostTradeContext,
  type PostTradeResult,
  type PostTradeRun,
} from "../pretrade/internal.ts";
import type { EngineCore } from "./core.ts";
import type { Thrown } from "./operation.ts";

/**
 * Takes a report in: every policy in order, nothing undone. The first of all blocks is recorded against the
 * report's account; without a readable account the whole engine is blocked, without that cause. Source: docs/semantics.md rule RPT-1.
 *
 * @throws {PolicyCallbackError} If a hook failed; the others ran, their result is on the error.
 */
export function applyExecutionReport(
  core: EngineCore,
  report: ExecutionReportData,
): PostTradeResult {
  const operation = new PostTradeOperation(core, report);
  core.guard.claim(operation.accountId);
  for (const unit of core.reportUnits) {
    const before = operation.mutations.length;
    try {
      unit.report?.(operation);
    } catch (value) {
      operation.thrown ??= { value };
      // A hook that fails contributes nothing, not even what was read before the failure.
      core.runFinalizers(operation.mutations.splice(before), operation.accountId, false);
    }
  }
  if (operation.mutations.length > 0) {
    const thrown = core.runFinalizers(operation.mutations, operation.accountId, true);
    operation.thrown ??= thrown;
  }
  const block = operation.accountBlocks[0];
  if (block !== undefined) {
    if (operation.accountId === undefined) core.blocks.blockEngine();
    else core.blocks.blockAccount(operation.accountId, block);
  }
  const result = makePostTradeResult(operation);
  if (operation.thrown !== undefined) throw new PolicyCallbackError(operation.thrown.value, result);
  return result;
}

/** One report on its way through the policies; collects what they contribute. */
class PostTradeOperation implements PostTradeRun {
  readonly report: ExecutionReportData;
  readonly accountId: bigint | undefined;
  readonly accountBlocks: AccountBlock[] = [];
  readonly accountPnls: AccountPnlOutcome[] = [];
  readonly accountAdjustments: AccountAdjustmentOutcome[] = [];
  readonly mutations: PendingMutation[] = [];
  thrown: Thrown | undefined = undefined;
  readonly #core: EngineCore;
  #context: PostTradeContext | undefined;

  constructor(core: EngineCore, report: ExecutionReportData) {
    this.#core = core;
    this.report = report;
    this.accountId = report.operation?.accountId;
  }

  context(): PostTradeContext {
    return this.#context ??= makePostTradeContext(
      this.accountId === undefined ? undefined : this.#core.groups.groupOf(this.accountId),
    );
  }

  mutate(mutation: PendingMutation): void {
    this.mutations.push(mutation);
  }

  block(block: AccountBlock): void {
    this.accountBlocks.push(block);
  }

  pnl(outcome: AccountPnlOutcome): void {
    this.accountPnls.push(outcome);
  }

  adjust(outcome: AccountAdjustmentOutcome): void {
    this.accountAdjustments.push(outcome);
  }
}
