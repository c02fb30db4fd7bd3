import { markLibraryClass, notConstructibleError } from "../param/internal.ts";
import type { AccountBlock } from "./account_block.ts";
import { readAccountBlock } from "./account_block.ts";

const MAKER: unique symbol = Symbol();

/** What the engine does with a block that a policy asks for through a control. */
export interface BlockSink {
  /** Records the block of the operation's account. @throws {LifecycleError} If the operation has ended. */
  blockAccount(block: AccountBlock): void;
}

/** Makes the control of one operation. */
export let makeAccountControl: (sink: BlockSink) => AccountControl;

/** Lets a policy block the account of the running operation; valid until that operation ends. */
export class AccountControl {
  // Keeps the class apart from look-alikes at compile time; not there at run time.
  declare private readonly brand: "AccountControl";
  readonly #sink: BlockSink;

  static {
    markLibraryClass(this, "AccountControl");
    makeAccountControl = (sink) => new AccountControl(MAKER, sink);
  }

  /** Made by the engine only. @throws {TypeError} If called from outside. */
  private constructor(maker: symbol, sink: BlockSink) {
    if (maker !== MAKER) throw notConstructibleError("AccountControl");
    this.#sink = sink;
  }

  /**
   * Blocks the account at once (a drop copy: when it has been applied). The first cause wins.
   *
   * @throws {TypeError} If the argument is no AccountBlock.
   * @throws {LifecycleError} If the operation was rejected, finalized or let go.
   */
  block(block: AccountBlock): void {
    this.#sink.blockAccount(readAccountBlock(block, "block"));
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}
