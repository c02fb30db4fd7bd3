import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import * as fc from "fast-check";
import { check, positionSize, scale, seeded, signedOrZero } from "./_arbitraries.ts";
import { MANTISSA_MAX, type Model, numerator, powerOfTen, print, read } from "./_model.ts";

function sign(difference: bigint): number {
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The same number with more decimals, where they fit. */
function rescaled(value: Model, wanted: number): Model {
  const factor = powerOfTen(Math.max(0, wanted - value.scale));
  if (value.mantissa * factor > MANTISSA_MAX) return value;
  return { ...value, mantissa: value.mantissa * factor, scale: Math.max(wanted, value.scale) };
}

/** A pair that is often close or equal. */
const pair: fc.Arbitrary<[Model, Model]> = fc.oneof(
  fc.tuple(signedOrZero, signedOrZero),
  fc.tuple(signedOrZero, scale).map(([value, wanted]): [Model, Model] => [
    value,
    rescaled(value, wanted),
  ]),
  fc.tuple(signedOrZero, scale).map(([value, wanted]): [Model, Model] => {
    const other = rescaled(value, wanted);
    return [value, { ...other, mantissa: other.mantissa > 0n ? other.mantissa - 1n : 0n }];
  }),
);

describe(seeded("order"), () => {
  it("is the order of the exact numbers", () => {
    check(fc.property(pair, ([left, right]) => {
      const [a, b] = [positionSize(left), positionSize(right)];
      const expected = sign(numerator(left) - numerator(right));
      assertEquals([a.compare(b), b.compare(a)], [expected, expected === 0 ? 0 : -expected]);
      assertEquals([a.equals(b), b.equals(a)], [expected === 0, expected === 0]);
    }));
  });

  it("is total: sorting gives one ascending row", () => {
    check(fc.property(fc.array(signedOrZero, { maxLength: 12 }), (values) => {
      const sorted = values.map(positionSize).sort((a, b) => a.compare(b));
      const numerators = sorted.map((size) => numerator(read(size.toString())));
      assert(numerators.every((value, i) => i === 0 || (numerators[i - 1] ?? value) <= value));
    }));
  });

  it("agrees with the sign of the difference", () => {
    check(fc.property(pair, ([left, right]) => {
      const [a, b] = [positionSize(left), positionSize(right)];
      if (left.negative !== right.negative) return; // The difference could overflow.
      const difference = a.sub(b);
      // Very different scales may round a tiny difference, never across zero.
      assertEquals(difference.compare(positionSize(read("0"))), a.compare(b), print(left));
    }));
  });
});
