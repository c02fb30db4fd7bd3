import type { OrderData } from "../model/internal.ts";
import {
  type DropCopyResult,
  isRejectCodeEvaluationFailure,
  makeDropCopyOperation,
  makeDropCopyResult,
  makeReject,
  PolicyCallbackError,
  type Reject,
} from "../pretrade/internal.ts";
import type { EngineCore } from "./core.ts";
import { Phase, type PreTradeOperation } from "./operation.ts";

/**
 * Books an order that already exists at the venue: the same hooks, but ordinary rejects don't stop it and blocks don't keep
 * it out; only what can't be evaluated is refused. Blocks are applied when all policies have run and stay, whatever becomes of
 * the operation. Source: docs/semantics.md rule DRP-1.
 *
 * @throws {PolicyCallbackError} If a hook failed; everything was undone.
 */
export function applyDropCopy(core: EngineCore, order: OrderData): DropCopyResult {
  const operation = core.begin(order, "dropCopy");
  if (operation.accountId === undefined) {
    return makeDropCopyResult(undefined, [unreadableAccount()]);
  }
  core.runStart(operation);
  let fatal = evaluationFailures(operation);
  if (fatal.length === 0) {
    operation.phase = Phase.Executing;
    core.runMain(operation);
    fatal = evaluationFailures(operation);
  }
  if (fatal.length > 0) {
    operation.abandonDeferredBlocks();
    core.undo(operation);
    operation.phase = Phase.Ended;
    if (operation.thrown !== undefined) throw new PolicyCallbackError(operation.thrown.value);
    return makeDropCopyResult(undefined, fatal);
  }
  operation.applyDeferredBlocks();
  const handle = makeDropCopyOperation(operation);
  core.open(operation, handle);
  return makeDropCopyResult(handle, []);
}

function evaluationFailures(operation: PreTradeOperation): readonly Reject[] {
  return operation.rejects.filter((reject) => isRejectCodeEvaluationFailure(reject.code));
}

function unreadableAccount(): Reject {
  return makeReject(
    "Engine",
    "order",
    "MissingRequiredField",
    "drop-copy requires a readable account ID",
    "the account ID routes the drop-copy pipeline and its account control",
  );
}
