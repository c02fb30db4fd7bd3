/** 10^n as a number, exact for n up to 22. */
export const POW10_NUMBER: readonly number[] = Array.from(
  { length: 23 },
  (_, n) => Number(`1e${n}`),
);

/** 10^n as a bigint, up to the largest exponent that any operation needs. */
export const POW10: readonly bigint[] = Array.from({ length: 61 }, (_, n) => 10n ** BigInt(n));

/** 10^n for an exponent known to be in the table. */
export function pow10(exponent: number): bigint {
  return POW10[exponent] as bigint;
}
