import { iterable } from "../model/internal.ts";
import {
  makeAccountGroupId,
  makeAccountId,
  markLibraryClass,
  notConstructibleError,
  readAccountGroupId,
  readAccountId,
  readAsset,
} from "../param/internal.ts";
import type {
  AccountGroupId,
  AccountGroupIdInput,
  AccountId,
  AccountIdInput,
} from "../param/mod.ts";
import { AccountBlock, type Holding, readAccountBlock } from "../pretrade/internal.ts";
import type { BlockSlot, ListedBlock } from "./blocks.ts";
import type { EngineCore } from "./core.ts";
import { AccountBlockError, AccountGroupRegistrationError } from "./errors.ts";
import { regroup } from "./regroup.ts";

/** A block and where it stands. */
export interface BlockInfo {
  /** Whether the account itself, its group or the whole engine is blocked. */
  readonly slot: BlockSlot;
  /** Why. */
  readonly block: AccountBlock;
}

/** A block, where it stands, and whose it is. */
export interface BlockListing extends BlockInfo {
  /** The blocked account, if it is one. */
  readonly accountId?: AccountId;
  /** The blocked group, if it is one. */
  readonly accountGroupId?: AccountGroupId;
}

const MAKER: unique symbol = Symbol();
const DEFAULT_GROUP = 0;

/** Makes a handle on the accounts of an engine. */
export let makeAccounts: (core: EngineCore) => Accounts;

/**
 * The accounts of an engine: groups, currencies and blocks. Every handle works on the same state.
 *
 * The first cause of a block wins, and only the calls here lift one. Source: docs/semantics.md rules BLK-1 to BLK-4, GRP-1, CUR-1.
 */
export class Accounts {
  // Keeps the class apart from look-alikes at compile time; not there at run time.
  declare private readonly brand: "Accounts";
  readonly #core: EngineCore;

  static {
    markLibraryClass(this, "Accounts");
    makeAccounts = (core) => new Accounts(MAKER, core);
  }

  /** Made by the engine only. @throws {TypeError} If called from outside. */
  private constructor(maker: symbol, core: EngineCore) {
    if (maker !== MAKER) throw notConstructibleError("Accounts");
    this.#core = core;
  }

  /**
   * Puts accounts into a group: all of them or none.
   *
   * @throws {AccountGroupRegistrationError} ReservedGroup, or AlreadyRegistered with the first account that is in a group.
   */
  registerGroup(accounts: Iterable<AccountIdInput>, group: AccountGroupIdInput): void {
    this.#core.enter();
    const ids = readAccountIds(accounts);
    const target = readAccountGroupId(group);
    refuseDefaultGroup(target, AccountGroupRegistrationError);
    const groups = this.#core.groups;
    const offender = ids.find((account) => groups.groupOf(account) !== undefined);
    if (offender !== undefined) {
      throw new AccountGroupRegistrationError(
        "account is already registered in a different group",
        "AlreadyRegistered",
        {
          accountId: makeAccountId(offender),
          currentGroupId: makeAccountGroupId(groups.groupOf(offender) as number),
        },
      );
    }
    for (const account of ids) regroup(this.#core, account, target);
  }

  /**
   * Takes accounts out of a group: all of them or none.
   *
   * @throws {AccountGroupRegistrationError} ReservedGroup, or NotInGroup with the first account that isn't in the group.
   */
  unregisterGroup(accounts: Iterable<AccountIdInput>, group: AccountGroupIdInput): void {
    this.#core.enter();
    const ids = readAccountIds(accounts);
    const target = readAccountGroupId(group);
    refuseDefaultGroup(target, AccountGroupRegistrationError);
    const groups = this.#core.groups;
    const offender = ids.find((account) => groups.groupOf(account) !== target);
    if (offender !== undefined) {
      const current = groups.groupOf(offender);
      const where = current === undefined ? "no group" : "a different group";
      throw new AccountGroupRegistrationError(
        `account is not in the requested group; it belongs to ${where}`,
        "NotInGroup",
        {
          accountId: makeAccountId(offender),
          requestedGroupId: makeAccountGroupId(target),
          ...(current === undefined ? {} : { currentGroupId: makeAccountGroupId(current) }),
        },
      );
    }
    for (const account of ids) regroup(this.#core, account, undefined);
  }

  /** The account's explicit group; undefined if it is in none. */
  groupOf(account: AccountIdInput): AccountGroupId | undefined {
    this.#core.enter();
    const group = this.#core.groups.groupOf(readAccountId(account));
    return group === undefined ? undefined : makeAccountGroupId(group);
  }

  /** The asset in which the account keeps its books: its own, else its group's, else the default group's. Ours, not in the reference. */
  currencyOf(account: AccountIdInput): string | undefined {
    this.#core.enter();
    return this.#core.currencies.of(readAccountId(account), this.#core.groups);
  }

  /**
   * What the account has, asset by asset, in the books of the spot funds policy: of one asset or of all, by name. Empty without that policy.
   * Ours, not in the reference.
   *
   * @throws {AssetError} Blank asset.
   */
  holdings(account: AccountIdInput, asset?: string | null): Holding[] {
    this.#core.enter();
    const id = readAccountId(account);
    const only = asset === undefined || asset === null ? undefined : readAsset(asset, "asset");
    return this.#core.units.flatMap((unit) => unit.holdings?.(id, only) ?? []);
  }

  /** The block that an order of the account would meet now, and where it stands; undefined if none. Ours, not in the reference. */
  blockOf(account: AccountIdInput): BlockInfo | undefined {
    this.#core.enter();
    const found = this.#core.blocks.find(readAccountId(account), this.#core.groups);
    return found === undefined ? undefined : { slot: found.slot, block: found.block.clone() };
  }

  /** Every block there is: engine-wide, of groups, of accounts. As they are at the call; ours, not in the reference. */
  blocks(): Iterable<BlockListing> {
    this.#core.enter();
    return Array.from(this.#core.blocks.list(), listing);
  }

  /** Sets in which asset the account keeps its books. @throws {AssetError} Blank asset. */
  setCurrency(account: AccountIdInput, asset: string): void {
    this.#core.enter();
    this.#core.currencies.set(readAccountId(account), readAsset(asset, "asset"));
  }

  /** Forgets the account's own currency. */
  clearCurrency(account: AccountIdInput): void {
    this.#core.enter();
    this.#core.currencies.clear(readAccountId(account));
  }

  /** Sets the currency of a group's accounts; of all accounts for the default group. @throws {AssetError} Blank asset. */
  setGroupCurrency(group: AccountGroupIdInput, asset: string): void {
    this.#core.enter();
    this.#core.currencies.setGroup(readAccountGroupId(group), readAsset(asset, "asset"));
  }

  /** Forgets the currency of a group. */
  clearGroupCurrency(group: AccountGroupIdInput): void {
    this.#core.enter();
    this.#core.currencies.clearGroup(readAccountGroupId(group));
  }

  /** Blocks an account, unless it is blocked already. */
  block(account: AccountIdInput, reason: string): void {
    this.#core.enter();
    this.#core.blocks.blockAccount(readAccountId(account), operatorBlock(reason));
  }

  /** Blocks an account with a cause as it is, e.g. one saved before a restart. @throws {TypeError} If it is no AccountBlock. */
  blockWithCause(account: AccountIdInput, cause: AccountBlock): void {
    this.#core.enter();
    this.#core.blocks.blockAccount(readAccountId(account), readAccountBlock(cause, "cause"));
  }

  /** Lifts the account's own block, whoever asked for it; does nothing if there is none. */
  unblock(account: AccountIdInput): void {
    this.#core.enter();
    this.#core.blocks.unblockAccount(readAccountId(account));
  }

  /** Lifts the engine-wide block; those of accounts and groups stay. */
  unblockAll(): void {
    this.#core.enter();
    this.#core.blocks.unblockEngine();
  }

  /** Makes the operator's reason the cause of a blocked account. @throws {AccountBlockError} AccountNotBlocked. */
  replaceBlockReason(account: AccountIdInput, reason: string): void {
    this.#core.enter();
    const id = readAccountId(account);
    if (this.#core.blocks.replaceAccountCause(id, operatorBlock(reason))) return;
    throw new AccountBlockError("account is not blocked", "AccountNotBlocked", {
      accountId: makeAccountId(id),
    });
  }

  /** Blocks a group's accounts, unless it is blocked already. @throws {AccountBlockError} ReservedGroup. */
  blockGroup(group: AccountGroupIdInput, reason: string): void {
    this.#core.enter();
    const id = readAccountGroupId(group);
    refuseDefaultGroup(id, AccountBlockError);
    this.#core.blocks.blockGroup(id, operatorBlock(reason));
  }

  /** Lifts a group's block; does nothing if there is none. @throws {AccountBlockError} ReservedGroup. */
  unblockGroup(group: AccountGroupIdInput): void {
    this.#core.enter();
    const id = readAccountGroupId(group);
    refuseDefaultGroup(id, AccountBlockError);
    this.#core.blocks.unblockGroup(id);
  }

  /** Makes the operator's reason the cause of a blocked group. @throws {AccountBlockError} GroupNotBlocked, ReservedGroup. */
  replaceGroupBlockReason(group: AccountGroupIdInput, reason: string): void {
    this.#core.enter();
    const id = readAccountGroupId(group);
    refuseDefaultGroup(id, AccountBlockError);
    if (this.#core.blocks.replaceGroupCause(id, operatorBlock(reason))) return;
    throw new AccountBlockError("account group is not blocked", "GroupNotBlocked", {
      accountGroupId: makeAccountGroupId(id),
    });
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

function listing({ slot, block, account, group }: ListedBlock): BlockListing {
  return {
    slot,
    ...(account === undefined ? {} : { accountId: makeAccountId(account) }),
    ...(group === undefined ? {} : { accountGroupId: makeAccountGroupId(group) }),
    block: block.clone(),
  };
}

function readAccountIds(accounts: unknown): readonly bigint[] {
  const items = iterable(accounts, "accounts must be an iterable of account ids");
  return Array.from(items, readAccountId);
}

function operatorBlock(reason: string): AccountBlock {
  return new AccountBlock("Engine", "AccountBlocked", reason, reason);
}

function refuseDefaultGroup(
  group: number,
  ErrorClass: new (message: string, kind: "ReservedGroup") => Error,
): void {
  if (group === DEFAULT_GROUP) {
    throw new ErrorClass(
      "the reserved default account group is not a valid target",
      "ReservedGroup",
    );
  }
}
