import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import * as fc from "fast-check";
import { Quantity } from "../../src/param/mod.ts";
import { outcome } from "../unit/param/_expect.ts";
import { check, positionSize, seeded, signedOrZero, unsigned } from "./_arbitraries.ts";
import { add, type Model, negate, numerator, print, read } from "./_model.ts";

/** The outcome with the overflow named by the class. */
function named(text: string): string {
  return text === "Overflow" ? "Overflow/PositionSize" : text;
}

/** A pair that is often equal or opposite, so that sums cancel. */
const pair: fc.Arbitrary<[Model, Model]> = fc.oneof(
  { arbitrary: fc.tuple(signedOrZero, signedOrZero), weight: 3 },
  { arbitrary: signedOrZero.map((value): [Model, Model] => [value, negate(value)]), weight: 1 },
);

describe(seeded("addition"), () => {
  it("agrees with exact integers, rounded once to what fits", () => {
    check(fc.property(pair, ([left, right]) => {
      const sum = outcome(() => positionSize(left).add(positionSize(right)));
      assertEquals(sum, named(add(left, right)));
    }));
  });

  it("is exact whenever the aligned sum fits", () => {
    check(fc.property(pair, ([left, right]) => {
      const text = outcome(() => positionSize(left).add(positionSize(right)));
      if (text.startsWith("Overflow")) return;
      const sum = read(text);
      if (sum.scale < Math.max(left.scale, right.scale) && left.mantissa * right.mantissa !== 0n) {
        return;
      }
      assertEquals(numerator(sum), numerator(left) + numerator(right));
    }));
  });

  it("commutes numerically", () => {
    check(fc.property(pair, ([left, right]) => {
      const [a, b] = [positionSize(left), positionSize(right)];
      const [forth, back] = [outcome(() => a.add(b)), outcome(() => b.add(a))];
      if (forth.startsWith("Overflow")) assertEquals(back, forth);
      else assertEquals(numerator(read(forth)), numerator(read(back)));
    }));
  });

  it("of a negation is subtraction, to the character", () => {
    check(fc.property(pair, ([left, right]) => {
      const [a, b] = [positionSize(left), positionSize(right)];
      assertEquals(outcome(() => a.sub(b)), outcome(() => a.add(b.neg())));
    }));
  });

  it("has negation as its own inverse", () => {
    check(fc.property(signedOrZero, (value) => {
      const size = positionSize(value);
      assertEquals(size.neg().toString(), print(negate(value)));
      assertEquals(size.neg().neg().toString(), size.toString());
      assert(size.add(size.neg()).isZero());
    }));
  });

  it("never leaves an unsigned type below zero", () => {
    check(fc.property(unsigned, unsigned, (left, right) => {
      const difference = outcome(() => new Quantity(print(left)).sub(new Quantity(print(right))));
      const underflows = numerator(left) < numerator(right);
      assertEquals(difference, underflows ? "Underflow/Quantity" : add(left, negate(right)));
    }));
  });
});
