import { markLibraryClass, notConstructibleError } from "../param/internal.ts";
import type { AccountBlock } from "./account_block.ts";

const MAKER: unique symbol = Symbol();

/** Makes the result of a change of settings. */
export let makeConfigurationResult: (blocks: readonly AccountBlock[]) => PolicyConfigurationResult;

/** What a change of settings led to. */
export class PolicyConfigurationResult {
  // Keeps the class apart from look-alikes at compile time; not there at run time.
  declare private readonly brand: "PolicyConfigurationResult";
  readonly #blocks: readonly AccountBlock[];

  static {
    markLibraryClass(this, "PolicyConfigurationResult");
    makeConfigurationResult = (blocks) => new PolicyConfigurationResult(MAKER, blocks);
  }

  /** Made by the engine only. @throws {TypeError} If called from outside. */
  private constructor(maker: symbol, blocks: readonly AccountBlock[]) {
    if (maker !== MAKER) throw notConstructibleError("PolicyConfigurationResult");
    this.#blocks = blocks;
  }

  /** The blocks asked for, also those that lost to an earlier cause. A fresh array at each reading. */
  get accountBlocks(): AccountBlock[] {
    return this.#blocks.map((block) => block.clone());
  }

  /** A new object of the same blocks. */
  clone(): PolicyConfigurationResult {
    return new PolicyConfigurationResult(MAKER, this.#blocks);
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}
