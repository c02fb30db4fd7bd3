/** Requests, reservations and drop-copy operations (engine.md 3.2, 3.3, 7). */
import type { BlockRecord, LockEntry, OutcomeRecord } from "../records.ts";
import { callbackError, lifecycleError, ModelError } from "./errors.ts";
import type { Transaction } from "./transaction.ts";

export class RequestModel {
  readonly run: Transaction;
  isUsed = false;

  constructor(run: Transaction) {
    this.run = run;
  }

  /** Let go: it does nothing, and can't be executed any more (js-api.md 2). */
  dispose(): void {
    this.run.state.refuseReentry();
    if (this.isUsed) return;
    this.isUsed = true;
    this.run.isOver = true;
  }
}

/** What an accepted order holds until it is finalized. */
export class HoldingModel {
  readonly run: Transaction;
  isOpen = true;
  readonly firstBlock: BlockRecord | undefined;
  readonly wasBlocked: boolean;

  constructor(run: Transaction, firstBlock?: BlockRecord, wasBlocked: boolean = false) {
    this.run = run;
    run.number = ++run.state.accepted;
    this.firstBlock = firstBlock;
    this.wasBlocked = wasBlocked;
  }

  /** The default group first, then the others in order of first appearance; prices in order of insertion. */
  lock(): LockEntry[] {
    return lockOf(this.run.prices);
  }

  accountAdjustments(): OutcomeRecord[] {
    return this.run.outcomes;
  }

  requireOpen(): void {
    this.run.state.refuseReentry();
    const name = this.run.kind === "dropCopy" ? "drop-copy operation" : "reservation";
    if (!this.isOpen) throw lifecycleError(`${name} has already been finalized`);
  }

  commit(): void {
    this.#finalize("commit");
  }

  rollback(): void {
    this.#finalize("rollback");
  }

  /** Let go: rolled back, and what a callback throws reaches nobody. */
  dispose(): void {
    this.run.state.refuseReentry();
    if (!this.isOpen) return;
    try {
      this.#finalize("rollback");
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
    }
  }

  #finalize(how: "commit" | "rollback"): void {
    this.requireOpen();
    const { state, account, number, startMutations, mutations } = this.run;
    state.told.decide(how, { account, rejects: () => [], number: () => number }, () => {
      const failure = state.finalize([...startMutations, ...mutations], how);
      this.isOpen = false;
      this.run.isOver = true;
      if (failure !== undefined) throw callbackError(failure);
    });
  }
}

export function lockOf(prices: readonly LockEntry[]): LockEntry[] {
  const groups = [0];
  for (const [group] of prices) if (!groups.includes(group)) groups.push(group);
  return groups.flatMap((group) => prices.filter((entry) => entry[0] === group));
}
