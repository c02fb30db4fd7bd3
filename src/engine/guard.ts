import { typeError } from "../param/internal.ts";
import { ReentrancyError } from "../pretrade/internal.ts";
import type { Clock } from "../runtime/clock.ts";

/**
 * Watches who may call an engine. Every entry point of the engine and of its handles passes here first.
 *
 * While one of the engine's own callbacks runs, nothing may come in: a nested call would see a half-done operation.
 */
export class Guard {
  #isInCallback = false;

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
