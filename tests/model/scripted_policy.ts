/** Carries out the deeds of one policy. The same code serves the model and the real engine. */
import type { BlockRecord } from "./records.ts";
import {
  type Act,
  ASSETS,
  type Deed,
  type Finalizer,
  type Hook,
  type MutationPlan,
  type PolicyPlan,
  type SmallDeed,
  type Stage,
  type Thrown,
} from "./script.ts";
import { addTo, emptyAnswer, forgetOpenFault, mutationsMet } from "./scripted_answer.ts";
import {
  type Answer,
  byAge,
  type CallbackMutation,
  type HookContext,
  type Stagehand,
} from "./side.ts";

export class ScriptedPolicy {
  readonly plan: PolicyPlan;
  readonly #index: number;
  readonly #hand: Stagehand;

  constructor(plan: PolicyPlan, index: number, hand: Stagehand) {
    this.plan = plan;
    this.#index = index;
    this.#hand = hand;
  }

  /** Runs a hook: notes what it sees, then does what the running command has for it. */
  perform(hook: Hook, stage: Stage, context: HookContext): Answer {
    this.#hand.trace.push(`${this.plan.name}.${hook}${seen(context)}`);
    const answer = emptyAnswer();
    for (const { deed } of this.#actsAt(stage)) this.#do(deed, context, answer);
    forgetOpenFault(answer, stage);
    this.#hand.made.push(...mutationsMet(answer));
    return answer;
  }

  #actsAt(stage: Stage): Act[] {
    const { calls, acts } = this.#hand;
    const key = `${this.#index} ${stage}`;
    const call = calls.get(key) ?? 0;
    calls.set(key, call + 1);
    return acts.filter((act) =>
      act.policy === this.#index && act.stage === stage &&
      (act.call === undefined || act.call === call)
    );
  }

  #do(deed: Deed, context: HookContext, answer: Answer): void {
    const label = this.#label(deed.do);
    switch (deed.do) {
      case "keep":
        if (context.block !== undefined) this.#hand.controls.push(context.block);
        return;
      case "recordStart":
        return this.#recordStart(this.#mutation(deed.mutation, label, context), context);
      case "block":
      case "useKept":
      case "reenter":
      case "throw":
        return this.#doSmall(deed, label, context);
      default:
        return addTo(answer, deed, label, {
          block: (reason) => this.#block(reason),
          mutation: (plan, id) => this.#mutation(plan, id, context),
        });
    }
  }

  #doSmall(deed: SmallDeed, label: string, context: HookContext): void {
    switch (deed.do) {
      case "block":
        return context.block?.(this.#block(label));
      case "useKept":
        return byAge(this.#hand.controls, deed.pick)?.(this.#block(label));
      case "reenter":
        return this.#reenter(deed.call, deed.isCaught);
      case "throw":
        throw thrown(deed.what, label);
    }
  }

  /** Once accepted, the mutation counts, whatever becomes of the hook. */
  #recordStart(mutation: CallbackMutation, context: HookContext): void {
    try {
      context.recordStart?.(mutation);
      this.#hand.made.push(mutation.id);
    } catch (error) {
      const { name, message } = error as Error;
      this.#hand.trace.push(`refused: ${name}: ${message}`);
    }
  }

  #reenter(call: number, isCaught: boolean): void {
    try {
      this.#hand.reenter(call);
      this.#hand.trace.push("re-entered");
    } catch (error) {
      this.#hand.trace.push(`refused: ${(error as Error).name}`);
      if (!isCaught) throw error;
    }
  }

  #mutation(plan: MutationPlan, id: string, context: HookContext): CallbackMutation {
    const callback = (name: string, finalizer: Finalizer) => (): boolean => {
      this.#hand.trace.push(`${name} ${id}`);
      for (const deed of finalizer.deeds) {
        this.#doSmall(deed, this.#label(`${name} ${deed.do}`), context);
      }
      return finalizer.isPromise;
    };
    return {
      kind: "callback",
      id,
      commit: callback("commit", plan.commit),
      rollback: callback("rollback", plan.rollback),
    };
  }

  #label(what: string): string {
    return `${this.#hand.step} ${this.plan.name} ${what} ${this.#hand.labels++}`;
  }

  #block(label: string): BlockRecord {
    const texts = { reason: label, details: `${label} details` };
    return { policy: this.plan.name, code: "RiskLimitExceeded", ...texts, userData: "3" };
  }
}

function seen(context: HookContext): string {
  const { account, group, isDropCopy, block, reserved } = context;
  const parts = [
    account && `account ${account}`,
    group && `group ${group}`,
    isDropCopy && "drop copy",
    block && "control",
    reserved && `reserved ${reserved(ASSETS[0])}`,
  ].filter((part) => part);
  return parts.length === 0 ? "" : ` (${parts.join(", ")})`;
}

function thrown(what: Thrown, label: string): unknown {
  switch (what) {
    case "error":
      return new Error(label);
    case "text":
      return label;
    case "record":
      return { message: label };
    case "undefined":
      return undefined;
  }
}
