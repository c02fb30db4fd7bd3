import type {
  AccountRetirementRefusal,
  PendingMutation,
  PolicyUnit,
  RetirementRun,
} from "../pretrade/internal.ts";
import type { EngineCore } from "./core.ts";
import { AccountRetirementError, type RetirementRefusal } from "./errors.ts";
import type { Thrown } from "./operation.ts";

/**
 * Forgets an idle account: every policy is asked, and if none refuses all remove what they know. Source: docs/semantics.md rule RET-1.
 *
 * @throws {AccountRetirementError} Refused, with nothing removed; or FinalizerFailed, with the engine's own data kept.
 */
export function retireAccount(core: EngineCore, account: bigint): void {
  core.guard.claim(account);
  const retirement = new Retirement(account);
  for (const unit of core.units) retirement.ask(unit);
  const { refusals, thrown } = retirement;
  if (refusals.length > 0) {
    const failure = core.runFinalizers(retirement.mutations, account, false);
    const cause = thrown ?? failure;
    throw new AccountRetirementError(
      "account retirement refused by one or more policies",
      "Refused",
      cause === undefined ? { refusals } : { refusals, cause: cause.value },
    );
  }
  const failure = core.runFinalizers(retirement.mutations, account, true);
  if (failure !== undefined) {
    throw new AccountRetirementError("account retirement finalizer failed", "FinalizerFailed", {
      cause: failure.value,
    });
  }
  core.currencies.clear(account);
  core.groups.remove(account);
  core.blocks.unblockAccount(account);
}

/** One account on its way out; collects what the policies say. */
class Retirement implements RetirementRun {
  readonly accountId: bigint;
  readonly refusals: RetirementRefusal[] = [];
  readonly mutations: PendingMutation[] = [];
  thrown: Thrown | undefined = undefined;
  #policy = "";

  constructor(account: bigint) {
    this.accountId = account;
  }

  /** Asks one policy; one that throws refuses. */
  ask(unit: PolicyUnit): void {
    this.#policy = unit.name;
    const before = this.refusals.length;
    try {
      unit.retire?.(this);
    } catch (value) {
      this.thrown ??= { value };
      this.refuse("EvaluationFailed");
    }
    const hasRefused = this.refusals.length > before;
    if (!hasRefused && unit.holds?.(this.accountId) === true) this.refuse("NonZeroState");
  }

  refuse(refusal: AccountRetirementRefusal): void {
    this.refusals.push({ policy: this.#policy, refusal });
  }

  mutate(mutation: PendingMutation): void {
    this.mutations.push(mutation);
  }
}
