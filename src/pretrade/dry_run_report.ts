import type { AccountAdjustmentOutcome, Lock } from "../model/internal.ts";
import { markLibraryClass, notConstructibleError } from "../param/internal.ts";
import type { AccountBlock } from "./account_block.ts";
import { copyRejects, type Reject } from "./reject.ts";

const MAKER: unique symbol = Symbol();

/** What a dry run found out. */
export interface DryRunFindings {
  /** Empty when the order would pass. */
  readonly rejects: readonly Reject[];
  /** The lock that the real call would give. */
  readonly lock: Lock;
  /** The changes that the real call would list. */
  readonly accountAdjustments: readonly AccountAdjustmentOutcome[];
  /** The block that the real call would record. */
  readonly accountBlock: AccountBlock | undefined;
}

/** Makes the report of a dry run. */
export let makeDryRunReport: (findings: DryRunFindings) => DryRunReport;

/** The verdict that a real call would give, with nothing recorded and nothing spent. */
export class DryRunReport {
  // Keeps the class apart from look-alikes at compile time; not there at run time.
  declare private readonly brand: "DryRunReport";
  readonly #findings: DryRunFindings;

  static {
    markLibraryClass(this, "DryRunReport");
    makeDryRunReport = (findings) => new DryRunReport(MAKER, findings);
  }

  /** Made by the engine only. @throws {TypeError} If called from outside. */
  private constructor(maker: symbol, findings: DryRunFindings) {
    if (maker !== MAKER) throw notConstructibleError("DryRunReport");
    this.#findings = findings;
  }

  /** Whether the order would pass. */
  get isPass(): boolean {
    return this.#findings.rejects.length === 0;
  }

  /** Why it wouldn't; a fresh array at each reading. */
  get rejects(): Reject[] {
    return copyRejects(this.#findings.rejects);
  }

  /** The block that the real call would record. */
  get accountBlock(): AccountBlock | undefined {
    return this.#findings.accountBlock?.clone();
  }

  /** The lock that the real call would give; of the policies that accepted, even if others refuse. */
  lock(): Lock {
    return this.#findings.lock.clone();
  }

  /** What the order would change; of the policies that accepted, even if others refuse. */
  accountAdjustments(): AccountAdjustmentOutcome[] {
    return this.#findings.accountAdjustments.slice();
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}
