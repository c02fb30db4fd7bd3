import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import * as fc from "fast-check";
import { Price } from "../../src/param/mod.ts";
import { outcome } from "../unit/param/_expect.ts";
import { check, positionSize, seeded, signedOrZero } from "./_arbitraries.ts";
import { fromFloat } from "./_float_model.ts";
import { multiply, read } from "./_model.ts";

/** Doubles of any exponent, near powers of two and ten, and everyday ones. */
const float: fc.Arbitrary<number> = fc.oneof(
  fc.double(),
  fc.double({ min: -1e29, max: 1e29, noNaN: true }),
  fc.double({ min: -1e-25, max: 1e-25, noNaN: true }),
  fc.tuple(fc.integer({ min: -1074, max: 97 }), fc.integer({ min: -8, max: 8 }))
    .map(([exponent, steps]) => 2 ** exponent * (1 + steps * Number.EPSILON)),
  fc.tuple(fc.integer({ min: -30, max: 29 }), fc.integer({ min: -9, max: 9 }))
    .map(([exponent, digit]) => digit * 10 ** exponent),
  fc.integer().map((cents) => cents / 100),
);

/**
 * Everyday decimals. Below 4096 the conversion recovers up to eight decimals; above, its digit by
 * digit rounding may leave a stray digit (4503.5933 becomes 4503.593300000001).
 */
const shortText: fc.Arbitrary<string> = fc.tuple(
  fc.constantFrom("", "-"),
  fc.integer({ min: 0, max: 4095 }),
  fc.string({ unit: fc.constantFrom(..."0123456789"), maxLength: 8 }),
).map(([sign, whole, fraction]) => `${sign}${whole}${fraction === "" ? "" : `.${fraction}`}`);

describe(seeded("floats"), () => {
  it("convert as the rules say, step by step", () => {
    check(fc.property(float, (x) => {
      assertEquals(outcome(() => Price.fromFloat(x)), fromFloat(x));
    }));
  });

  it("of short decimals give those decimals", () => {
    check(fc.property(shortText, (text) => {
      assert(Price.fromFloat(Number(text)).equals(Price.fromString(text)), text);
    }));
  });

  it("that are safe integers are exact", () => {
    check(fc.property(fc.maxSafeInteger(), (n) => {
      assertEquals(Price.fromFloat(n).toString(), Object.is(n, -0) ? "-0" : `${n}`);
      assert(Price.fromFloat(n).equals(new Price(n)));
    }));
  });

  it("stay close: back to a double, 15 digits are the same", () => {
    const everyday = fc.double({ min: 1e-12, max: 1e28, noNaN: true });
    check(fc.property(everyday, (x) => {
      const back = Number(Price.fromFloat(x).toString());
      assert(Math.abs(back - x) <= Math.abs(x) * 2e-15, `${x} came back as ${back}`);
    }));
  });

  it("multiply like the decimals they become", () => {
    check(fc.property(signedOrZero, float, (value, x) => {
      const decimal = fromFloat(x);
      const product = decimal === "InvalidFloat" ? decimal : multiply(value, read(decimal));
      const expected = product === "Overflow" ? "Overflow/PositionSize" : product;
      assertEquals(outcome(() => positionSize(value).mul(x)), expected);
    }));
  });
});
