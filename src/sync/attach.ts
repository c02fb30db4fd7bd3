import { type ShareHandle, WIRE_VERSION } from "../engine/internal.ts";
import { rangeError, typeError } from "../param/internal.ts";
import { LifecycleError } from "../pretrade/internal.ts";
import type { PortLike } from "../runtime/port.ts";
import { withDeadline } from "../runtime/timer.ts";
import { checkLinkOptions, silentError } from "./link.ts";
import { abandon, connectEngine, greet, type RemoteEngine } from "./remote_engine.ts";

/** How a thread attaches. */
export interface AttachOptions {
  /** How many calls may be on their way at once; the next one waits on this side. Default 1024. */
  readonly maxInFlight?: number | undefined;
  /** After how many milliseconds without a first answer the engine's thread counts as gone; Infinity: never. Default 5000. */
  readonly timeoutMs?: number | undefined;
}

const TIMEOUT_MS = 5000;

/**
 * Attaches this thread to an engine that another one has shared.
 *
 * @param handle What `engine.share()` gave, received by a message.
 * @throws {TypeError} If it is no handle, or of another version.
 * @throws {RangeError} If `maxInFlight` is not a positive integer, or `timeoutMs` not a positive number.
 * @throws {LifecycleError} If the handle was attached before, or its engine's thread is gone or does not answer.
 *
 * @example
 * ```ts ignore
 * await using engine = await attachEngine(handle);
 * const result = await engine.executePreTrade(order);
 * if (result.ok) await result.reservation.commit();
 * ```
 */
export async function attachEngine(
  handle: ShareHandle,
  options: AttachOptions = {},
): Promise<RemoteEngine> {
  const { leaseMs } = readHandle(handle);
  const { maxInFlight } = options;
  const timeoutMs = readTimeout(options.timeoutMs);
  const linkOptions = { maxInFlight, leaseMs };
  checkLinkOptions(linkOptions);
  const engine = connectEngine(takePort(handle), handle, linkOptions);
  // A port whose other end was gone before it came here tells nothing.
  await withDeadline(greet(engine), timeoutMs, () => abandon(engine, silentError(timeoutMs)));
  return engine;
}

/** For how many milliseconds a first answer is waited for. @throws {RangeError} If it is not a positive number. */
export function readTimeout(timeoutMs: number = TIMEOUT_MS): number {
  if (typeof timeoutMs === "number" && timeoutMs > 0) return timeoutMs;
  throw rangeError("timeoutMs must be a positive number");
}

/** Checks a handle. @throws {TypeError} If it is none, or of another version. */
export function readHandle(handle: ShareHandle): ShareHandle {
  const isHandle = typeof handle === "object" && handle !== null &&
    handle.kind === "openpit-engine";
  if (!isHandle) throw typeError("handle must be what engine.share() gave");
  if (handle.version !== WIRE_VERSION) {
    throw typeError(
      `handle is of version ${handle.version}, and this thread speaks version ${WIRE_VERSION}: load the same version of the package on both threads`,
    );
  }
  return handle;
}

/** Takes the port of a handle out of it. @throws {LifecycleError} The second time. */
export function takePort(handle: ShareHandle): PortLike {
  const { port } = handle;
  if (port === undefined) {
    throw new LifecycleError("handle has already been attached: share the engine once per thread");
  }
  handle.port = undefined;
  return port;
}
