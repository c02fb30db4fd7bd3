import type { Decimal } from "../internal/decimal/mod.ts";
import { reportForHook } from "../model/internal.ts";
import type { AccountAdjustment } from "../model/mod.ts";
import { makeAccountId, typeError } from "../param/internal.ts";
import {
  type AdjustmentRun,
  type Asker,
  type PendingMutation,
  type Policy,
  type PolicyPartition,
  type PolicyUnit,
  type PostTradeRun,
  type PreTradeRun,
  readPolicyGroupId,
  type RetirementRun,
} from "../pretrade/internal.ts";
import { requireSynchronous } from "./custom_callback.ts";
import {
  readAdjustmentResult,
  readPreTradeResult,
  readRejects,
  readReportResult,
  readRetirementResult,
} from "./custom_result.ts";
import type { Blocks } from "./blocks.ts";
import type { Guard } from "./guard.ts";
import { NotionalLedger } from "./notional_ledger.ts";
import { type MutationHost, readMutation } from "./ready_mutations.ts";

// deno-lint-ignore no-explicit-any -- hooks of any model meet here, behind the types of `preTrade()`
type AnyPolicy = Policy<any, any>;
type Hook = (...args: readonly unknown[]) => unknown;

/**
 * A custom policy as the engine runs it. Name, group id and hooks are read once, at registration; hooks are called with
 * `this` = the policy object. Results are checked before anything of them counts. Source: docs/semantics.md rules POL-1 to POL-5.
 */
export class CustomPolicy implements PolicyUnit, MutationHost, Asker {
  readonly name: string;
  readonly policyGroupId: number;
  readonly usesClock = false;
  readonly partition: PolicyPartition;
  readonly #policy: AnyPolicy;
  /** What the policy has reserved by ready-made mutations. */
  readonly notional: NotionalLedger = new NotionalLedger();
  readonly guard: Guard;
  readonly blocks: Blocks;
  readonly #start: Hook;
  readonly #startDryRun: Hook;
  readonly #main: Hook;
  readonly #mainDryRun: Hook;
  readonly report?: (run: PostTradeRun) => void;
  readonly adjust?: (run: AdjustmentRun, adjustment: AccountAdjustment) => void;
  readonly retire?: (run: RetirementRun) => void;

  /** Registers a policy. @throws {TypeError} If its shape is wrong. @throws {RangeError} If its group id is. */
  constructor(policy: unknown, guard: Guard, blocks: Blocks) {
    if (typeof policy !== "object" || policy === null) throw typeError("policy must be an object");
    const { name, policyGroupId } = policy as { name?: unknown; policyGroupId?: unknown };
    if (typeof name !== "string") throw typeError("policy.name must be a string");
    this.name = name;
    this.policyGroupId = policyGroupId === undefined || policyGroupId === null
      ? 0
      : readGroupId(policyGroupId);
    this.partition = readPartition(policy);
    this.#policy = policy as AnyPolicy;
    this.guard = guard;
    this.blocks = blocks;
    this.#start = requiredHook(policy, "checkPreTradeStart");
    this.#main = requiredHook(policy, "performPreTradeCheck");
    this.#startDryRun = optionalHook(policy, "checkPreTradeStartDryRun") ?? this.#start;
    this.#mainDryRun = optionalHook(policy, "performPreTradeCheckDryRun") ?? this.#main;
    const report = optionalHook(policy, "applyExecutionReport");
    if (report !== undefined) this.report = (run) => this.#report(report, run);
    const adjust = optionalHook(policy, "applyAccountAdjustment");
    if (adjust !== undefined) this.adjust = (run, item) => this.#adjust(adjust, run, item);
    const retire = optionalHook(policy, "retireAccount");
    if (retire !== undefined) this.retire = (run) => this.#retire(retire, run);
  }

  start(run: PreTradeRun): void {
    const hook = run.isDryRun ? this.#startDryRun : this.#start;
    this.guard.beginCallback();
    try {
      const result = this.#call(hook, run.contextFor(this), run.orderForHook());
      for (const reject of readRejects(result, this.name)) run.reject(reject);
    } finally {
      this.guard.endCallback();
    }
  }

  main(run: PreTradeRun): void {
    const hook = run.isDryRun ? this.#mainDryRun : this.#main;
    this.guard.beginCallback();
    try {
      const result = this.#call(hook, run.contextFor(this), run.orderForHook());
      readPreTradeResult(result, this, run);
    } finally {
      this.guard.endCallback();
    }
  }

  reservedNotional(account: bigint, asset: string): Decimal {
    return this.notional.get(account, asset);
  }

  holds(account: bigint): boolean {
    return this.notional.holds(account);
  }

  readMutation(value: unknown): PendingMutation {
    return readMutation(value, this);
  }

  #report(hook: Hook, run: PostTradeRun): void {
    this.guard.beginCallback();
    try {
      readReportResult(this.#call(hook, run.context(), reportForHook(run.report)), run, this);
    } finally {
      this.guard.endCallback();
    }
  }

  #adjust(hook: Hook, run: AdjustmentRun, adjustment: AccountAdjustment): void {
    this.guard.beginCallback();
    try {
      const account = makeAccountId(run.accountId);
      const result = this.#call(hook, run.context(), account, adjustment.clone());
      readAdjustmentResult(result, this, run);
    } finally {
      this.guard.endCallback();
    }
  }

  #retire(hook: Hook, run: RetirementRun): void {
    this.guard.beginCallback();
    try {
      readRetirementResult(this.#call(hook, makeAccountId(run.accountId)), run, this);
    } finally {
      this.guard.endCallback();
    }
  }

  #call(hook: Hook, ...args: readonly unknown[]): unknown {
    const result = hook.call(this.#policy, ...args);
    requireSynchronous(result);
    return result;
  }
}

function readGroupId(value: unknown): number {
  if (typeof value !== "number") throw typeError("policy.policyGroupId must be a number");
  return readPolicyGroupId(value);
}

/** A policy that says nothing may look at anything, so nobody can say that one account's share is enough. */
function readPartition(policy: object): PolicyPartition {
  const { partition } = policy as { readonly partition?: unknown };
  if (partition === undefined || partition === null) return "global";
  if (partition !== "account" && partition !== "global") {
    throw typeError('policy.partition must be "account" or "global"');
  }
  return partition;
}

function requiredHook(policy: object, name: string): Hook {
  const hook: unknown = Reflect.get(policy, name);
  if (typeof hook !== "function") throw typeError(`policy.${name} must be a function`);
  return hook as Hook;
}

function optionalHook(policy: object, name: string): Hook | undefined {
  const hook: unknown = Reflect.get(policy, name);
  if (hook === undefined || hook === null) return undefined;
  if (typeof hook !== "function") throw typeError(`policy.${name} must be a function`);
  return hook as Hook;
}
