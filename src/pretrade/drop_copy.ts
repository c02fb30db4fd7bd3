import type { AccountAdjustmentOutcome, Lock } from "../model/internal.ts";
import { markLibraryClass, notConstructibleError } from "../param/internal.ts";
import type { AccountBlock } from "./account_block.ts";
import { copyRejects, type Reject } from "./reject.ts";
import type { Hold } from "./reservation.ts";
import type { ResultClass, ResultHandle } from "./results.ts";

const MAKER: unique symbol = Symbol();

/** The engine's side of a drop copy. */
export interface DropCopyHold extends Hold {
  /** The first block that this operation asked for. @throws {LifecycleError} After finalization. */
  firstBlock(): AccountBlock | undefined;
  /** Whether the account was blocked when the drop copy had been applied. @throws {LifecycleError} After finalization. */
  wasBlocked(): boolean;
}

/** Makes the handle of a drop copy. */
export let makeDropCopyOperation: (hold: DropCopyHold) => DropCopyOperation;

/**
 * An order that already exists at the venue, booked by the policies. Single-use: commit it, or roll it back.
 *
 * Let go without either, it rolls back: at once by `free()` or `using`, some time later when it is collected as garbage.
 */
export class DropCopyOperation {
  // Keeps the class apart from look-alikes at compile time; not there at run time.
  declare private readonly brand: "DropCopyOperation";
  readonly #hold: DropCopyHold;

  static {
    markLibraryClass(this, "DropCopyOperation");
    makeDropCopyOperation = (hold) => new DropCopyOperation(MAKER, hold);
  }

  /** Made by the engine only. @throws {TypeError} If called from outside. */
  private constructor(maker: symbol, hold: DropCopyHold) {
    if (maker !== MAKER) throw notConstructibleError("DropCopyOperation");
    this.#hold = hold;
  }

  /** The prices to be stored with the order and handed back in its reports. @throws {LifecycleError} After finalization. */
  lock(): Lock {
    return this.#hold.lock();
  }

  /** What the order changes: by policy, then as the policy listed it. @throws {LifecycleError} After finalization. */
  accountAdjustments(): AccountAdjustmentOutcome[] {
    return this.#hold.accountAdjustments();
  }

  /** The first block that this operation asked for, even if an older one keeps the slot. @throws {LifecycleError} After finalization. */
  accountBlock(): AccountBlock | undefined {
    return this.#hold.firstBlock();
  }

  /** Whether the account, its group or the engine was blocked when the drop copy had been applied. @throws {LifecycleError} After finalization. */
  isAccountBlocked(): boolean {
    return this.#hold.wasBlocked();
  }

  /** Makes the booking final. @throws {LifecycleError} The second time. @throws {PolicyCallbackError} If a callback threw. */
  commit(): void {
    this.#hold.commit();
  }

  /** Undoes the booking, last change first; blocks stay. @throws {LifecycleError} The second time. @throws {PolicyCallbackError} If a callback threw. */
  rollback(): void {
    this.#hold.rollback();
  }

  /** Rolls back if still open; may be repeated. Errors of callbacks reach nobody. */
  free(): void {
    this.#hold.letGo();
  }

  /** Rolls back if still open; may be repeated. Errors of callbacks reach nobody. */
  [Symbol.dispose](): void {
    this.#hold.letGo();
  }
}

/** Names the symbol member that packed declarations drop from classes, so that `using` compiles for npm users too. */
export interface DropCopyOperation extends ResultHandle {}

/** A drop copy was booked. */
export interface DropCopyAccepted extends ResultHandle {
  /** Whether it was booked. */
  readonly ok: true;
  /** The booking, to be committed or rolled back. */
  readonly operation: DropCopyOperation;
  /** Empty; a fresh array at each reading. */
  readonly rejects: Reject[];
}

/** A drop copy could not be evaluated. */
export interface DropCopyRejected extends ResultHandle {
  /** Whether it was booked. */
  readonly ok: false;
  /** Nothing was booked. */
  readonly operation: undefined;
  /** The evaluation failures; a fresh array at each reading. */
  readonly rejects: Reject[];
}

/** The outcome of a drop copy; narrows on `ok`. */
export type DropCopyResult = DropCopyAccepted | DropCopyRejected;

/** Makes the result of a drop copy that was booked or, without an operation, could not be evaluated. */
export let makeDropCopyResult: (
  operation: DropCopyOperation | undefined,
  rejects: readonly Reject[],
) => DropCopyResult;

/** The class of drop-copy results. */
export const DropCopyResult: ResultClass<DropCopyResult> = class DropCopyResult {
  readonly #operation: DropCopyOperation | undefined;
  readonly #rejects: readonly Reject[];

  static {
    markLibraryClass(this, "DropCopyResult");
    makeDropCopyResult = (operation, rejects) =>
      new this(MAKER, operation, rejects) as unknown as DropCopyAccepted;
  }

  constructor(maker: symbol, operation: DropCopyOperation | undefined, rejects: readonly Reject[]) {
    if (maker !== MAKER) throw notConstructibleError("DropCopyResult");
    this.#operation = operation;
    this.#rejects = rejects;
  }

  get ok(): boolean {
    return this.#operation !== undefined;
  }

  get operation(): DropCopyOperation | undefined {
    return this.#operation;
  }

  get rejects(): Reject[] {
    return copyRejects(this.#rejects);
  }

  free(): void {}

  [Symbol.dispose](): void {}
} as unknown as ResultClass<DropCopyResult>;
