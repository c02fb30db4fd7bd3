import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Side } from "../../../src/param/mod.ts";
import {
  assertFoldsNothingBeyondAscii,
  assertReadsTexts,
  assertRefusesOthers,
} from "./_enum_checks.ts";

const TEXTS = ["BUY", "SELL"] as const;

describe("Side.fromString()", () => {
  it("reads BUY and SELL in any ASCII case", () => assertReadsTexts(Side, TEXTS));

  it("refuses everything else", () => assertRefusesOthers(Side, "side", TEXTS));

  it("folds no letter outside ASCII", () => {
    assertFoldsNothingBeyondAscii(Side, ["\u017fELL", "\u017fell", "\uff22\uff35\uff39"]);
  });
});

describe("Side", () => {
  it("knows what it is, its opposite and its sign", () => {
    const { buy, sell } = Side;
    const facts = [buy(), sell()].map((side) => [
      side.toString(),
      side.isBuy(),
      side.isSell(),
      side.opposite().toString(),
      side.sign(),
    ]);
    assertEquals(facts, [["BUY", true, false, "SELL", 1], ["SELL", false, true, "BUY", -1]]);
    assert(Side.buy().opposite() instanceof Side);
    assertEquals(Side.buy().opposite().opposite().toString(), "BUY");
  });
});
