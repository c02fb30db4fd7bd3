import {
  type AccountAdjustmentOutcome,
  type AccountPnlOutcome,
  isAccountAdjustmentOutcome,
  isAccountPnlOutcome,
} from "../model/internal.ts";
import { markLibraryClass, typeError } from "../param/internal.ts";
import { type AccountBlock, readAccountBlock } from "./account_block.ts";

/** The lists of a result. */
export interface PostTradeLists {
  readonly accountBlocks: readonly AccountBlock[];
  readonly accountPnls: readonly AccountPnlOutcome[];
  readonly accountAdjustments: readonly AccountAdjustmentOutcome[];
}

/** Makes a result of checked lists. */
export let makePostTradeResult: (lists: PostTradeLists) => PostTradeResult;
/** The lists of a result; undefined for everything else. */
export let readPostTradeResult: (value: unknown) => PostTradeLists | undefined;

/** What an execution report led to: blocks, changed profits or losses, changed balances. */
export class PostTradeResult {
  // Keeps the class apart from look-alikes at compile time; not there at run time.
  declare private readonly brand: "PostTradeResult";
  #lists: PostTradeLists;

  static {
    markLibraryClass(this, "PostTradeResult");
    makePostTradeResult = (lists) => {
      const result = new PostTradeResult();
      result.#lists = lists;
      return result;
    };
    readPostTradeResult = (value) =>
      typeof value === "object" && value !== null && #lists in value ? value.#lists : undefined;
  }

  /** Makes a result of class instances; absent lists are empty. @throws {TypeError} If an element is of another class. */
  constructor(
    blocks?: AccountBlock[] | null,
    pnls?: AccountPnlOutcome[] | null,
    adjustments?: AccountAdjustmentOutcome[] | null,
  ) {
    this.#lists = {
      accountBlocks: readEach(blocks, "blocks", (block) => readAccountBlock(block, "block")),
      accountPnls: readEach(pnls, "pnls", readPnlOutcome),
      accountAdjustments: readEach(adjustments, "adjustments", readAdjustmentOutcome),
    };
  }

  /** Blocks by policy; the engine records the first one. A fresh array at each reading. */
  get accountBlocks(): AccountBlock[] {
    return this.#lists.accountBlocks.map((block) => block.clone());
  }

  /** Changed profits or losses of accounts, by policy. A fresh array at each reading. */
  get accountPnls(): AccountPnlOutcome[] {
    return this.#lists.accountPnls.slice();
  }

  /** Changed balances, by policy. A fresh array at each reading. */
  get accountAdjustments(): AccountAdjustmentOutcome[] {
    return this.#lists.accountAdjustments.slice();
  }

  /** A new object of the same lists. */
  clone(): PostTradeResult {
    return makePostTradeResult(this.#lists);
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

/** Checks an element that must be an AccountPnlOutcome. @throws {TypeError} If it isn't one. */
export function readPnlOutcome(value: unknown): AccountPnlOutcome {
  if (!isAccountPnlOutcome(value)) throw typeError("account pnl must be an AccountPnlOutcome");
  return value;
}

/** Checks an element that must be an AccountAdjustmentOutcome. @throws {TypeError} If it isn't one. */
export function readAdjustmentOutcome(value: unknown): AccountAdjustmentOutcome {
  if (!isAccountAdjustmentOutcome(value)) {
    throw typeError("account adjustment must be an AccountAdjustmentOutcome");
  }
  return value;
}

function readEach<T>(list: unknown, label: string, read: (value: unknown) => T): readonly T[] {
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list)) throw typeError(`${label} must be an array`);
  return list.map((item) => read(item));
}
