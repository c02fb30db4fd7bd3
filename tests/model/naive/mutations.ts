/** Mutations of both sorts (engine.md 5, js-api.md 11). */
import type { ScriptedPolicy } from "../scripted_policy.ts";
import { UNWORDED } from "../records.ts";
import type { AnsweredMutation } from "../side.ts";
import { ModelError, promiseError } from "./errors.ts";
import type { EngineState } from "./state.ts";

export interface ModelMutation {
  readonly commit: () => void;
  readonly rollback: () => void;
}

/** Accepts a mutation. A ready-made one has its tentative effect now; it throws if that can't be. */
export function accept(
  state: EngineState,
  policy: ScriptedPolicy,
  mutation: AnsweredMutation,
): ModelMutation {
  switch (mutation.kind) {
    case "callback":
      return {
        commit: () => state.callback(() => refusePromise(mutation.commit())),
        rollback: () => state.callback(() => refusePromise(mutation.rollback())),
      };
    case "reserve":
      return changeNotional(state, policy, mutation, mutation.amount);
    case "release":
      return changeNotional(state, policy, mutation, -mutation.amount);
    case "killSwitch": {
      const { account, engaged, cause } = mutation;
      const text = "kill switch engaged";
      const fallback = { code: "AccountBlocked", reason: text, details: text, userData: "0" };
      return {
        commit: () => {
          const due = cause ?? { policy: policy.plan.name, ...fallback };
          if (engaged) state.blocks.recordAccount(account, due);
          else state.blocks.liftAccount(account);
        },
        rollback: () => {},
      };
    }
  }
}

function refusePromise(isPromise: boolean): void {
  if (isPromise) throw promiseError();
}

function changeNotional(
  state: EngineState,
  policy: ScriptedPolicy,
  { account, asset }: { readonly account: number; readonly asset: string },
  change: number,
): ModelMutation {
  const key = notionalKey(policy, account, asset);
  const add = (amount: number): void => {
    const sum = (state.notional.get(key) ?? 0) + amount;
    if (sum < 0) throw new ModelError("ParamError", UNWORDED);
    state.notional.set(key, sum);
  };
  add(change);
  return { commit: () => {}, rollback: () => add(-change) };
}

export function notionalKey(policy: ScriptedPolicy, account: number, asset: string): string {
  return `${policy.plan.name} ${account} ${asset}`;
}
