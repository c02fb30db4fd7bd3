import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import * as fc from "fast-check";
import { Notional, Price, Quantity } from "../../src/param/mod.ts";
import { outcome } from "../unit/param/_expect.ts";
import { check, positionSize, scalar, seeded, signedOrZero, unsigned } from "./_arbitraries.ts";
import {
  MANTISSA_MAX,
  type Model,
  model,
  multiply,
  powerOfTen,
  print,
  read,
  SCALE_MAX,
  signedOf,
} from "./_model.ts";

function named(text: string, param: string): string {
  return text === "Overflow" ? `Overflow/${param}` : text;
}

function productOf(price: Model, quantity: Model): string {
  return outcome(() =>
    new Price(print(price)).calculatePositionSize(new Quantity(print(quantity)))
  );
}

const price: fc.Arbitrary<Model> = signedOrZero.map((value) => ({
  ...value,
  negative: value.negative && value.mantissa !== 0n,
}));

describe(seeded("multiplication"), () => {
  it("agrees with exact integers, rounded half to even to what fits", () => {
    check(fc.property(price, unsigned, (left, right) => {
      assertEquals(productOf(left, right), named(multiply(left, right), "Price"));
    }));
  });

  it("is exact whenever digits and decimals fit", () => {
    check(fc.property(price, unsigned, (left, right) => {
      const product = signedOf(left) * signedOf(right);
      const scale = left.scale + right.scale;
      const magnitude = product < 0n ? -product : product;
      if (product === 0n || magnitude > MANTISSA_MAX || scale > SCALE_MAX) return;
      assertEquals(productOf(left, right), print(model(product, scale)));
    }));
  });

  it("is off by at most half of the last digit otherwise", () => {
    check(fc.property(price, unsigned, (left, right) => {
      const text = productOf(left, right);
      if (text.startsWith("Overflow")) return;
      const result = read(text);
      const scale = left.scale + right.scale;
      const exact = signedOf(left) * signedOf(right) * powerOfTen(SCALE_MAX);
      const found = signedOf(result) * powerOfTen(scale + SCALE_MAX - result.scale);
      const error = exact > found ? exact - found : found - exact;
      // A product below half of 1e-28 may be a plain zero, whose scale is 0.
      const digit = result.mantissa === 0n
        ? powerOfTen(scale)
        : powerOfTen(scale + SCALE_MAX - result.scale);
      assertEquals(2n * error <= digit, true);
    }));
  });

  it("by an integer agrees with exact integers", () => {
    check(fc.property(signedOrZero, scalar, (value, factor) => {
      const product = outcome(() => positionSize(value).mul(factor));
      assertEquals(product, named(multiply(value, model(factor, 0)), "PositionSize"));
    }));
  });

  it("gives the same volume from price, quantity and notional", () => {
    check(fc.property(price, unsigned, (left, right) => {
      const [p, q] = [new Price(print(left)), new Quantity(print(right))];
      const expected = named(multiply({ ...left, negative: false }, right), "Price");
      assertEquals(outcome(() => p.calculateVolume(q)), expected);
      assertEquals(outcome(() => q.calculateVolume(p)), expected);
      assertEquals(outcome(() => Notional.fromPriceQuantity(p, q)), expected);
    }));
  });
});
