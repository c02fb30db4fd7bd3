import { typeError } from "../param/internal.ts";
import { ReentrancyError } from "../pretrade/internal.ts";
import type { Clock } from "../runtime/clock.ts";
import { type Caller, ruleOf, type SyncMode, type SyncRule } from "./sync_rules.ts";

/**
 * Watches who may call an engine. Every entry point of the engine and of its handles passes here first.
 *
 * While one of the engine's own callbacks runs, nothing may come in: a nested call would see a half-done operation. What the sync mode
 * asks for besides is the affair of a rule, chosen when the engine is built.
 */
export class Guard {
  #isInCallback = false;
  #rule: SyncRule = ruleOf("noSync");
  /** The thread on whose behalf the owner works just now. */
  #caller: Caller = undefined;

  /** Chooses the rule; called once, before the first call. */
  use(mode: SyncMode): void {
    this.#rule = ruleOf(mode);
  }

  /** Who may call. */
  get mode(): SyncMode {
    return this.#rule.mode;
  }

  /** Whether every open request and reservation must be told of, those without any state included. */
  get isCounting(): boolean {
    return this.#rule.isCounting;
  }

  /**
   * Calls count as those of a thread from here until `endCaller`.
   *
   * @throws {ThreadAffinityError} If the thread may not call.
   */
  beginCaller(caller: Caller): void {
    this.#rule.admit(caller);
    this.#caller = caller;
  }

  /** Calls are the owner's own again. */
  endCaller(): void {
    this.#caller = undefined;
  }

  /** Lets a call for an account begin. @throws {AccountChainError} If another thread has something open for it. */
  claim(account: bigint | undefined): void {
    this.#rule.claim(account, this.#caller);
  }

  /** A request or reservation of the account was opened by the present caller. */
  hold(account: bigint | undefined): void {
    this.#rule.hold(account, this.#caller);
  }

  /** It has ended. */
  unhold(account: bigint | undefined): void {
    this.#rule.release(account);
  }

  /** Lets a call in. Cost: one comparison. @throws {ReentrancyError} From inside a callback of the same engine. */
  enter(): void {
    if (this.#isInCallback) {
      throw new ReentrancyError(
        "this engine cannot be re-entered while one of its own policy callbacks is running",
      );
    }
  }

  /** Whether one of the engine's own callbacks runs. */
  get isInCallback(): boolean {
    return this.#isInCallback;
  }

  /** A callback begins; calls of the same engine are refused until it ends. */
  beginCallback(): void {
    this.#isInCallback = true;
  }

  /** The callback has ended, one way or the other. */
  endCallback(): void {
    this.#isInCallback = false;
  }

  /** Reads a clock, which is a callback too. @throws {TypeError} If it gives no bigint. */
  readClock(clock: Clock): bigint {
    const wasInCallback = this.#isInCallback;
    this.#isInCallback = true;
    try {
      const reading: unknown = clock();
      if (typeof reading !== "bigint") throw typeError("clock must return a bigint");
      return reading;
    } finally {
      this.#isInCallback = wasInCallback;
    }
  }
}
