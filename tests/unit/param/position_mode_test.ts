import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { PositionMode } from "../../../src/param/mod.ts";
import {
  assertFoldsNothingBeyondAscii,
  assertReadsTexts,
  assertRefusesOthers,
} from "./_enum_checks.ts";

const TEXTS = ["netting", "hedged"] as const;

describe("PositionMode.fromString()", () => {
  it("reads netting and hedged in any ASCII case", () => assertReadsTexts(PositionMode, TEXTS));

  it("refuses everything else", () => assertRefusesOthers(PositionMode, "position mode", TEXTS));

  it("folds no letter outside ASCII", () => {
    assertFoldsNothingBeyondAscii(PositionMode, ["nett\u0131ng", "NETT\u0130NG", "\uff48edged"]);
  });
});

describe("PositionMode", () => {
  it("has a factory per value", () => {
    const { netting, hedged } = PositionMode;
    assertEquals([netting(), hedged()].map(String), ["netting", "hedged"]);
  });
});
