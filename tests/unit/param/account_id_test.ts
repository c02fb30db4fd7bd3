import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { readAccountId } from "../../../src/param/internal.ts";
import { AccountGroupId, AccountId, AccountIdError } from "../../../src/param/mod.ts";
import { BLANKS, HASHES, NOT_BLANK, SURROGATES, UTF8_EDGES } from "./_id_texts.ts";
import {
  assertRefusesRange,
  assertRefusesTypes,
  fieldsOf,
  OBJECTS_AND_NOTHING,
  show,
  thrownBy,
} from "./_expect.ts";

describe("AccountId.fromInt()", () => {
  it("takes any 64-bit integer as it is, 0 included", () => {
    const values = [0n, 1n, 42n, 2n ** 32n, 2n ** 53n + 1n, 2n ** 63n, 2n ** 64n - 1n];
    const { fromInt } = AccountId;
    assertEquals(values.map((value) => fromInt(value).value), values);
    assertEquals(values.map((value) => fromInt(value).toString()), values.map(String));
  });

  it("refuses integers of more than 64 bits and below zero", () => {
    const message = "account id must be an integer in range 0..=18446744073709551615";
    assertRefusesRange((n) => AccountId.fromInt(n), [-1n, 2n ** 64n, 10n ** 30n], message);
  });

  it("refuses what is no bigint", () => {
    const values = [...OBJECTS_AND_NOTHING, 1, 0, 1.5, NaN, "1", "", AccountId.fromInt(1n)];
    assertRefusesTypes((n) => AccountId.fromInt(n), values, "account id must be a bigint");
  });
});

describe("AccountId.fromString()", () => {
  it("hashes the text as given, numbers too", () => {
    const { fromString } = AccountId;
    assertEquals(
      HASHES.map(([text]) => [text, fromString(text).value]),
      HASHES.map(([text, id]) => [text, id]),
    );
    assert(!AccountId.fromString("42").equals(AccountId.fromInt(42n)));
  });

  it("hashes a lone surrogate as U+FFFD", () => {
    const hashed = SURROGATES.map(([text]) => AccountId.fromString(text).value);
    assertEquals(hashed, SURROGATES.map(([, id]) => id));
  });

  it("hashes UTF-8 of every length", () => {
    const hashed = UTF8_EDGES.map(([text]) => AccountId.fromString(text).value);
    assertEquals(hashed, UTF8_EDGES.map(([, id]) => id));
  });

  it("hashes texts that only look blank", () => {
    const hashed = NOT_BLANK.map(([text]) => AccountId.fromString(text).value);
    assertEquals(hashed, NOT_BLANK.map(([, id]) => id));
  });

  it("refuses blank texts", () => {
    for (const text of BLANKS) {
      const error = thrownBy(() => AccountId.fromString(text));
      assert(error instanceof AccountIdError);
      assertEquals(fieldsOf(error), {
        name: "AccountIdError",
        message: "account id string must not be empty",
        code: "AccountIdEmpty",
      });
    }
  });

  it("takes blanks around a name as part of the name", () => {
    const ids = ["a", " a", "a ", "a\n"].map((text) => AccountId.fromString(text).value);
    assertEquals(new Set(ids).size, 4);
  });

  it("refuses what is no string", () => {
    const values = [...OBJECTS_AND_NOTHING, 1, 1n, AccountId.fromInt(1n)];
    assertRefusesTypes((text) => AccountId.fromString(text), values);
  });
});

describe("AccountId", () => {
  it("equals the same number only", () => {
    const id = AccountId.fromInt(12638187200555641996n);
    assert(id.equals(id) && id.equals(id.clone()) && id.equals(AccountId.fromString("a")));
    assert(!id.equals(AccountId.fromString("A")));
    assert(!AccountId.fromInt(0n).equals(AccountId.fromInt(2n ** 63n)));
  });

  it("refuses to be compared with anything else", () => {
    const values = [...OBJECTS_AND_NOTHING, 7, 7n, "7", AccountGroupId.fromInt(7)];
    assertRefusesTypes((other) => AccountId.fromInt(7n).equals(other), values);
  });

  it("clones to the same id", () => {
    const clone = AccountId.fromInt(7n).clone();
    assert(clone instanceof AccountId);
    assertEquals(clone.value, 7n);
  });
});

describe("readAccountId()", () => {
  it("takes integers as they are and hashes strings", () => {
    const forms = [AccountId.fromInt(42n), 42, 42n];
    assertEquals(forms.map(readAccountId), [42n, 42n, 42n]);
    const edges = [0, -0, 2 ** 53 - 1, 0n, 2n ** 64n - 1n];
    assertEquals(edges.map(readAccountId), [0n, 0n, 9007199254740991n, 0n, 2n ** 64n - 1n]);
    assertEquals(HASHES.map(([text]) => readAccountId(text)), HASHES.map(([, id]) => id));
  });

  it("refuses everything else with an AccountIdError", () => {
    const tooLarge = "account id number must not exceed Number.MAX_SAFE_INTEGER; " +
      "use bigint for larger numeric ids or a string identifier";
    const refused: readonly (readonly [message: string, values: readonly unknown[]])[] = [
      ["account id must be a non-negative integer", [
        ...[...OBJECTS_AND_NOTHING, AccountGroupId.fromInt(7)],
        ...[-1, 0.5, NaN, Infinity, -Infinity, -1n, 2n ** 64n],
      ]],
      [tooLarge, [2 ** 53, 2 ** 64, 1e300]],
      ["account id string must not be empty", BLANKS],
    ];
    for (const [message, values] of refused) {
      for (const value of values) {
        const fields = fieldsOf(thrownBy(() => readAccountId(value)));
        const expected = { name: "AccountIdError", message, code: "AccountIdEmpty" };
        assertEquals([show(value), fields], [show(value), expected]);
      }
    }
  });
});
