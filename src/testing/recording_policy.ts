import type { ExecutionReport, Order } from "../model/mod.ts";
import type { Context, Policy, PolicyPreTradeResult, PolicyReject } from "../pretrade/mod.ts";

/** What a {@linkcode RecordingPolicy} answers; everything is accepted unless told otherwise. */
export interface RecordingPolicyAnswers {
  /** Answers the start check. */
  readonly start?: (ctx: Context, order: Order) => Iterable<PolicyReject>;
  /** Answers the main check. */
  readonly main?: (ctx: Context, order: Order) => PolicyPreTradeResult;
}

/** A custom policy for tests: notes which of its hooks were called, in order, and answers as told. */
export class RecordingPolicy implements Policy<Order, ExecutionReport> {
  /** Name of the policy. */
  readonly name: string;
  /** The hooks that were called: `start` or `main`, oldest first. */
  readonly calls: string[] = [];
  readonly #answers: RecordingPolicyAnswers;

  /** Makes a policy of a name and its answers. */
  constructor(name: string, answers: RecordingPolicyAnswers = {}) {
    this.name = name;
    this.#answers = answers;
  }

  /** Notes the call and answers it. */
  checkPreTradeStart(ctx: Context, order: Order): Iterable<PolicyReject> {
    this.calls.push("start");
    return this.#answers.start?.(ctx, order) ?? [];
  }

  /** Notes the call and answers it. */
  performPreTradeCheck(ctx: Context, order: Order): PolicyPreTradeResult {
    this.calls.push("main");
    return this.#answers.main?.(ctx, order) ?? {};
  }
}
