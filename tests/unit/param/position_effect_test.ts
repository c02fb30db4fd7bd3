import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { PositionEffect } from "../../../src/param/mod.ts";
import {
  assertFoldsNothingBeyondAscii,
  assertReadsTexts,
  assertRefusesOthers,
} from "./_enum_checks.ts";

const TEXTS = ["OPEN", "CLOSE"] as const;

describe("PositionEffect.fromString()", () => {
  it("reads OPEN and CLOSE in any ASCII case", () => assertReadsTexts(PositionEffect, TEXTS));

  it("refuses everything else", () => {
    assertRefusesOthers(PositionEffect, "position effect", TEXTS);
  });

  it("folds no letter outside ASCII", () => {
    assertFoldsNothingBeyondAscii(PositionEffect, ["CLO\u017fE", "clo\u017fe", "\uff2fPEN"]);
  });
});

describe("PositionEffect", () => {
  it("has a factory per value", () => {
    const { open, close } = PositionEffect;
    assertEquals([open(), close()].map(String), ["OPEN", "CLOSE"]);
  });
});
