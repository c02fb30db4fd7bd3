/** Durations cross the public face as milliseconds in a number and are kept as whole nanoseconds. */

const NS_PER_MS = 1_000_000n;
const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/** Whole nanoseconds of a finite number of milliseconds, the fraction rounded to the nearest one. */
export function toNanoseconds(milliseconds: number): bigint {
  // The integer part alone may need more digits than a double has once it counts nanoseconds.
  const whole = Math.trunc(milliseconds);
  return BigInt(whole) * NS_PER_MS + BigInt(Math.round((milliseconds - whole) * 1e6));
}

/** Milliseconds of a number of nanoseconds; gives back what {@linkcode toNanoseconds} took, to the nanosecond. */
export function toMilliseconds(nanoseconds: bigint): number {
  if (nanoseconds <= MAX_SAFE) return Number(nanoseconds) / 1e6;
  return Number(nanoseconds / NS_PER_MS) + Number(nanoseconds % NS_PER_MS) / 1e6;
}
