/** A monotonic clock: integer nanoseconds from any fixed origin; only differences count. */
export type Clock = () => bigint;

interface HostPerformance {
  now(): number;
}

/** The host's monotonic clock, rounded to whole nanoseconds. Looked up at the call, never at import. */
export function hostClock(): bigint {
  const host = globalThis as { readonly performance?: HostPerformance };
  const milliseconds = host.performance === undefined ? Date.now() : host.performance.now();
  return BigInt(Math.round(milliseconds * 1e6));
}
