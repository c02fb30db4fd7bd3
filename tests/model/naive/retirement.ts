/** Retirement of an account (engine.md 11.3). */
import { describeThrown } from "../records.ts";
import { type Failure, ModelError } from "./errors.ts";
import { accept, holdsNotional, type ModelMutation } from "./mutations.ts";
import type { EngineState } from "./state.ts";
import { refuseRest, refuseUnreadable } from "./transaction.ts";

const ERROR = "AccountRetirementError";

export function retire(state: EngineState, account: number): void {
  const mutations: ModelMutation[] = [];
  const refusals: { readonly policy: string; readonly refusal: string }[] = [];
  let failure: Failure | undefined;
  for (const policy of state.policies) {
    const { name } = policy.plan;
    const before = refusals.length;
    const refuseHeld = (): void => {
      if (refusals.length === before && holdsNotional(state, policy, account)) {
        refusals.push({ policy: name, refusal: "NonZeroState" });
      }
    };
    if (!policy.plan.optional.includes("retire")) {
      refuseHeld();
      continue;
    }
    try {
      state.callback(() => {
        const answer = policy.perform("retire", "retire", { account: `${account}` });
        refuseUnreadable(answer);
        if (answer.refusal !== undefined) {
          refusals.push({ policy: name, refusal: answer.refusal });
          return;
        }
        for (const mutation of answer.mutations) mutations.push(accept(state, policy, mutation));
        refuseRest(answer);
      });
    } catch (value) {
      failure ??= { value };
      refusals.push({ policy: name, refusal: "EvaluationFailed" });
    }
    refuseHeld();
  }
  if (refusals.length > 0) {
    const ofRollback = state.finalize(mutations, "rollback");
    const cause = causeOf(failure ?? ofRollback);
    const message = "account retirement refused by one or more policies";
    throw new ModelError(ERROR, message, { kind: "Refused", refusals, ...cause });
  }
  const ofCommit = state.finalize(mutations, "commit");
  if (ofCommit !== undefined) {
    const fields = { kind: "FinalizerFailed", ...causeOf(ofCommit) };
    throw new ModelError(ERROR, "account retirement finalizer failed", fields);
  }
  state.registry.currencies.delete(account);
  state.registry.groups.delete(account);
  state.blocks.liftAccount(account);
}

function causeOf(failure: Failure | undefined): { readonly cause?: unknown } {
  return failure === undefined ? {} : { cause: describeThrown(failure.value) };
}
