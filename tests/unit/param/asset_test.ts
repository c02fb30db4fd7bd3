import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { readAsset } from "../../../src/param/internal.ts";
import { AssetError } from "../../../src/param/mod.ts";
import { BLANKS, NOT_BLANK } from "./_id_texts.ts";
import { assertRefusesTypes, fieldsOf, OBJECTS_AND_NOTHING, thrownBy } from "./_expect.ts";

describe("readAsset()", () => {
  it("keeps any text that is not blank", () => {
    const texts = ["USD", " USD ", "usd", "\tx", "x\u3000", "口座", "\ud800", "X".repeat(100_000)];
    for (const text of [...texts, ...NOT_BLANK.map(([text]) => text)]) {
      assertEquals(readAsset(text, "asset"), text);
    }
  });

  it("refuses blank texts, of any length", () => {
    for (const blank of [...BLANKS, " ".repeat(100_000)]) {
      const error = thrownBy(() => readAsset(blank, "asset"));
      assert(error instanceof AssetError);
      assertEquals(fieldsOf(error), {
        name: "AssetError",
        message: "asset must not be empty",
        code: "AssetEmpty",
      });
    }
  });

  it("names the field that is no string", () => {
    const values = [...OBJECTS_AND_NOTHING, 1, 1n];
    const message = "collateralAsset must be a string";
    assertRefusesTypes((value) => readAsset(value, "collateralAsset"), values, message);
  });
});
