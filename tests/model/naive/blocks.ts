/** Blocks (engine.md 10): one cause per account, one per group, one engine-wide. */
import type { BlockRecord, RejectRecord } from "../records.ts";
import type { Told } from "./told.ts";

export interface ListedBlock {
  readonly slot: "account" | "group" | "engine";
  readonly owner?: string;
  readonly block: BlockRecord;
}

export class BlocksModel {
  readonly accounts: Map<number, BlockRecord> = new Map();
  readonly groups: Map<number, BlockRecord> = new Map();
  isEngineBlocked = false;
  engineCause: BlockRecord | undefined;
  readonly #told: Told;

  constructor(told: Told) {
    this.#told = told;
  }

  /** The first cause wins. */
  recordAccount(account: number, cause: BlockRecord): void {
    if (!this.accounts.has(account)) this.replaceAccount(account, cause);
  }

  recordGroup(group: number, cause: BlockRecord): void {
    if (!this.groups.has(group)) this.replaceGroup(group, cause);
  }

  recordEngine(cause: BlockRecord | undefined): void {
    if (this.isEngineBlocked && (this.engineCause !== undefined || cause === undefined)) return;
    this.isEngineBlocked = true;
    this.engineCause = cause;
    this.#told.blocked("engine", undefined, cause);
  }

  replaceAccount(account: number, cause: BlockRecord): void {
    this.accounts.set(account, cause);
    this.#told.blocked("account", account, cause);
  }

  replaceGroup(group: number, cause: BlockRecord): void {
    this.groups.set(group, cause);
    this.#told.blocked("group", group, cause);
  }

  liftAccount(account: number): void {
    if (this.accounts.delete(account)) this.#told.lifted("account", account);
  }

  liftGroup(group: number): void {
    if (this.groups.delete(group)) this.#told.lifted("group", group);
  }

  liftEngine(): void {
    if (this.isEngineBlocked) this.#told.lifted("engine");
    this.isEngineBlocked = false;
    this.engineCause = undefined;
  }

  /** What an order of the account would meet: its own slot, its group's, the engine's. */
  find(account: number, group: number | undefined): ListedBlock | undefined {
    const own = this.accounts.get(account);
    if (own !== undefined) return { slot: "account", block: own };
    const ofGroup = group === undefined ? undefined : this.groups.get(group);
    if (ofGroup !== undefined) return { slot: "group", block: ofGroup };
    if (this.isEngineBlocked) return { slot: "engine", block: this.engineCause ?? NO_CAUSE };
    return undefined;
  }

  /** The reject of the blocked check, if there is one. */
  refusal(account: number | undefined, group: number | undefined): RejectRecord | undefined {
    if (this.list().length === 0) return undefined;
    if (account === undefined) return UNVERIFIABLE;
    const found = this.find(account, group);
    return found === undefined ? undefined : { ...found.block, scope: "account" };
  }

  list(): ListedBlock[] {
    const all: ListedBlock[] = [];
    if (this.isEngineBlocked) all.push({ slot: "engine", block: this.engineCause ?? NO_CAUSE });
    for (const [group, block] of this.groups) all.push({ slot: "group", owner: `${group}`, block });
    for (const [account, block] of this.accounts) {
      all.push({ slot: "account", owner: `${account}`, block });
    }
    return all;
  }
}

/** The block that an account-scope reject leads to: its code is replaced. */
export function blockOfReject(reject: RejectRecord): BlockRecord {
  const { policy, reason, details, userData } = reject;
  return { policy, code: "AccountBlocked", reason, details, userData };
}

export function operatorBlock(reason: string): BlockRecord {
  return engineBlock("AccountBlocked", reason, reason);
}

/** engine.md 5.3. */
export function finalizerBlock(): BlockRecord {
  return engineBlock(
    "SystemUnavailable",
    "mutation finalizer failed",
    "a mutation commit or rollback callback failed; engine state may be inconsistent",
  );
}

function engineBlock(code: string, reason: string, details: string): BlockRecord {
  return { policy: "Engine", code, reason, details, userData: "0" };
}

const NO_CAUSE: BlockRecord = engineBlock(
  "AccountBlocked",
  "account is blocked due to kill-switch",
  "kill-switch was previously triggered for this account",
);

const UNVERIFIABLE: RejectRecord = {
  ...engineBlock(
    "MissingRequiredField",
    "account could not be verified as account ID is missing",
    "unable to check account for blocking",
  ),
  scope: "order",
};
