import { OpenpitError, setClassName } from "../param/internal.ts";
import { currentThread, type ThreadIdentity } from "../runtime/thread.ts";
import type { AccountAdjustmentBatchResult } from "./batch_result.ts";
import type { PostTradeResult } from "./post_trade_result.ts";

/** A single-use object was used again, or something was used after its end. */
export class LifecycleError extends OpenpitError {
  static {
    setClassName(this, "LifecycleError");
  }
}

/** A callback of an engine called back into the same engine. */
export class ReentrancyError extends LifecycleError {
  readonly #threads: { readonly owner?: ThreadIdentity; readonly caller?: ThreadIdentity };

  static {
    setClassName(this, "ReentrancyError");
  }

  /** Makes an error about a call; both threads are the present one unless said otherwise. */
  constructor(
    message: string,
    threads: { readonly owner?: ThreadIdentity; readonly caller?: ThreadIdentity } = {},
  ) {
    super(message);
    // Asked for when they are read: some hosts refuse to name a thread while modules are loaded.
    this.#threads = threads;
  }

  /** The thread that built the engine. */
  get owner(): ThreadIdentity {
    return this.#threads.owner ?? currentThread();
  }

  /** The thread that called: the same one, since callbacks run there. */
  get caller(): ThreadIdentity {
    return this.#threads.caller ?? currentThread();
  }
}

/** What a call gave although a callback failed, for the two kinds of call that can't be undone or are finished anyway. */
export type PolicyCallbackResult = PostTradeResult | AccountAdjustmentBatchResult;

/**
 * A callback of a custom policy threw, returned a promise, or returned something malformed. The operation was carried
 * through to its end first: nothing is left half done.
 */
export class PolicyCallbackError<Result = PolicyCallbackResult> extends OpenpitError {
  /** The thrown value itself. */
  declare readonly cause: unknown;
  /** What the other policies gave, for reports and adjustments; undefined otherwise. */
  readonly result: Result | undefined;

  static {
    setClassName(this, "PolicyCallbackError");
  }

  /** Wraps the first thrown value of an operation. */
  constructor(cause: unknown, result?: Result) {
    super(messageOf(cause), { cause });
    this.result = result;
  }
}

function messageOf(cause: unknown): string {
  const text = "javascript policy callback failed";
  const message = readMessage(cause);
  return typeof message === "string" ? `${text}: ${message}` : text;
}

/** Anything can be thrown, even an object that throws when it is looked at. */
function readMessage(cause: unknown): unknown {
  try {
    return (cause as { readonly message?: unknown } | null | undefined)?.message;
  } catch {
    return undefined;
  }
}
