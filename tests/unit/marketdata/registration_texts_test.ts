import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { idTaken, instrumentTaken } from "../../../src/marketdata/_registration_texts.ts";
import { Instrument } from "../../../src/param/mod.ts";

describe("registration texts", () => {
  it("name the instrument as the reference engine does", () => {
    assertEquals(
      instrumentTaken(new Instrument("AAPL", "USD")),
      'instrument Instrument { underlying_asset: Asset("AAPL"), settlement_asset: Asset("USD") } is already registered',
    );
  });

  it("escape quotes, backslashes and line ends, and nothing else", () => {
    assertEquals(
      instrumentTaken(new Instrument('a"b\\c', "д\n'")),
      'instrument Instrument { underlying_asset: Asset("a\\"b\\\\c"), settlement_asset: Asset("д\\n\'") } is already registered',
    );
  });

  it("name the id", () => {
    assertEquals(
      idTaken(18446744073709551615n),
      "instrument id 18446744073709551615 is already registered",
    );
  });
});
