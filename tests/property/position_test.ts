import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import * as fc from "fast-check";
import { Fee, Pnl, PositionSize, Quantity } from "../../src/param/mod.ts";
import { outcome } from "../unit/param/_expect.ts";
import { check, positionSize, seeded, signed, signedOrZero, unsigned } from "./_arbitraries.ts";
import { add, negate, print } from "./_model.ts";

const side: fc.Arbitrary<"BUY" | "SELL"> = fc.constantFrom("BUY", "SELL");

describe(seeded("positions"), () => {
  it("split into quantity and side, and come back", () => {
    check(fc.property(signedOrZero, (value) => {
      const size = positionSize(value);
      const [quantity, opening] = size.toOpenQuantity();
      assert(PositionSize.fromQuantityAndSide(quantity, opening).equals(size));
      assertEquals(quantity.toString(), size.isZero() ? "0" : print({ ...value, negative: false }));
    }));
  });

  it("are flat after trading the closing quantity", () => {
    check(fc.property(signedOrZero, (value) => {
      const size = positionSize(value);
      const [quantity, closing] = size.toCloseQuantity();
      assertEquals(closing === undefined, size.isZero());
      assert(size.checkedAddQuantity(quantity, closing ?? "BUY").isZero());
    }));
  });

  it("add a traded quantity by its side", () => {
    check(fc.property(signedOrZero, unsigned, side, (value, traded, direction) => {
      const quantity = new Quantity(print(traded));
      const sum = add(value, { ...traded, negative: direction === "SELL" });
      assertEquals(
        outcome(() => positionSize(value).checkedAddQuantity(quantity, direction)),
        sum === "Overflow" ? "Overflow/PositionSize" : sum,
      );
    }));
  });

  it("come from profits as they are and from fees with the sign flipped", () => {
    check(fc.property(signed, (value) => {
      const text = print(value);
      assertEquals(PositionSize.fromPnl(new Pnl(text)).toString(), text);
      const flipped = value.mantissa === 0n ? { ...value, negative: true } : negate(value);
      assertEquals(PositionSize.fromFee(new Fee(text)).toString(), print(flipped));
    }));
  });
});
