interface Host {
  setInterval(callback: () => void, milliseconds: number): unknown;
  clearInterval(timer: unknown): void;
  readonly Deno?: { unrefTimer?(timer: unknown): void };
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
