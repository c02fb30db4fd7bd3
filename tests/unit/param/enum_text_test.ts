import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { readWord } from "../../../src/param/_enum_text.ts";
import { assertRefusesRange, assertRefusesTypes, OBJECTS_AND_NOTHING } from "./_expect.ts";

const WORDS: ReadonlyMap<string, string> = new Map([["bids", "BIDS"], ["mid", "mid"]]);

function read(value: unknown): string {
  return readWord(value, WORDS, "kind", 'kind must be "BIDS" or "mid"');
}

describe("readWord()", () => {
  it("gives the canonical word for any ASCII case of it", () => {
    const words = ["bids", "Bids", "BIDS", "mid", "MID"];
    assertEquals(words.map(read), ["BIDS", "BIDS", "BIDS", "mid", "mid"]);
  });

  it("refuses other words", () => {
    const words = ["", "b", "bids ", " bids", "bidsmid", "toString", "size", "0"];
    assertRefusesRange(read, words, 'kind must be "BIDS" or "mid"');
  });

  it("folds no letter outside ASCII", () => {
    // Long s, dotless i, dotted capital I, full width.
    assertRefusesRange(read, ["bid\u017f", "m\u0131d", "M\u0130D", "\uff2d\uff29\uff24"]);
  });

  it("refuses what is no string", () => {
    assertRefusesTypes(read, [...OBJECTS_AND_NOTHING, 1, 1n], "kind must be a string");
  });
});
