import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { readAccountGroupId } from "../../../src/param/internal.ts";
import { AccountGroupId, AccountId, ParamError } from "../../../src/param/mod.ts";
import { BLANKS, HASHES, NOT_BLANK, SURROGATES, UTF8_EDGES } from "./_id_texts.ts";
import {
  assertRefusesRange,
  assertRefusesTypes,
  fieldsOf,
  OBJECTS_AND_NOTHING,
  show,
  thrownBy,
} from "./_expect.ts";

/** Texts whose 32-bit hash is 0, found by search. */
const HASHING_TO_ZERO = ["b0ccrhg", "c5offi9", "0zuf8nj", "2fnhijp"];

describe("AccountGroupId.DEFAULT()", () => {
  it("is group 0, which nothing else makes", () => {
    const { DEFAULT } = AccountGroupId;
    assertEquals([DEFAULT().value, DEFAULT().toString()], [0, "0"]);
    assert(DEFAULT() instanceof AccountGroupId);
    assert(DEFAULT().equals(AccountGroupId.DEFAULT()));
    assert(!DEFAULT().equals(AccountGroupId.fromInt(1)));
  });
});

describe("AccountGroupId.fromInt()", () => {
  it("takes 1 to 2^32 - 1", () => {
    const values = [1, 7, 65536, 2 ** 31, 4294967295];
    const { fromInt } = AccountGroupId;
    assertEquals(values.map((value) => fromInt(value).value), values);
    assertEquals(values.map((value) => fromInt(value).toString()), values.map(String));
  });

  it("refuses 0, the reserved group", () => {
    for (const zero of [0, -0]) {
      const error = thrownBy(() => AccountGroupId.fromInt(zero));
      assert(error instanceof ParamError);
      assertEquals(fieldsOf(error), {
        name: "ParamError",
        message: "account group id must not equal the reserved default group",
        code: "Other",
      });
    }
  });

  it("refuses what is no 32-bit integer", () => {
    const values = [-1, 0.5, 1.5, 4294967296, 2 ** 53, NaN, Infinity, -Infinity];
    assertRefusesRange((n) => AccountGroupId.fromInt(n), values);
  });

  it("refuses what is no number", () => {
    const values = [...OBJECTS_AND_NOTHING, 1n, "1", "", AccountGroupId.fromInt(1)];
    assertRefusesTypes((n) => AccountGroupId.fromInt(n), values);
  });
});

describe("AccountGroupId.fromString()", () => {
  it("hashes the text as given, numbers too", () => {
    const { fromString } = AccountGroupId;
    assertEquals(
      HASHES.map(([text]) => [text, fromString(text).value]),
      HASHES.map(([text, , id]) => [text, id]),
    );
  });

  it("hashes a lone surrogate as U+FFFD", () => {
    const hashed = SURROGATES.map(([text]) => AccountGroupId.fromString(text).value);
    assertEquals(hashed, SURROGATES.map(([, , id]) => id));
  });

  it("hashes UTF-8 of every length", () => {
    const hashed = UTF8_EDGES.map(([text]) => AccountGroupId.fromString(text).value);
    assertEquals(hashed, UTF8_EDGES.map(([, , id]) => id));
  });

  it("hashes texts that only look blank", () => {
    const hashed = NOT_BLANK.map(([text]) => AccountGroupId.fromString(text).value);
    assertEquals(hashed, NOT_BLANK.map(([, , id]) => id));
  });

  it("is 1 where the hash is 0", () => {
    const hashed = HASHING_TO_ZERO.map((text) => AccountGroupId.fromString(text).value);
    assertEquals(hashed, [1, 1, 1, 1]);
  });

  it("refuses blank texts", () => {
    for (const text of BLANKS) {
      const error = thrownBy(() => AccountGroupId.fromString(text));
      assert(error instanceof ParamError);
      assertEquals(fieldsOf(error), {
        name: "ParamError",
        message: "account group id string must not be empty",
        code: "Other",
      });
    }
  });

  it("refuses what is no string", () => {
    const values = [...OBJECTS_AND_NOTHING, 1, 1n, AccountGroupId.fromInt(1)];
    assertRefusesTypes((text) => AccountGroupId.fromString(text), values);
  });
});

describe("AccountGroupId", () => {
  it("equals the same number only", () => {
    const group = AccountGroupId.fromInt(3826002220);
    assert(group.equals(group.clone()) && group.equals(AccountGroupId.fromString("a")));
    assert(!group.equals(AccountGroupId.fromString("A")));
  });

  it("refuses to be compared with anything else", () => {
    const values = [...OBJECTS_AND_NOTHING, 7, 7n, "7", AccountId.fromInt(7n)];
    assertRefusesTypes((other) => AccountGroupId.fromInt(7).equals(other), values);
  });

  it("clones to the same id", () => {
    const clone = AccountGroupId.fromInt(7).clone();
    assert(clone instanceof AccountGroupId);
    assertEquals(clone.value, 7);
  });
});

describe("readAccountGroupId()", () => {
  it("takes integers as they are and hashes strings", () => {
    const forms = [AccountGroupId.fromInt(42), 42, 42n];
    assertEquals(forms.map(readAccountGroupId), [42, 42, 42]);
    assertEquals([4294967295, 4294967295n].map(readAccountGroupId), [4294967295, 4294967295]);
    assertEquals(HASHES.map(([text]) => readAccountGroupId(text)), HASHES.map(([, , id]) => id));
    assertEquals(readAccountGroupId(AccountGroupId.DEFAULT()), 0);
  });

  it("refuses everything else with code Other", () => {
    const refused: readonly (readonly [message: string, values: readonly unknown[]])[] = [
      ["account group id must be a non-negative integer or a string", [
        ...[...OBJECTS_AND_NOTHING, AccountId.fromInt(7n)],
        ...[-1, 0.5, 4294967296, NaN, Infinity, -1n, 4294967296n, 2n ** 64n],
      ]],
      ["account group id must not equal the reserved default group", [0, -0, 0n]],
      ["account group id string must not be empty", BLANKS],
    ];
    for (const [message, values] of refused) {
      for (const value of values) {
        const fields = fieldsOf(thrownBy(() => readAccountGroupId(value)));
        const expected = { name: "ParamError", message, code: "Other" };
        assertEquals([show(value), fields], [show(value), expected]);
      }
    }
  });
});
