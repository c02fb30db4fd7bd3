import { makeAccountId, markLibraryClass, notConstructibleError } from "../param/internal.ts";
import type { AccountId } from "../param/mod.ts";
import type { AccountBlock } from "./account_block.ts";

const MAKER: unique symbol = Symbol();

/** Makes the outcome of a change of settings: who was blocked by it, and why. */
export let makeBlockOutcomes: (
  blocks: readonly (readonly [account: bigint, block: AccountBlock])[],
) => AccountBlockOutcomes;
let makeOutcome: (account: bigint, block: AccountBlock) => AccountBlockOutcome;

/** An account that was blocked, and why. */
export class AccountBlockOutcome {
  // Keeps the class apart from look-alikes at compile time; not there at run time.
  declare private readonly brand: "AccountBlockOutcome";
  readonly #account: bigint;
  readonly #block: AccountBlock;

  static {
    markLibraryClass(this, "AccountBlockOutcome");
    makeOutcome = (account, block) => new AccountBlockOutcome(MAKER, account, block);
  }

  /** Made by the engine only. @throws {TypeError} If called from outside. */
  private constructor(maker: symbol, account: bigint, block: AccountBlock) {
    if (maker !== MAKER) throw notConstructibleError("AccountBlockOutcome");
    this.#account = account;
    this.#block = block;
  }

  /** Who is blocked. */
  get accountId(): AccountId {
    return makeAccountId(this.#account);
  }

  /** Why. */
  get block(): AccountBlock {
    return this.#block.clone();
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

/** The blocks that a change of settings led to. */
export class AccountBlockOutcomes {
  // Keeps the class apart from look-alikes at compile time; not there at run time.
  declare private readonly brand: "AccountBlockOutcomes";
  readonly #blocks: readonly (readonly [account: bigint, block: AccountBlock])[];

  static {
    markLibraryClass(this, "AccountBlockOutcomes");
    makeBlockOutcomes = (blocks) => new AccountBlockOutcomes(MAKER, blocks);
  }

  /** Made by the engine only. @throws {TypeError} If called from outside. */
  private constructor(
    maker: symbol,
    blocks: readonly (readonly [account: bigint, block: AccountBlock])[],
  ) {
    if (maker !== MAKER) throw notConstructibleError("AccountBlockOutcomes");
    this.#blocks = blocks;
  }

  /** The accounts that are blocked now and were not before. A fresh array at each reading. */
  get accountBlocks(): AccountBlockOutcome[] {
    return this.#blocks.map(([account, block]) => makeOutcome(account, block));
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}
