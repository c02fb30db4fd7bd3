import { markLibraryClass, notConstructibleError } from "../param/internal.ts";
import type { ExecuteResult, ResultHandle } from "./results.ts";

const MAKER: unique symbol = Symbol();

/** The engine's side of a request: an order that passed the start stage. */
export interface PendingRequest {
  /** Runs the main stage. */
  execute(): ExecuteResult;
  /** Uses the request up without running it. */
  drop(): void;
}

/** Makes the handle of a pending request. */
export let makeRequest: (pending: PendingRequest) => Request;

/** An order that passed the start stage. Single-use; let go, it does nothing. */
export class Request {
  // Keeps the class apart from look-alikes at compile time; not there at run time.
  declare private readonly brand: "Request";
  readonly #pending: PendingRequest;

  static {
    markLibraryClass(this, "Request");
    makeRequest = (pending) => new Request(MAKER, pending);
  }

  /** Made by the engine only. @throws {TypeError} If called from outside. */
  private constructor(maker: symbol, pending: PendingRequest) {
    if (maker !== MAKER) throw notConstructibleError("Request");
    this.#pending = pending;
  }

  /**
   * Runs the main checks, which reserve state.
   *
   * @returns A reservation, or the rejects after everything was undone.
   * @throws {LifecycleError} The second time.
   * @throws {PolicyCallbackError} If a callback of a custom policy failed; everything was undone.
   */
  execute(): ExecuteResult {
    return this.#pending.execute();
  }

  /** Uses the request up; may be repeated. */
  free(): void {
    this.#pending.drop();
  }

  /** Uses the request up; may be repeated. */
  [Symbol.dispose](): void {
    this.#pending.drop();
  }
}

/** Names the symbol member that packed declarations drop from classes, so that `using` compiles for npm users too. */
export interface Request extends ResultHandle {}
