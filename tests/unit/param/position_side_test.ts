import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { PositionSide } from "../../../src/param/mod.ts";
import {
  assertFoldsNothingBeyondAscii,
  assertReadsTexts,
  assertRefusesOthers,
} from "./_enum_checks.ts";

const TEXTS = ["LONG", "SHORT"] as const;

describe("PositionSide.fromString()", () => {
  it("reads LONG and SHORT in any ASCII case", () => assertReadsTexts(PositionSide, TEXTS));

  it("refuses everything else", () => assertRefusesOthers(PositionSide, "position side", TEXTS));

  it("folds no letter outside ASCII", () => {
    assertFoldsNothingBeyondAscii(PositionSide, ["\u017fHORT", "\u017fhort", "\uff2cONG"]);
  });
});

describe("PositionSide", () => {
  it("knows what it is and its opposite", () => {
    const { long, short } = PositionSide;
    const facts = [long(), short()].map((side) => [
      side.toString(),
      side.isLong(),
      side.isShort(),
      side.opposite().toString(),
    ]);
    assertEquals(facts, [["LONG", true, false, "SHORT"], ["SHORT", false, true, "LONG"]]);
    assert(PositionSide.long().opposite() instanceof PositionSide);
  });
});
