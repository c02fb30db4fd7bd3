import { AccountBlock, makeReject, type Reject, rejectOfBlock } from "../pretrade/internal.ts";

/** Says in which group an account is now. */
export interface GroupLookup {
  /** Number of the group, undefined if the account is in none. */
  groupOf(account: bigint): number | undefined;
}

/** Where a block was recorded. */
export type BlockSlot = "account" | "group" | "engine";

/** A block and where it was recorded. */
export interface FoundBlock {
  readonly slot: BlockSlot;
  readonly block: AccountBlock;
}

/** A block, where it was recorded, and whose it is. */
export interface ListedBlock extends FoundBlock {
  readonly account?: bigint;
  readonly group?: number;
}

/** Who wants to know of every block that is recorded and lifted. */
export interface BlockListener {
  /** A block was recorded or its cause replaced; one that lost to an earlier cause is none. */
  blocked(slot: BlockSlot, id: bigint | number | undefined, cause: AccountBlock | undefined): void;
  /** A block was lifted. */
  unblocked(slot: BlockSlot, id: bigint | number | undefined): void;
}

/**
 * Who is blocked and why: one cause per account, one per group, one engine-wide. The first cause wins; nothing
 * expires. Source: docs/semantics.md rules BLK-1 to BLK-3.
 */
export class Blocks {
  readonly #accounts = new Map<bigint, AccountBlock>();
  readonly #groups = new Map<number, AccountBlock>();
  #isEngineBlocked = false;
  #engineCause: AccountBlock | undefined;
  #isAnyBlocked = false;
  #listener: BlockListener | undefined;

  /** Names the one who is told of every change. */
  listen(listener: BlockListener): void {
    this.#listener = listener;
  }

  /** The refusal of an order of this account; undefined if nothing is in its way. */
  check(account: bigint | undefined, groups: GroupLookup): Reject | undefined {
    if (!this.#isAnyBlocked) return undefined;
    if (account === undefined) return unverifiable();
    const found = this.find(account, groups);
    return found === undefined ? undefined : rejectOfBlock(found.block);
  }

  /** The block that an order of this account would meet, and where it was recorded. */
  find(account: bigint, groups: GroupLookup): FoundBlock | undefined {
    const own = this.#accounts.get(account);
    if (own !== undefined) return { slot: "account", block: own };
    const group = groups.groupOf(account);
    const ofGroup = group === undefined ? undefined : this.#groups.get(group);
    if (ofGroup !== undefined) return { slot: "group", block: ofGroup };
    return this.#isEngineBlocked
      ? { slot: "engine", block: this.#engineCause ?? WITHOUT_CAUSE }
      : undefined;
  }

  /** Every block there is: engine-wide, of groups, of accounts, each in order of recording. */
  *list(): Generator<ListedBlock> {
    if (this.#isEngineBlocked) yield { slot: "engine", block: this.#engineCause ?? WITHOUT_CAUSE };
    for (const [group, block] of this.#groups) yield { slot: "group", group, block };
    for (const [account, block] of this.#accounts) yield { slot: "account", account, block };
  }

  /** Whether the account's own slot is filled. */
  isAccountBlocked(account: bigint): boolean {
    return this.#accounts.has(account);
  }

  /** Records the cause of an account; an older one stays. */
  blockAccount(account: bigint, cause: AccountBlock): void {
    if (this.#accounts.has(account)) return;
    this.#accounts.set(account, cause);
    this.#isAnyBlocked = true;
    this.#listener?.blocked("account", account, cause);
  }

  /** Blocks every account. A cause fills the slot if it is free. */
  blockEngine(cause?: AccountBlock): void {
    const isNews = !this.#isEngineBlocked ||
      (this.#engineCause === undefined && cause !== undefined);
    this.#isEngineBlocked = true;
    this.#engineCause ??= cause;
    this.#isAnyBlocked = true;
    if (isNews) this.#listener?.blocked("engine", undefined, cause);
  }

  /** Lifts an account's own block. */
  unblockAccount(account: bigint): void {
    if (!this.#accounts.delete(account)) return;
    this.#recount();
    this.#listener?.unblocked("account", account);
  }

  /** Overwrites the cause of a blocked account; false if it isn't blocked. */
  replaceAccountCause(account: bigint, cause: AccountBlock): boolean {
    if (!this.#accounts.has(account)) return false;
    this.#accounts.set(account, cause);
    this.#listener?.blocked("account", account, cause);
    return true;
  }

  /** Records the cause of a group; an older one stays. */
  blockGroup(group: number, cause: AccountBlock): void {
    if (this.#groups.has(group)) return;
    this.#groups.set(group, cause);
    this.#isAnyBlocked = true;
    this.#listener?.blocked("group", group, cause);
  }

  /** Lifts a group's block. */
  unblockGroup(group: number): void {
    if (!this.#groups.delete(group)) return;
    this.#recount();
    this.#listener?.unblocked("group", group);
  }

  /** Overwrites the cause of a blocked group; false if it isn't blocked. */
  replaceGroupCause(group: number, cause: AccountBlock): boolean {
    if (!this.#groups.has(group)) return false;
    this.#groups.set(group, cause);
    this.#listener?.blocked("group", group, cause);
    return true;
  }

  /** Lifts the engine-wide block; those of accounts and groups stay. */
  unblockEngine(): void {
    if (!this.#isEngineBlocked) return;
    this.#isEngineBlocked = false;
    this.#engineCause = undefined;
    this.#recount();
    this.#listener?.unblocked("engine", undefined);
  }

  #recount(): void {
    this.#isAnyBlocked = this.#isEngineBlocked || this.#accounts.size > 0 || this.#groups.size > 0;
  }
}

function unverifiable(): Reject {
  return makeReject(
    "Engine",
    "order",
    "MissingRequiredField",
    "account could not be verified as account ID is missing",
    "unable to check account for blocking",
  );
}

const WITHOUT_CAUSE: AccountBlock = new AccountBlock(
  "Engine",
  "AccountBlocked",
  "account is blocked due to kill-switch",
  "kill-switch was previously triggered for this account",
);
