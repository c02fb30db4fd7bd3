/** startPreTrade, execute and the dry runs (engine.md 3, 6). */
import type { BlockRecord, LockEntry, OutcomeRecord, RejectRecord } from "../records.ts";
import { blockOfReject } from "./blocks.ts";
import { callbackError, lifecycleError } from "./errors.ts";
import { HoldingModel, lockOf, RequestModel } from "./handles.ts";
import { mainStage, startStage } from "./stages.ts";
import type { EngineState } from "./state.ts";
import { Transaction } from "./transaction.ts";

export interface Started {
  readonly rejects: readonly RejectRecord[];
  readonly request?: RequestModel;
}

export interface Executed {
  readonly rejects: readonly RejectRecord[];
  readonly holding?: HoldingModel;
}

export interface DryRun {
  readonly rejects: readonly RejectRecord[];
  readonly lock: readonly LockEntry[];
  readonly accountAdjustments: readonly OutcomeRecord[];
  readonly accountBlock: BlockRecord | undefined;
}

export function start(state: EngineState, account: number | undefined): Started {
  const refusal = state.blocks.refusal(account, state.registry.groupOf(account));
  if (refusal !== undefined) return { rejects: [refusal] };
  const run = new Transaction(state, "live", account);
  startStage(run);
  if (run.rejects.length === 0) return { rejects: [], request: new RequestModel(run) };
  return concludeRejected(run);
}

/** The account is the one read at start; the blocked check is made again. */
export function execute(state: EngineState, request: RequestModel): Executed {
  if (request.isUsed) throw lifecycleError("request has already been executed");
  request.isUsed = true;
  const { run } = request;
  const refusal = state.isReleased
    ? RELEASED
    : state.blocks.refusal(run.account, state.registry.groupOf(run.account));
  if (refusal !== undefined) {
    run.isOver = true;
    return { rejects: [refusal] };
  }
  mainStage(run);
  if (run.rejects.length === 0) return { rejects: [], holding: new HoldingModel(run) };
  const failure = state.finalize(run.mutations, "rollback");
  run.failure ??= failure;
  return concludeRejected(run);
}

export function executeAtOnce(state: EngineState, account: number | undefined): Executed {
  const { rejects, request } = start(state, account);
  return request === undefined ? { rejects } : execute(state, request);
}

/** Records nothing and drops the mutations unseen; blocks through a control count all the same. */
export function dryRun(
  state: EngineState,
  account: number | undefined,
  hasMainStage: boolean,
): DryRun {
  const nothing = { lock: [], accountAdjustments: [], accountBlock: undefined };
  const refusal = state.blocks.refusal(account, state.registry.groupOf(account));
  if (refusal !== undefined) return { rejects: [refusal], ...nothing };
  const run = new Transaction(state, "dryRun", account);
  startStage(run);
  // The dry run of both stages makes the blocked check once only.
  if (hasMainStage && run.rejects.length === 0) mainStage(run);
  run.isOver = true;
  if (run.failure !== undefined) throw callbackError(run.failure);
  return {
    rejects: run.rejects,
    lock: lockOf(run.prices),
    accountAdjustments: run.outcomes,
    accountBlock: blockDueTo(run),
  };
}

function concludeRejected(run: Transaction): { readonly rejects: readonly RejectRecord[] } {
  const block = blockDueTo(run);
  if (block !== undefined && run.account !== undefined) {
    run.state.blocks.recordAccount(run.account, block);
  }
  run.isOver = true;
  if (run.failure !== undefined) throw callbackError(run.failure);
  return { rejects: run.rejects };
}

/** The first reject of account scope leads to a block. */
function blockDueTo(run: Transaction): BlockRecord | undefined {
  const reject = run.rejects.find(({ scope }) => scope === "account");
  return reject === undefined ? undefined : blockOfReject(reject);
}

const RELEASED: RejectRecord = {
  policy: "Engine",
  scope: "order",
  code: "SystemUnavailable",
  reason: "engine is no longer available",
  details: "request handle outlived engine instance",
  userData: "0",
};
