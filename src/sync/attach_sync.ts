import { checkLease, type ShareHandle } from "../engine/internal.ts";
import { ThreadAffinityError } from "../engine/mod.ts";
import { mayBlock } from "../runtime/shared_memory.ts";
import { currentThread, type ThreadIdentity } from "../runtime/thread.ts";
import { readHandle, readTimeout, takePort } from "./attach.ts";
import { type BlockingEngine, makeBlockingEngine } from "./blocking_engine.ts";
import { BlockingLink } from "./blocking_link.ts";
import { readNothing } from "./remote_handles.ts";

/** How a thread attaches that blocks. */
export interface AttachSyncOptions {
  /** After how many milliseconds without an answer the engine's thread counts as gone. Default 5000. */
  readonly timeoutMs?: number | undefined;
}

/**
 * Attaches this thread to an engine that another one has shared, with blocking calls.
 *
 * @param handle What `engine.share()` gave, received by a message.
 * @throws {TypeError} If it is no handle, or of another version.
 * @throws {RangeError} If `timeoutMs` is not a positive number.
 * @throws {ThreadAffinityError} On a thread that must not block, and on the engine's own.
 * @throws {LifecycleError} If the handle was attached before, or the engine's thread does not answer.
 *
 * @example
 * ```ts ignore
 * const engine = attachEngineSync(handle);
 * const result = engine.executePreTrade(order);
 * if (result.ok) result.reservation.commit();
 * ```
 */
export function attachEngineSync(
  handle: ShareHandle,
  options: AttachSyncOptions = {},
): BlockingEngine {
  const { owner, leaseMs } = readHandle(handle);
  const timeoutMs = readTimeout(options.timeoutMs);
  const caller = currentThread();
  if (owner === caller) {
    throw affinityError("the engine's own thread cannot wait for itself", owner, caller);
  }
  if (!mayBlock()) throw affinityError("this thread must not be blocked", owner, caller);
  checkLease(leaseMs);
  const link = new BlockingLink(takePort(handle), { timeoutMs, leaseMs });
  link.call(readNothing, "hello");
  return makeBlockingEngine(link, handle, leaseMs);
}

function affinityError(why: string, owner: string, caller: ThreadIdentity): ThreadAffinityError {
  return new ThreadAffinityError(`${why}: use attachEngine() here`, {
    owner: owner as ThreadIdentity,
    caller,
  });
}
