import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import * as fc from "fast-check";
import { AccountGroupId, AccountId, Instrument } from "../../src/param/mod.ts";
import { outcome } from "../unit/param/_expect.ts";
import { check, seeded } from "./_arbitraries.ts";

const WHITE_SPACE = /^\p{White_Space}*$/u;

/** FNV-1a over UTF-8, by the host's own encoder and arithmetic of any size. */
function fnv1a(text: string, bits: bigint, basis: bigint, prime: bigint): bigint {
  let hash = basis;
  for (const byte of new TextEncoder().encode(text)) {
    hash = BigInt.asUintN(Number(bits), (hash ^ BigInt(byte)) * prime);
  }
  return hash;
}

/** Text of any kind: lone surrogates, all planes, blanks, plain names. */
const text: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 8 })
    .map((units) => String.fromCharCode(...units)),
  fc.string({ unit: "binary" }),
  fc.string({
    unit: fc.constantFrom("a", "\ud83d", "\ude00", "\ud800", "é", "口", " ", "\ufeff", "\0"),
  }),
  fc.string({ unit: fc.constantFrom(" ", "\t", "\u0085", "\u00a0", "\u3000", "\u200b") }),
);

describe(seeded("identifiers"), () => {
  it("hash any text of an account as 64-bit FNV-1a of its UTF-8 bytes", () => {
    check(fc.property(text, (name) => {
      const hash = fnv1a(name, 64n, 14695981039346656037n, 1099511628211n);
      const expected = WHITE_SPACE.test(name) ? "AccountIdEmpty" : `${hash}`;
      assertEquals(outcome(() => AccountId.fromString(name)), expected);
    }));
  });

  it("hash any text of a group as 32-bit FNV-1a, never 0", () => {
    check(fc.property(text, (name) => {
      const hash = fnv1a(name, 32n, 2166136261n, 16777619n) || 1n;
      const expected = WHITE_SPACE.test(name) ? "Other" : `${hash}`;
      assertEquals(outcome(() => AccountGroupId.fromString(name)), expected);
    }));
  });

  it("give back any integer", () => {
    check(fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (n) => {
      const id = AccountId.fromInt(n);
      assertEquals([id.value, id.toString()], [n, `${n}`]);
      assert(id.equals(AccountId.fromInt(n)) && !id.equals(AccountId.fromInt(n ^ 1n)));
    }));
    check(fc.property(fc.integer({ min: 1, max: 4294967295 }), (n) => {
      assertEquals(AccountGroupId.fromInt(n).value, n);
    }));
  });

  it("keep any asset that is not blank, to the code unit", () => {
    check(fc.property(text, (asset) => {
      const expected = WHITE_SPACE.test(asset) ? "AssetEmpty" : asset;
      assertEquals(outcome(() => new Instrument(asset, "USD").underlyingAsset), expected);
    }));
  });
});
