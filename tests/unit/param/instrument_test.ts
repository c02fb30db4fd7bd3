import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { readInstrument } from "../../../src/param/internal.ts";
import { AssetError, Fee, Instrument } from "../../../src/param/mod.ts";
import { BLANKS, NOT_BLANK } from "./_id_texts.ts";
import { assertRefusesTypes, fieldsOf, OBJECTS_AND_NOTHING, thrownBy } from "./_expect.ts";

describe("Instrument", () => {
  it("keeps both assets as given", () => {
    const long = "X".repeat(100_000);
    for (const asset of ["AAPL", " USD ", "usd", "口座", "\ud800", "A/B", long]) {
      const instrument = new Instrument(asset, "EUR");
      assertEquals([instrument.underlyingAsset, instrument.settlementAsset], [asset, "EUR"]);
      assertEquals(new Instrument("EUR", asset).settlementAsset, asset);
    }
  });

  it("keeps assets that only look blank", () => {
    for (const [asset] of NOT_BLANK) {
      assertEquals(new Instrument(asset, "USD").underlyingAsset, asset);
    }
  });

  it("refuses blank assets", () => {
    for (const blank of BLANKS) {
      for (
        const make of [() => new Instrument(blank, "USD"), () => new Instrument("AAPL", blank)]
      ) {
        const error = thrownBy(make);
        assert(error instanceof AssetError);
        assertEquals(fieldsOf(error), {
          name: "AssetError",
          message: "asset must not be empty",
          code: "AssetEmpty",
        });
      }
    }
  });

  it("refuses assets that are no strings", () => {
    const values = [...OBJECTS_AND_NOTHING, 1, 1n, NaN];
    assertRefusesTypes((asset) => new Instrument(asset, "USD"), values);
    assertRefusesTypes((asset) => new Instrument("AAPL", asset), values);
  });

  it("prints both assets", () => {
    assertEquals(new Instrument("AAPL", "USD").toString(), "Instrument(AAPL/USD)");
    assertEquals(`${new Instrument(" a", "b/c")}`, "Instrument( a/b/c)");
  });

  it("equals the same pair of assets only", () => {
    const instrument = new Instrument("AAPL", "USD");
    assert(instrument.equals(instrument) && instrument.equals(new Instrument("AAPL", "USD")));
    const others = [["aapl", "USD"], ["AAPL", "usd"], ["USD", "AAPL"], ["AAPL ", "USD"]] as const;
    for (const [underlying, settlement] of others) {
      assert(!instrument.equals(new Instrument(underlying, settlement)));
    }
    assert(!new Instrument("A/B", "C").equals(new Instrument("A", "B/C")));
  });

  it("refuses to be compared with anything else", () => {
    const literal = { underlyingAsset: "AAPL", settlementAsset: "USD" };
    const values = [...OBJECTS_AND_NOTHING, "AAPL", 1, literal];
    assertRefusesTypes((other) => new Instrument("AAPL", "USD").equals(other), values);
  });

  it("clones to an equal instrument", () => {
    const clone = new Instrument("AAPL", "USD").clone();
    assert(clone instanceof Instrument && clone.equals(new Instrument("AAPL", "USD")));
    assertEquals(clone.toString(), "Instrument(AAPL/USD)");
  });
});

describe("readInstrument()", () => {
  it("reads an instrument or a plain object", () => {
    const literal = { underlyingAsset: "AAPL", settlementAsset: "USD", venue: "X" };
    for (const form of [new Instrument("AAPL", "USD"), literal, Object.create(literal)]) {
      assertEquals(readInstrument(form).toString(), "Instrument(AAPL/USD)");
    }
  });

  it("refuses every other type", () => {
    const values = [null, undefined, true, 1, "AAPL", [], ["AAPL", "USD"], new Map(), new Fee(1)];
    const message = "instrument must be an Instrument or { underlyingAsset, settlementAsset }";
    assertRefusesTypes((value) => readInstrument(value), values, message);
  });

  it("names the half that is missing or no string", () => {
    for (const asset of [undefined, null, 1, true, {}]) {
      const [underlying, settlement] = [
        { underlyingAsset: asset, settlementAsset: "USD" },
        { underlyingAsset: "AAPL", settlementAsset: asset },
      ];
      const required = (field: string) => `instrument.${field} is required and must be a string`;
      const read = (value: never) => readInstrument(value);
      assertRefusesTypes(read, [underlying, {}], required("underlyingAsset"));
      assertRefusesTypes(read, [settlement], required("settlementAsset"));
    }
  });

  it("refuses a blank half", () => {
    const blank = { underlyingAsset: " ", settlementAsset: "USD" };
    assert(thrownBy(() => readInstrument(blank)) instanceof AssetError);
  });
});
