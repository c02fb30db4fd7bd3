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
  const sum = (): number => state.notional.get(key) ?? 0;
  if (sum() + change < 0) throw new ModelError("ParamError", UNWORDED);
  state.notional.set(key, sum() + change);
  return {
    commit: () => {},
    rollback: () => void state.notional.set(key, Math.max(0, sum() - change)),
  };
}

export function notionalKey(policy: ScriptedPolicy, account: number, asset: string): string {
  return `${policy.plan.name} ${account} ${asset}`;
}

/** Whether a policy has reserved anything for an account. */
export function holdsNotional(
  state: EngineState,
  policy: ScriptedPolicy,
  account: number,
): boolean {
  const prefix = notionalKey(policy, account, "");
  return [...state.notional].some(([key, sum]) => key.startsWith(prefix) && sum > 0);
}
