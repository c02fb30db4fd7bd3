import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import * as fc from "fast-check";
import { Price, Quantity } from "../../src/param/mod.ts";
import { outcome } from "../unit/param/_expect.ts";
import { check, scale, seeded, signed } from "./_arbitraries.ts";
import { fromFloat } from "./_float_model.ts";
import {
  type Model,
  model,
  numerator,
  powerOfTen,
  print,
  quantize,
  read,
  SCALE_MAX,
  type Strategy,
} from "./_model.ts";

const strategy: fc.Arbitrary<Strategy> = fc.constantFrom(
  "midpointNearestEven",
  "midpointAwayFromZero",
  "up",
  "down",
);

const wantedScale: fc.Arbitrary<number> = fc.oneof(
  { arbitrary: scale, weight: 9 },
  { arbitrary: fc.integer({ min: 0, max: 4294967295 }), weight: 1 },
);

/** Often exactly half way between two results. */
const value: fc.Arbitrary<Model> = fc.oneof(
  signed,
  fc.tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 1, max: 20 }))
    .map(([half, zeros]) => model(BigInt(half) * 5n * powerOfTen(zeros - 1), zeros)),
);

describe(seeded("quantization"), () => {
  it("agrees with exact integers for every strategy", () => {
    check(fc.property(value, wantedScale, strategy, (decimal, wanted, rule) => {
      const text = print(decimal);
      const found = Price.fromStringRounded(text, wanted, rule).toString();
      assertEquals(found, quantize(decimal, wanted, rule));
    }));
  });

  it("stays within one unit, on the side that its rule names", () => {
    check(fc.property(value, scale, (decimal, wanted) => {
      const text = print(decimal);
      const unit = powerOfTen(SCALE_MAX - wanted);
      const error = (rule: Strategy) =>
        numerator(read(Price.fromStringRounded(text, wanted, rule).toString())) -
        numerator(decimal);
      const [up, down] = [error("up"), error("down")];
      assert(0n <= up && up < unit && -unit < down && down <= 0n);
      assert(up === down ? up === 0n : up - down === unit);
      for (const rule of ["midpointNearestEven", "midpointAwayFromZero"] as const) {
        const nearest = error(rule);
        assert(nearest === up || nearest === down);
        assert(2n * (nearest < 0n ? -nearest : nearest) <= unit);
      }
    }));
  });

  it("changes nothing the second time", () => {
    check(fc.property(value, scale, strategy, strategy, (decimal, wanted, first, second) => {
      const once = Price.fromStringRounded(print(decimal), wanted, first).toString();
      assertEquals(Price.fromStringRounded(once, wanted, second).toString(), once);
    }));
  });

  it("decides the sign of an unsigned value after rounding", () => {
    check(fc.property(value, scale, strategy, (decimal, wanted, rule) => {
      const rounded = quantize(decimal, wanted, rule);
      const expected = rounded.startsWith("-") ? "Negative/Quantity" : rounded;
      const text = print(decimal);
      assertEquals(outcome(() => Quantity.fromStringRounded(text, wanted, rule)), expected);
    }));
  });

  it("of a float is that of its decimal", () => {
    const float = fc.double({ min: -1e12, max: 1e12, noNaN: true });
    check(fc.property(float, scale, strategy, (x, wanted, rule) => {
      const found = Price.fromFloatRounded(x, wanted, rule).toString();
      assertEquals(found, quantize(read(fromFloat(x)), wanted, rule));
    }));
  });
});
