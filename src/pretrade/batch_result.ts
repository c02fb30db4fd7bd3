import type { AccountAdjustmentOutcome } from "../model/internal.ts";
import { markLibraryClass, notConstructibleError } from "../param/internal.ts";
import type { AccountBlock } from "./account_block.ts";
import { copyRejects, type Reject } from "./reject.ts";

const MAKER: unique symbol = Symbol();

/** How a batch of adjustments ended. */
export interface BatchFindings {
  /** Index of the adjustment that was refused. */
  readonly failedIndex: number | undefined;
  readonly rejects: readonly Reject[];
  readonly outcomes: readonly AccountAdjustmentOutcome[];
  readonly accountBlocks: readonly AccountBlock[];
}

/** Makes the result of a batch. */
export let makeBatchResult: (findings: BatchFindings) => AccountAdjustmentBatchResult;

/** How a batch of adjustments ended: all of it was applied, or nothing. */
export class AccountAdjustmentBatchResult {
  // Keeps the class apart from look-alikes at compile time; not there at run time.
  declare private readonly brand: "AccountAdjustmentBatchResult";
  readonly #findings: BatchFindings;

  static {
    markLibraryClass(this, "AccountAdjustmentBatchResult");
    makeBatchResult = (findings) => new AccountAdjustmentBatchResult(MAKER, findings);
  }

  /** Made by the engine only. @throws {TypeError} If called from outside. */
  private constructor(maker: symbol, findings: BatchFindings) {
    if (maker !== MAKER) throw notConstructibleError("AccountAdjustmentBatchResult");
    this.#findings = findings;
  }

  /** Whether the whole batch was applied. */
  get ok(): boolean {
    return this.#findings.rejects.length === 0;
  }

  /** Index of the adjustment that was refused; undefined if none was. */
  get failedIndex(): number | undefined {
    return this.#findings.failedIndex;
  }

  /** Why, from the one policy that refused. A fresh array at each reading. */
  get rejects(): Reject[] {
    return copyRejects(this.#findings.rejects);
  }

  /** What changed, by adjustment, then by policy; empty if refused. A fresh array at each reading. */
  get outcomes(): AccountAdjustmentOutcome[] {
    return this.#findings.outcomes.slice();
  }

  /** The blocks that policies reported, those that lost to an earlier cause included. A fresh array at each reading. */
  get accountBlocks(): AccountBlock[] {
    return this.#findings.accountBlocks.map((block) => block.clone());
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}
