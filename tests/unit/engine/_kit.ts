/** Scripted policies, orders and texts for the tests of the engine. */

import { assert } from "@std/assert";
import { Engine, PolicyCallbackError, type ReadyEngineBuilder } from "../../../src/engine/mod.ts";
import type {
  Context,
  ExecuteResult,
  Policy,
  PolicyReject,
  Reservation,
} from "../../../src/pretrade/mod.ts";
import type { AccountBlock, Reject } from "../../../src/reject.ts";
import { orderDraft } from "../../../src/testing/mod.ts";

/** A hook that may return anything, also what the types refuse; its order shows the caller's additions. */
// deno-lint-ignore no-explicit-any -- tests look at additions that no type knows
export type Hook = (ctx: Context, order: any) => unknown;

/** What a scripted policy does; a stage without a hook accepts. */
export interface Hooks {
  readonly group?: number;
  readonly start?: Hook;
  readonly main?: Hook;
  readonly startDryRun?: Hook;
  readonly mainDryRun?: Hook;
}

/** A custom policy of the given hooks. */
export function policy(name: string, hooks: Hooks = {}): Policy {
  const { group, start = accept, main = accept, startDryRun, mainDryRun } = hooks;
  return {
    name,
    ...(group === undefined ? {} : { policyGroupId: group }),
    checkPreTradeStart: start,
    performPreTradeCheck: main,
    ...(startDryRun === undefined ? {} : { checkPreTradeStartDryRun: startDryRun }),
    ...(mainDryRun === undefined ? {} : { performPreTradeCheckDryRun: mainDryRun }),
  } as Policy;
}

function accept(): void {}

/** An engine of these policies, in this order. */
export function engineOf(first: Policy, ...others: readonly Policy[]): Engine {
  const builder: ReadyEngineBuilder = Engine.builder().preTrade(first);
  for (const other of others) builder.preTrade(other);
  return builder.build();
}

/** A complete order of an account. */
export function orderOf(account: number): ReturnType<typeof orderDraft> {
  return orderDraft({ accountId: account });
}

/** A complete order but for its account. */
export const NOBODYS_ORDER: ReturnType<typeof orderDraft> = orderDraft({ accountId: undefined });

/** A refusal as policies write it. */
export function refusal(changes: Partial<PolicyReject> = {}): PolicyReject {
  return { code: "Other", reason: "no", details: "because", ...changes };
}

/** Rejects as lines: scope, code, policy, reason, details and, if set, the token. */
export function linesOf(result: { readonly rejects: readonly Reject[] }): string[] {
  return result.rejects.map((reject) => {
    const token = reject.userData === 0n ? "" : ` #${reject.userData}`;
    return `${reject.scope} ${reject.code} [${reject.policy}] ${reject.reason}: ${reject.details}${token}`;
  });
}

/** A block as a line, like a reject without scope. */
export function lineOf(block: AccountBlock | undefined): string | undefined {
  if (block === undefined) return undefined;
  const token = block.userData === 0n ? "" : ` #${block.userData}`;
  return `${block.code} [${block.policy}] ${block.reason}: ${block.details}${token}`;
}

/** Why orders of an account are refused now, found out without leaving a trace. */
export function blockLines(engine: Engine, account: number): string[] {
  return linesOf(engine.startPreTradeDryRun(orderOf(account)));
}

/** A mutation that notes what is called. */
export function noted(log: string[], name: string): { commit: () => void; rollback: () => void } {
  return {
    commit: () => void log.push(`commit ${name}`),
    rollback: () => void log.push(`rollback ${name}`),
  };
}

/** The reservation of an accepted order. */
export function reservationOf(result: ExecuteResult): Reservation {
  assert(result.ok, `Order was refused: ${linesOf(result).join("; ")}`);
  return result.reservation;
}

/** What a call throws, anything included. */
export function thrownBy(call: () => unknown): unknown {
  try {
    call();
  } catch (thrown) {
    return thrown;
  }
  throw new Error("Call returned instead of throwing");
}

/** The PolicyCallbackError that a call throws. */
export function callbackError(call: () => unknown): PolicyCallbackError {
  const thrown = thrownBy(call);
  if (thrown instanceof PolicyCallbackError) return thrown;
  throw new Error(`Thrown value is no PolicyCallbackError: ${String(thrown)}`);
}

/** The cause of a PolicyCallbackError as a text: name and message of an error, else the value. */
export function causeText(call: () => unknown): string {
  return textOf(callbackError(call).cause);
}

/** Rejects as lines, or `failed` and the cause if a callback failed. */
export function outcomeOf(call: () => { readonly rejects: readonly Reject[] }): string[] {
  try {
    return linesOf(call());
  } catch (thrown) {
    if (!(thrown instanceof PolicyCallbackError)) throw thrown;
    return [`failed ${textOf(thrown.cause)}`];
  }
}

function textOf(cause: unknown): string {
  return cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
}

/** The line of the engine-wide block that a failing callback leads to. */
export const FINALIZER_BLOCK =
  "account SystemUnavailable [Engine] mutation finalizer failed: a mutation commit or rollback callback failed; engine state may be inconsistent";

/** The line of an order without account while anything is blocked. */
export const UNVERIFIABLE =
  "order MissingRequiredField [Engine] account could not be verified as account ID is missing: unable to check account for blocking";
