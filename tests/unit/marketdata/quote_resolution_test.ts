import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { QuoteResolution } from "../../../src/marketdata/mod.ts";
import { readQuoteResolution } from "../../../src/marketdata/quote_resolution.ts";
import { assertErrors } from "../model/_errors.ts";
import { assertRefusesRange, assertRefusesTypes, OBJECTS_AND_NOTHING } from "../param/_expect.ts";

const WORDS = ["ACCOUNT_ONLY", "ACCOUNT_THEN_GROUP", "ACCOUNT_THEN_GROUP_THEN_DEFAULT"] as const;
const OTHER_WORDS = [
  "",
  "ACCOUNT",
  " ACCOUNT_ONLY",
  "account-only",
  "AccountOnly",
  "ACCOUNT_ONLYY",
];
const EXPECTED =
  'resolution must be "ACCOUNT_ONLY", "ACCOUNT_THEN_GROUP", or "ACCOUNT_THEN_GROUP_THEN_DEFAULT"';

describe("QuoteResolution", () => {
  it("has a factory per word", () => {
    assertEquals(WORDS.map((word) => QuoteResolution[word]().toString()), [...WORDS]);
    assertEquals(WORDS.map((word) => `${QuoteResolution[word]().clone()}`), [...WORDS]);
  });

  it("fromString() reads any letter case", () => {
    for (const word of WORDS) {
      const mixed = word.replace("C", "c").replace("O", "o");
      for (const text of [word, word.toLowerCase(), mixed]) {
        assertEquals(QuoteResolution.fromString(text).toString(), word);
      }
    }
  });

  it("fromString() refuses other texts and types", () => {
    assertRefusesRange((text) => QuoteResolution.fromString(text), OTHER_WORDS, EXPECTED);
    const values = [...OBJECTS_AND_NOTHING, 0, QuoteResolution.ACCOUNT_ONLY()];
    const message = "resolution must be a string";
    assertRefusesTypes((value) => QuoteResolution.fromString(value), values, message);
  });

  it("cannot be constructed or compared by operators", () => {
    const resolution = QuoteResolution.ACCOUNT_ONLY();
    assertErrors([
      [
        () => Reflect.construct(QuoteResolution, ["ACCOUNT_ONLY"]),
        "TypeError: QuoteResolution cannot be constructed directly",
      ],
      [
        () => resolution as unknown as number < 1,
        "TypeError: Cannot convert a QuoteResolution to a primitive value: use toString()",
      ],
    ]);
  });

  it("survives free() and Symbol.dispose", () => {
    const resolution = QuoteResolution.ACCOUNT_ONLY();
    resolution.free();
    resolution[Symbol.dispose]();
    assert(resolution.toString() === "ACCOUNT_ONLY");
  });
});

describe("readQuoteResolution()", () => {
  it("reads the class and its texts", () => {
    for (const word of WORDS) {
      for (const form of [QuoteResolution[word](), word, word.toLowerCase()]) {
        assertEquals(readQuoteResolution(form), word);
      }
    }
  });

  it("refuses everything else", () => {
    assertRefusesRange((text) => readQuoteResolution(text), OTHER_WORDS, EXPECTED);
    const forged = Object.create(QuoteResolution.prototype);
    const message = "resolution must be a QuoteResolution or a resolution string";
    assertRefusesTypes(
      (value) => readQuoteResolution(value),
      [...OBJECTS_AND_NOTHING, 0, forged],
      message,
    );
  });
});
