import type { AccountAdjustmentOutcome, Lock } from "../model/internal.ts";
import { markLibraryClass, notConstructibleError } from "../param/internal.ts";
import type { ResultHandle } from "./results.ts";

const MAKER: unique symbol = Symbol();

/** The engine's side of a reservation: what was held, until it is finalized. */
export interface Hold {
  /** A copy of the lock. @throws {LifecycleError} After finalization. */
  lock(): Lock;
  /** What the order would change. @throws {LifecycleError} After finalization. */
  accountAdjustments(): AccountAdjustmentOutcome[];
  /** @throws {LifecycleError} After finalization. */
  requireOpen(): void;
  /** Makes the held state final. */
  commit(): void;
  /** Undoes the held state. */
  rollback(): void;
  /** Undoes the held state if it is still open; tells nobody of failures. */
  letGo(): void;
}

/** Makes the handle of a hold. */
export let makeReservation: (hold: Hold) => Reservation;

/**
 * The state that an accepted order holds. Single-use: commit it when the order went out, roll it back when it didn't.
 *
 * Let go without either, it rolls back: at once by `free()` or `using`, some time later when it is collected as garbage.
 */
export class Reservation {
  // Keeps the class apart from look-alikes at compile time; not there at run time.
  declare private readonly brand: "Reservation";
  readonly #hold: Hold;

  static {
    markLibraryClass(this, "Reservation");
    makeReservation = (hold) => new Reservation(MAKER, hold);
  }

  /** Made by the engine only. @throws {TypeError} If called from outside. */
  private constructor(maker: symbol, hold: Hold) {
    if (maker !== MAKER) throw notConstructibleError("Reservation");
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

  /** Always undefined; kept so that code written for the WebAssembly package runs. @throws {LifecycleError} After finalization. */
  accountBlock(): undefined {
    this.#hold.requireOpen();
  }

  /** Makes the held state final. @throws {LifecycleError} The second time. @throws {PolicyCallbackError} If a callback threw. */
  commit(): void {
    this.#hold.commit();
  }

  /** Undoes the held state, last change first. @throws {LifecycleError} The second time. @throws {PolicyCallbackError} If a callback threw. */
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
export interface Reservation extends ResultHandle {}
