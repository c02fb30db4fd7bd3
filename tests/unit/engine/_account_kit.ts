/** What the tests of reports, adjustments, drop copies and retirement share; `_kit.ts` has the rest. */

import { assert } from "@std/assert";
import { Engine } from "../../../src/engine/mod.ts";
import type { AccountAdjustment, ExecutionReportInit } from "../../../src/model/mod.ts";
import type { AccountId } from "../../../src/param/mod.ts";
import {
  type BuiltinPolicy,
  MAKE_POLICY,
  type PolicyToken,
  type PolicyUnit,
} from "../../../src/pretrade/internal.ts";
import type { AccountAdjustmentContext } from "../../../src/accountadjustment.ts";
import type {
  DropCopyOperation,
  DropCopyResult,
  Policy,
  PostTradeContext,
} from "../../../src/pretrade/mod.ts";
import { type Hooks, linesOf, policy } from "./_kit.ts";

/** The hooks of `_kit.ts` and those about accounts; any of them may return anything. */
export interface AccountHooks extends Hooks {
  // deno-lint-ignore no-explicit-any -- tests look at additions that no type knows
  readonly report?: (ctx: PostTradeContext, report: any) => unknown;
  readonly adjust?: (
    ctx: AccountAdjustmentContext,
    accountId: AccountId,
    adjustment: AccountAdjustment,
  ) => unknown;
  readonly retire?: (accountId: AccountId) => unknown;
}

/** A custom policy of the given hooks. */
export function accountPolicy(name: string, hooks: AccountHooks = {}): Policy {
  const { report, adjust, retire } = hooks;
  return {
    ...policy(name, hooks),
    ...(report === undefined ? {} : { applyExecutionReport: report }),
    ...(adjust === undefined ? {} : { applyAccountAdjustment: adjust }),
    ...(retire === undefined ? {} : { retireAccount: retire }),
  } as Policy;
}

/** An engine of one built-in policy that does what the parts say, and of custom ones. */
export function engineWithUnit(parts: Partial<PolicyUnit>, ...others: readonly Policy[]): Engine {
  const token: PolicyToken = {
    [MAKE_POLICY]: () => ({
      name: "unit",
      policyGroupId: 0,
      usesClock: false,
      partition: "account",
      ...parts,
    }),
  };
  const builder = Engine.builder().builtin(token as unknown as BuiltinPolicy);
  for (const other of others) builder.preTrade(other);
  return builder.build();
}

/** A mutation whose callbacks note themselves and then throw. */
export function failing(
  log: string[],
  name: string,
): { commit: () => void; rollback: () => void } {
  const fail = (event: string) => () => {
    log.push(event);
    throw new Error(event);
  };
  return { commit: fail(`commit ${name}`), rollback: fail(`rollback ${name}`) };
}

/** Throws; an expression, for hooks. */
export function raise(value: unknown): never {
  throw value;
}

/** A report of an account, without any fill. */
export function reportOf(account: number): ExecutionReportInit {
  return {
    operation: { underlyingAsset: "AAPL", settlementAsset: "USD", accountId: account, side: "BUY" },
    financialImpact: { pnl: "5", fee: "1" },
  };
}

/** A report that names no account. */
export const NOBODYS_REPORT: ExecutionReportInit = { operation: { side: "BUY" } };

/** The operation of an accepted drop copy. */
export function operationOf(result: DropCopyResult): DropCopyOperation {
  assert(result.ok, `Drop copy was refused: ${linesOf(result).join("; ")}`);
  return result.operation;
}

/** Line of an account that is refused by an engine-wide block without cause. */
export const KILL_SWITCH =
  "account AccountBlocked [Engine] account is blocked due to kill-switch: kill-switch was previously triggered for this account";

/** What a call from inside a callback of the same engine throws. */
export const REENTERED =
  "ReentrancyError: this engine cannot be re-entered while one of its own policy callbacks is running";

/** What every method of a released engine throws. */
export const RELEASED = "LifecycleError: engine has been released";

/** What an account id that is none throws. */
export const NO_ACCOUNT =
  "AccountIdError AccountIdEmpty: account id must be a non-negative integer";

/** What group 0, given as a number, throws. */
export const BARE_DEFAULT_GROUP =
  "ParamError Other: account group id must not equal the reserved default group";

/** Everything that an error tells, by name, but its stack. */
export function factsOf(error: unknown): Record<string, unknown> {
  assert(error instanceof Error);
  const { name, message } = error;
  const facts: Record<string, unknown> = { name, message };
  for (const key of Object.keys(error)) {
    const value: unknown = Reflect.get(error, key);
    facts[key] = value !== null && typeof value === "object" && "value" in value
      ? value.value
      : value;
  }
  return facts;
}
