import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { nearest } from "../../../src/internal/nearest.ts";

const FIELDS = ["underlyingAsset", "settlementAsset", "accountId", "side", "tradeAmount", "price"];

describe("nearest()", () => {
  it("finds the candidate with the fewest edits", () => {
    const rows: readonly [word: string, found: string][] = [
      ["prise", "price"],
      ["pric", "price"],
      ["pprice", "price"],
      ["account", "accountId"],
      ["settlmentAsset", "settlementAsset"],
      ["underlying", "underlyingAsset"],
      ["tradedAmount", "tradeAmount"],
      ["sid", "side"],
    ];
    assertEquals(rows.map(([word]) => nearest(word, FIELDS)), rows.map(([, found]) => found));
  });
  it("does not look at letter case", () => {
    assertEquals(nearest("PRICE", FIELDS), "price");
    assertEquals(nearest("accountid", FIELDS), "accountId");
  });
  it("prefers the first of equals", () => {
    assertEquals(nearest("x", ["ab", "cd"]), "ab");
    assertEquals(nearest("ax", ["ab", "ac"]), "ab");
    assertEquals(nearest("", ["aaa", "b", "c"]), "b");
  });
  it("finds nothing among nothing", () => {
    assertEquals(nearest("price", []), undefined);
  });
});
