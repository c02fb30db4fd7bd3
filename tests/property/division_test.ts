import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import * as fc from "fast-check";
import { Price, Volume } from "../../src/param/mod.ts";
import { outcome } from "../unit/param/_expect.ts";
import { check, positionSize, scalar, seeded, signedOrZero, unsigned } from "./_arbitraries.ts";
import {
  halfEven,
  MANTISSA_MAX,
  type Model,
  model,
  numerator,
  powerOfTen,
  print,
  read,
  SCALE_MAX,
} from "./_model.ts";

/** Both operands as integers whose ratio is the quotient. */
function ratio(dividend: Model, divisor: Model): [bigint, bigint] {
  const absolute = (value: Model) => numerator({ ...value, negative: false });
  return [absolute(dividend), absolute(divisor)];
}

/**
 * Checks a quotient against the exact ratio: exact, or off by at most half of the last digit that
 * 28 decimals or the mantissa leave room for.
 */
function assertClosest(text: string, dividend: Model, divisor: Model): void {
  const [a, b] = ratio(dividend, divisor);
  if (text.startsWith("Overflow")) {
    assert(halfEven(a, b) > MANTISSA_MAX);
    return;
  }
  let { mantissa, scale } = read(text);
  while (scale < SCALE_MAX && mantissa * 10n <= MANTISSA_MAX) {
    mantissa *= 10n;
    scale++;
  }
  const error = mantissa * b - a * powerOfTen(scale);
  assert(
    2n * (error < 0n ? -error : error) <= b,
    `${text} for ${print(dividend)} / ${print(divisor)}`,
  );
}

describe(seeded("division"), () => {
  it("of a volume by a price is the closest quotient", () => {
    check(fc.property(unsigned, signedOrZero, (volume, price) => {
      const text = print({ ...price, negative: price.negative && price.mantissa !== 0n });
      const quotient = outcome(() => new Volume(print(volume)).calculateQuantity(new Price(text)));
      if (price.mantissa === 0n) assertEquals(quotient, "0");
      else assertClosest(quotient, volume, price);
    }));
  });

  it("by an integer is the closest quotient, with the sign of both", () => {
    check(fc.property(signedOrZero, scalar, (value, divisor) => {
      const quotient = outcome(() => positionSize(value).div(divisor));
      if (divisor === 0n) {
        assertEquals(quotient, "DivisionByZero/PositionSize");
        return;
      }
      assertClosest(quotient.replace("-", ""), value, model(divisor, 0));
      const zero = quotient.startsWith("Overflow") || read(quotient).mantissa === 0n;
      assertEquals(quotient.startsWith("-"), !zero && value.negative !== divisor < 0n);
    }));
  });

  it("keeps the scale of an exact integer quotient", () => {
    check(fc.property(unsigned, fc.integer({ min: 1, max: 100_000 }), (value, divisor) => {
      const product = value.mantissa * BigInt(divisor);
      if (value.mantissa === 0n || product > MANTISSA_MAX) return;
      const dividend = new Volume(print({ ...value, mantissa: product }));
      assertEquals(dividend.div(divisor).toString(), print(value));
    }));
  });

  it("undoes a multiplication that was exact", () => {
    check(fc.property(signedOrZero, scalar, (value, factor) => {
      const magnitude = value.mantissa * (factor < 0n ? -factor : factor);
      if (magnitude === 0n || magnitude > MANTISSA_MAX) return;
      const size = positionSize(value);
      assert(size.mul(factor).div(factor).equals(size));
    }));
  });
});
