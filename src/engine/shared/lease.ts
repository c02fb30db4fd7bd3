import { rangeError } from "../../param/internal.ts";
import { keepsBlockedThreads, signalsClose } from "../../runtime/port.ts";

/** Used where nothing tells for certain that a thread is gone. */
const DEFAULT_MS = 5000;
/** Timers can't wait longer. */
const MAX_MS = 2 ** 31 - 1;

/** Checks a lease: a time that timers can wait, or Infinity for none. @throws {RangeError} If it is neither. */
export function checkLease(leaseMs: number | undefined): void {
  const isLease = leaseMs === undefined || leaseMs === Infinity ||
    (typeof leaseMs === "number" && leaseMs > 0 && leaseMs <= MAX_MS);
  if (!isLease) {
    throw rangeError(`leaseMs must be a positive number up to ${MAX_MS}, or Infinity for none`);
  }
}

/**
 * For how many milliseconds the other end may be silent; Infinity for no lease. Where the host tells when a thread is gone, none is needed. Deno tells
 * neither of a thread that was ended while it was blocked, nor of one whose port was made on that thread and handed on.
 *
 * @throws {RangeError} If what was asked for is no lease.
 */
export function leaseOf(leaseMs: number | undefined): number {
  checkLease(leaseMs);
  if (leaseMs !== undefined) return leaseMs;
  return signalsClose() && !keepsBlockedThreads() ? Infinity : DEFAULT_MS;
}
