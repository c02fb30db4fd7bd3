import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import * as fc from "fast-check";
import { outcome } from "../unit/param/_expect.ts";
import { fromFloat } from "./_float_model.ts";
import { check, positionSize, scalar, seeded, signedOrZero } from "./_arbitraries.ts";
import { model, modulo, numerator, powerOfTen, read, SCALE_MAX } from "./_model.ts";

const float: fc.Arbitrary<number> = fc.oneof(
  fc.double({ min: -1e9, max: 1e9, noNaN: true }),
  fc.constantFrom(0.1, 0.3, 0.01, 1e-9, 1e-28, 0.5, 3, -0.7),
);

describe(seeded("remainder"), () => {
  it("agrees with exact integers", () => {
    check(fc.property(signedOrZero, scalar, (value, divisor) => {
      const remainder = outcome(() => positionSize(value).mod(divisor));
      const expected = divisor === 0n
        ? "DivisionByZero/PositionSize"
        : modulo(value, model(divisor, 0));
      assertEquals(remainder, expected);
    }));
  });

  it("by a float agrees with the decimal of that float", () => {
    check(fc.property(signedOrZero, float, (value, divisor) => {
      const decimal = read(fromFloat(divisor));
      const expected = decimal.mantissa === 0n
        ? "DivisionByZero/PositionSize"
        : modulo(value, decimal);
      assertEquals(outcome(() => positionSize(value).mod(divisor)), expected);
    }));
  });

  it("is what whole divisors leave: x = d * trunc(x / d) + r", () => {
    check(fc.property(signedOrZero, scalar, (value, divisor) => {
      if (divisor === 0n) return;
      const x = numerator(value);
      const d = divisor * powerOfTen(SCALE_MAX);
      const r = numerator(read(positionSize(value).mod(divisor).toString()));
      assertEquals(d * (x / d) + r, x);
      assert((r < 0n ? -r : r) < (d < 0n ? -d : d));
      assert(r === 0n || r < 0n === x < 0n);
    }));
  });
});
