/** Generators biased to bit edges and powers of ten, and the way every property is run. */

import * as fc from "fast-check";
import { Fee, PositionSize } from "../../src/param/mod.ts";
import { MANTISSA_MAX, type Model, powerOfTen, print, SCALE_MAX } from "./_model.ts";

/** Cases per property and seed. */
const RUNS = 400;

/** One seed that never changes, and a fresh one. */
const SEEDS: readonly number[] = [20_260_701, Math.floor(Math.random() * 2 ** 31)];

/** A suite title that prints its seeds; to replay a failure, put its seed into the list above. */
export function seeded(title: string): string {
  return `${title} (seeds ${SEEDS.join(", ")})`;
}

/** Runs a property under both seeds; a failure names its seed and its smallest case. */
export function check<T>(property: fc.IProperty<T>): void {
  for (const seed of SEEDS) fc.assert(property, { seed, numRuns: RUNS });
}

const EDGES: readonly bigint[] = [
  ...[31n, 32n, 52n, 53n, 63n, 64n, 65n, 95n, 96n].map((bits) => 2n ** bits),
  ...Array.from({ length: 29 }, (_, exponent) => powerOfTen(exponent)),
  ...Array.from({ length: 28 }, (_, exponent) => 5n * powerOfTen(exponent)),
  MANTISSA_MAX / 10n,
  MANTISSA_MAX / 2n,
];

const NEAR_EDGES: readonly bigint[] = EDGES
  .flatMap((edge) => [edge - 1n, edge, edge + 1n])
  .filter((mantissa) => mantissa <= MANTISSA_MAX);

/** Any length in bits is as likely as any other. */
const anyLength: fc.Arbitrary<bigint> = fc.integer({ min: 1, max: 96 })
  .chain((bits) => fc.bigInt({ min: 0n, max: 2n ** BigInt(bits) - 1n }));

export const mantissa: fc.Arbitrary<bigint> = fc.oneof(
  { arbitrary: fc.constantFrom(...NEAR_EDGES), weight: 4 },
  { arbitrary: anyLength, weight: 4 },
  { arbitrary: fc.bigInt({ min: 0n, max: 1000n }), weight: 2 },
  { arbitrary: fc.constant(0n), weight: 1 },
);

export const scale: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(0, 1, 2, 8, 9, 18, 19, 27, 28),
  fc.integer({ min: 0, max: SCALE_MAX }),
);

/** Any decimal, negative zeros included. */
export const signedOrZero: fc.Arbitrary<Model> = fc.record({
  negative: fc.boolean(),
  mantissa,
  scale,
});

/** Any decimal that a text can make. */
export const signed: fc.Arbitrary<Model> = signedOrZero.map((value) => ({
  ...value,
  negative: value.negative && value.mantissa !== 0n,
}));

export const unsigned: fc.Arbitrary<Model> = fc.record({
  negative: fc.constant(false),
  mantissa,
  scale,
});

/** Scalars as the operators take them: 64-bit integers. */
export const scalar: fc.Arbitrary<bigint> = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.bigInt({ min: -1000n, max: 1000n }),
  fc.constantFrom(
    ...[31n, 32n, 53n, 62n].flatMap((bits) => [2n ** bits - 1n, 2n ** bits, -(2n ** bits)]),
    ...[-(2n ** 63n), 2n ** 63n - 1n, 10n ** 18n, 5n ** 27n],
  ),
);

/** The value itself; a negative zero is made the only way there is. */
export function positionSize(value: Model): PositionSize {
  const text = print({ ...value, negative: value.negative && value.mantissa !== 0n });
  if (value.negative && value.mantissa === 0n) return PositionSize.fromFee(Fee.fromString(text));
  return PositionSize.fromString(text);
}
