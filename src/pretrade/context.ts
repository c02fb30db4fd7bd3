import { ZERO } from "../internal/decimal/mod.ts";
import {
  makeAccountGroupId,
  makeAccountId,
  makeVolume,
  markLibraryClass,
  notConstructibleError,
  readAsset,
} from "../param/internal.ts";
import type { AccountGroupId, AccountId, Volume } from "../param/mod.ts";
import { type AccountControl, type BlockSink, makeAccountControl } from "./account_control.ts";
import type { PolicyMutation } from "./policy.ts";
import type { Asker } from "./policy_unit.ts";

const MAKER: unique symbol = Symbol();

/** The engine's side of every context with an account control. */
export interface AdjustmentContextSource extends BlockSink {
  /** Number of the account's group, looked up now. */
  accountGroup(): number | undefined;
}

/** The engine's side of a pre-trade context. */
export interface ContextSource extends AdjustmentContextSource {
  /** The account of the operation, if it could be read. */
  readonly accountId: bigint | undefined;
  /** Whether the operation is a drop copy. */
  readonly isDropCopy: boolean;
  /** Registers a start-stage mutation of a drop copy. */
  recordStartMutation(asker: Asker, mutation: unknown): void;
}

/** Make the contexts of one operation. */
export let makeContext: (source: ContextSource, asker: Asker) => Context;
export let makePostTradeContext: (group: number | undefined) => PostTradeContext;
export let makeAdjustmentContext: (source: AdjustmentContextSource) => AccountAdjustmentContext;

/** What a pre-trade hook is told about its operation; one per request and policy, from start to finalization. */
export class Context {
  // Keeps the class apart from look-alikes at compile time; not there at run time.
  declare private readonly brand: "Context";
  readonly #source: ContextSource;
  readonly #asker: Asker;
  readonly #accountGroup: number | undefined;
  readonly #control: AccountControl | undefined;

  static {
    markLibraryClass(this, "Context");
    makeContext = (source, asker) => new Context(MAKER, source, asker);
  }

  /** Made by the engine only. @throws {TypeError} If called from outside. */
  private constructor(maker: symbol, source: ContextSource, asker: Asker) {
    if (maker !== MAKER) throw notConstructibleError("Context");
    this.#source = source;
    this.#asker = asker;
    this.#accountGroup = source.accountGroup();
    this.#control = source.accountId === undefined ? undefined : makeAccountControl(source);
  }

  /** Lets the policy block the account; undefined if the order has no account. */
  get accountControl(): AccountControl | undefined {
    return this.#control;
  }

  /** The account's group when the operation began; undefined if it is in none. */
  get accountGroup(): AccountGroupId | undefined {
    return groupOf(this.#accountGroup);
  }

  /** The account that the engine read from the order. */
  get accountId(): AccountId | undefined {
    const id = this.#source.accountId;
    return id === undefined ? undefined : makeAccountId(id);
  }

  /** Whether the order is a drop copy, which ordinary rejects don't stop. */
  get isDropCopy(): boolean {
    return this.#source.isDropCopy;
  }

  /**
   * The notional that the asking policy has reserved for the order's account by `Mutation.reserveNotional`; zero if none.
   *
   * @throws {AssetError} Blank asset.
   */
  reservedNotional(settlementAsset: string): Volume {
    const asset = readAsset(settlementAsset, "settlementAsset");
    const { accountId } = this.#source;
    return makeVolume(
      accountId === undefined ? ZERO : this.#asker.reservedNotional(accountId, asset),
    );
  }

  /**
   * Registers a mutation of the start stage, which joins the drop copy's operation.
   *
   * @throws {LifecycleError} If no drop copy is running.
   * @throws {TypeError} If the argument is no mutation.
   */
  recordDropCopyStartMutation(mutation: PolicyMutation): void {
    this.#source.recordStartMutation(this.#asker, mutation);
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

/** What a report hook is told. */
export class PostTradeContext {
  // Keeps the class apart from look-alikes at compile time; not there at run time.
  declare private readonly brand: "PostTradeContext";
  readonly #accountGroup: number | undefined;

  static {
    markLibraryClass(this, "PostTradeContext");
    makePostTradeContext = (group) => new PostTradeContext(MAKER, group);
  }

  /** Made by the engine only. @throws {TypeError} If called from outside. */
  private constructor(maker: symbol, group: number | undefined) {
    if (maker !== MAKER) throw notConstructibleError("PostTradeContext");
    this.#accountGroup = group;
  }

  /** The account's group; undefined if it is in none or the report has no account. */
  get accountGroup(): AccountGroupId | undefined {
    return groupOf(this.#accountGroup);
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

/** What an adjustment hook is told. */
export class AccountAdjustmentContext {
  // Keeps the class apart from look-alikes at compile time; not there at run time.
  declare private readonly brand: "AccountAdjustmentContext";
  readonly #accountGroup: number | undefined;
  readonly #control: AccountControl;

  static {
    markLibraryClass(this, "AccountAdjustmentContext");
    makeAdjustmentContext = (source) => new AccountAdjustmentContext(MAKER, source);
  }

  /** Made by the engine only. @throws {TypeError} If called from outside. */
  private constructor(maker: symbol, source: AdjustmentContextSource) {
    if (maker !== MAKER) throw notConstructibleError("AccountAdjustmentContext");
    this.#accountGroup = source.accountGroup();
    this.#control = makeAccountControl(source);
  }

  /** Lets the policy block the account. */
  get accountControl(): AccountControl {
    return this.#control;
  }

  /** The account's group when the batch began; undefined if it is in none. */
  get accountGroup(): AccountGroupId | undefined {
    return groupOf(this.#accountGroup);
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

function groupOf(group: number | undefined): AccountGroupId | undefined {
  return group === undefined ? undefined : makeAccountGroupId(group);
}
