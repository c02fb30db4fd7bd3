interface Host {
  setInterval(callback: () => void, milliseconds: number): unknown;
  clearInterval(timer: unknown): void;
  setTimeout(callback: () => void, milliseconds: number): unknown;
  clearTimeout(timer: unknown): void;
  readonly Deno?: { unrefTimer?(timer: unknown): void };
}

/** Timers can't wait longer. */
const MAX_MS = 2 ** 31 - 1;

/**
 * Waits for a promise, and calls `late` if that takes longer than so many milliseconds; more than timers can wait is without end. As
 * long as it waits the process is kept alive: where nobody is left to settle the promise, nothing else does.
 */
export async function withDeadline<Value>(
  promise: Promise<Value>,
  milliseconds: number,
  late: () => void,
): Promise<Value> {
  if (milliseconds > MAX_MS) return await promise;
  const host = globalThis as unknown as Host;
  const timer = host.setTimeout(late, milliseconds);
  try {
    return await promise;
  } finally {
    host.clearTimeout(timer);
  }
}

/**
 * Calls `tick` every so many milliseconds until the returned function is called. It keeps no process alive.
 *
 * `isLate` says that the thread itself was held up: what other threads sent meanwhile may still wait to be read.
 */
export function every(milliseconds: number, tick: (isLate: boolean) => void): () => void {
  const host = globalThis as unknown as Host;
  let expected = Date.now() + milliseconds;
  const timer = host.setInterval(() => {
    const now = Date.now();
    const isLate = now - expected > milliseconds / 2;
    expected = now + milliseconds;
    tick(isLate);
  }, milliseconds);
  if (typeof timer === "number") host.Deno?.unrefTimer?.(timer);
  else (timer as { unref?(): void }).unref?.();
  return () => host.clearInterval(timer);
}
