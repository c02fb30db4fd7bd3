import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import * as fc from "fast-check";
import { Price } from "../../src/param/mod.ts";
import { DECIMALS, SIGNED } from "../unit/param/_decimals.ts";
import { outcome } from "../unit/param/_expect.ts";
import { check, positionSize, seeded, signed, signedOrZero, unsigned } from "./_arbitraries.ts";
import { MANTISSA_MAX, print, SCALE_MAX } from "./_model.ts";

const GRAMMAR = /^[+-]?(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)$/;

/** The exact reading, written with a regular expression instead of a scan. */
function readExactly(text: string): string {
  if (!GRAMMAR.test(text)) return "InvalidFormat/Price";
  const [whole = "", fraction = ""] = text.replace(/^[+-]/, "").split(".");
  const [kept = ""] = fraction.match(/^(?:_*\d){0,28}_*/) ?? [];
  const decimals = kept.replaceAll("_", "");
  const full = decimals.length === SCALE_MAX;
  if (kept !== fraction || (full && kept.endsWith("_"))) return "InvalidFormat/Price";
  const mantissa = BigInt(whole.replaceAll("_", "") + decimals);
  if (mantissa > MANTISSA_MAX) return "InvalidFormat/Price";
  const negative = text.startsWith("-") && mantissa > 0n;
  return print({ negative, mantissa, scale: decimals.length });
}

const likelyText = fc.tuple(
  fc.constantFrom("", "", "+", "-", "--", " "),
  fc.string({ unit: fc.constantFrom(..."0123456789_"), maxLength: 32 }),
  fc.constantFrom("", ".", ".", ".."),
  fc.string({ unit: fc.constantFrom(..."0123456789999_"), maxLength: 32 }),
  fc.constantFrom("", "", "", "_", "e1", " ", "\0"),
).map((parts) => parts.join(""));

const noise = fc.string({ unit: fc.constantFrom(..."0159_.+-eE \u0660"), maxLength: 12 });

describe(seeded("text of decimals"), () => {
  it("reads back what it printed, in every class", () => {
    check(fc.property(signed, (value) => {
      const text = print(value);
      for (const type of SIGNED) assertEquals(type.fromString(text).toString(), text);
    }));
    check(fc.property(unsigned, (value) => {
      const text = print(value);
      for (const type of DECIMALS) assertEquals(type.fromString(text).toString(), text);
    }));
  });

  it("loses nothing but the sign of a zero", () => {
    check(fc.property(signedOrZero, (value) => {
      const size = positionSize(value);
      assertEquals(size.toString(), print(value));
      const again = Price.fromString(size.toString());
      assertEquals(
        again.toString(),
        print({ ...value, negative: value.negative && !size.isZero() }),
      );
      assertEquals(size.isZero(), value.mantissa === 0n);
    }));
  });

  it("accepts exactly the grammar within the limits", () => {
    const sees = (text: string) => assertEquals(outcome(() => new Price(text)), readExactly(text));
    check(fc.property(likelyText, sees));
    check(fc.property(noise, sees));
    check(fc.property(fc.string({ unit: "binary" }), sees));
  });
});
