/** Execution reports and account adjustments (engine.md 8, 9). */
import type { BlockRecord, OutcomeRecord, PnlRecord, RejectRecord } from "../records.ts";
import type { ScriptedPolicy } from "../scripted_policy.ts";
import type { Answer } from "../side.ts";
import { callbackError, type Failure } from "./errors.ts";
import { accept, type ModelMutation } from "./mutations.ts";
import type { EngineState } from "./state.ts";
import { refuseRest, refuseUnreadable, Transaction } from "./transaction.ts";

export interface Reported {
  readonly accountBlocks: BlockRecord[];
  readonly accountPnls: PnlRecord[];
  readonly accountAdjustments: OutcomeRecord[];
}

export interface Adjusted {
  readonly failedIndex: number | undefined;
  readonly rejects: readonly RejectRecord[];
  readonly outcomes: readonly OutcomeRecord[];
  readonly accountBlocks: readonly BlockRecord[];
}

/** Every policy's hook; nothing is rolled back, but one that fails contributes nothing. */
export function report(state: EngineState, account: number | undefined): Reported {
  const group = state.registry.groupOf(account);
  const context = { group: group === undefined ? undefined : `${group}` };
  const result: Reported = { accountBlocks: [], accountPnls: [], accountAdjustments: [] };
  let failure: Failure | undefined;
  for (const policy of state.policies) {
    if (!policy.plan.optional.includes("report")) continue;
    try {
      state.callback(() => {
        const answer = policy.perform("report", "report", context);
        refuseUnreadable(answer);
        // Their commit has nothing left to do: reports hold notional changes only.
        acceptAll(state, policy, answer);
        contribute(result, policy, answer);
      });
    } catch (value) {
      failure ??= { value };
    }
  }
  const [block] = result.accountBlocks;
  if (block !== undefined) {
    if (account === undefined) state.blocks.recordEngine(undefined);
    else state.blocks.recordAccount(account, block);
  }
  if (failure !== undefined) throw callbackError(failure, result);
  return result;
}

/** All of them or none. */
function acceptAll(state: EngineState, policy: ScriptedPolicy, answer: Answer): void {
  const accepted: ModelMutation[] = [];
  try {
    for (const mutation of answer.mutations) accepted.push(accept(state, policy, mutation));
    refuseRest(answer);
  } catch (value) {
    for (const mutation of accepted.toReversed()) mutation.rollback();
    throw value;
  }
}

/** Outcomes keep the group id that the policy wrote, which here is its own plus 100. */
function contribute(result: Reported, policy: ScriptedPolicy, answer: Answer): void {
  const policyGroupId = policy.plan.group + 100;
  result.accountBlocks.push(...answer.blocks);
  for (const pnl of answer.pnls) result.accountPnls.push({ policyGroupId, ...pnl });
  for (const entry of answer.outcomes) result.accountAdjustments.push({ policyGroupId, ...entry });
}

/** Item by item, policy by policy; the first policy that rejects ends everything. */
export function adjust(state: EngineState, account: number, items: number): Adjusted {
  const run = new Transaction(state, "batch", account);
  const blocks: BlockRecord[] = [];
  const failedIndex = firstRefused(run, items, blocks);
  const isAccepted = failedIndex === undefined;
  const failure = state.finalize(run.mutations, isAccepted ? "commit" : "rollback");
  run.failure ??= failure;
  if (isAccepted) { for (const block of blocks) state.blocks.recordAccount(account, block); }
  run.isOver = true;
  const result: Adjusted = {
    failedIndex,
    rejects: run.rejects,
    outcomes: isAccepted ? run.outcomes : [],
    accountBlocks: isAccepted ? blocks : [],
  };
  if (run.failure !== undefined) throw callbackError(run.failure, result);
  return result;
}

function firstRefused(run: Transaction, items: number, blocks: BlockRecord[]): number | undefined {
  for (let index = 0; index < items; index++) {
    for (const policy of run.state.policies) {
      if (!policy.plan.optional.includes("adjust")) continue;
      try {
        run.state.callback(() => adjustOnce(run, policy, blocks));
      } catch (value) {
        run.fail(policy, value);
      }
      if (run.rejects.length > 0) return index;
    }
  }
  return undefined;
}

function adjustOnce(run: Transaction, policy: ScriptedPolicy, blocks: BlockRecord[]): void {
  const { account, group, block } = run.contextFor(policy);
  const answer = policy.perform("adjust", "adjust", { account, group, block });
  run.rejects.push(...run.take(policy, answer));
  if (run.rejects.length > 0) return;
  for (const entry of answer.outcomes) {
    run.outcomes.push({ policyGroupId: policy.plan.group, ...entry });
  }
  blocks.push(...answer.blocks);
}
