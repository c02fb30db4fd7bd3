/** One operation on its way: what its hooks see, what they have contributed, and its end (engine.md 13.2). */
import type { ScriptedPolicy } from "../scripted_policy.ts";
import type { Answer, HookContext } from "../side.ts";
import type { BlockRecord, LockEntry, OutcomeRecord, RejectRecord } from "../records.ts";
import { UNWORDED } from "../records.ts";
import { type Failure, lifecycleError, ModelError, promiseError } from "./errors.ts";
import { accept, type ModelMutation, notionalKey } from "./mutations.ts";
import type { EngineState } from "./state.ts";

export type TransactionKind = "live" | "dryRun" | "dropCopy" | "batch";

export class Transaction {
  readonly state: EngineState;
  readonly kind: TransactionKind;
  readonly account: number | undefined;
  /** Looked up once and kept for the whole request. */
  readonly group: number | undefined;
  rejects: RejectRecord[] = [];
  readonly startMutations: ModelMutation[] = [];
  readonly mutations: ModelMutation[] = [];
  readonly outcomes: OutcomeRecord[] = [];
  readonly prices: LockEntry[] = [];
  /** Blocks of a drop copy that are only noted so far; undefined once they count at once. */
  noted: BlockRecord[] | undefined;
  failure: Failure | undefined;
  /** Number of its reservation, once it is accepted. */
  number: number | undefined;
  /** Its controls are dead. */
  isOver = false;

  constructor(state: EngineState, kind: TransactionKind, account: number | undefined) {
    this.state = state;
    this.kind = kind;
    this.account = account;
    this.group = state.registry.groupOf(account);
    this.noted = kind === "dropCopy" ? [] : undefined;
    state.current = this;
  }

  /** What a pre-trade hook of the policy is told. */
  contextFor(policy: ScriptedPolicy): HookContext {
    const { account } = this;
    return {
      account: account === undefined ? undefined : `${account}`,
      group: this.group === undefined ? undefined : `${this.group}`,
      isDropCopy: this.kind === "dropCopy",
      block: account === undefined ? undefined : (block) => this.block(account, block),
      recordStart: (mutation) => {
        if (this.noted === undefined) {
          throw lifecycleError("context is not an active drop-copy operation");
        }
        this.startMutations.push(accept(this.state, policy, mutation));
      },
      reserved: (asset) =>
        account === undefined
          ? "0"
          : String(this.state.notional.get(notionalKey(policy, account, asset)) ?? 0),
    };
  }

  /** Through the account control: at once, but for a running drop copy. */
  block(account: number, block: BlockRecord): void {
    if (this.isOver) {
      throw lifecycleError("account control is no longer valid for its transaction");
    }
    if (this.noted !== undefined) this.noted.push(block);
    else this.state.blocks.recordAccount(account, block);
  }

  /** A failing hook stands for one reject (engine.md 13.5); the operation goes on and throws at its end. */
  fail(policy: ScriptedPolicy, value: unknown): void {
    this.failure ??= { value };
    this.rejects.push({
      policy: policy.plan.name,
      scope: "order",
      code: "SystemUnavailable",
      reason: "javascript policy callback failed",
      details: "javascript policy callback raised an exception",
      userData: "0",
    });
  }

  /** Reads rejects and mutations; those before a fault stay accepted, and are rolled back with the rest. */
  take(policy: ScriptedPolicy, answer: Answer): RejectRecord[] {
    refuseUnreadable(answer);
    if (this.kind !== "dryRun") {
      for (const mutation of answer.mutations) {
        this.mutations.push(accept(this.state, policy, mutation));
      }
    }
    refuseRest(answer);
    return answer.rejects.map((reject) => ({ policy: policy.plan.name, ...reject }));
  }
}

/** Faults that are met before any mutation is read. */
export function refuseUnreadable({ fault }: Answer): void {
  if (fault === "promise") throw promiseError();
  if (fault === "notObject") throw new ModelError("TypeError", UNWORDED);
  if (fault === "badReject") throw new ModelError("ParamError", "unknown reject code: Bogus");
}

/** Faults that are met behind the mutations of the answer. */
export function refuseRest({ fault }: Answer): void {
  if (fault === "badMutation") {
    throw new ModelError("TypeError", "policy.commit must be a function");
  }
  if (fault !== undefined) throw new ModelError("TypeError", UNWORDED);
}
