import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  AlreadyRegistered,
  InstrumentId,
  MarketDataError,
  Quote,
  QuoteExpired,
  QuoteUnavailable,
  RegistrationError,
  RegistrationErrorKind,
  UnknownInstrument,
  UnknownInstrumentId,
} from "../../../src/marketdata/mod.ts";
import { OpenpitError } from "../../../src/param/internal.ts";
import { Instrument } from "../../../src/param/mod.ts";

const QUOTE = new Quote({ mark: "1" });
const INSTRUMENT = new Instrument("AAPL", "USD");
const ID = new InstrumentId(7n);

const ERRORS = [
  new MarketDataError("m"),
  new UnknownInstrument("m"),
  new QuoteUnavailable("m"),
  new QuoteExpired("m", QUOTE),
  new AlreadyRegistered("m", INSTRUMENT),
  new RegistrationError("m", "DuplicateId", { instrumentId: ID }),
  new UnknownInstrumentId("m", ID),
];

describe("market data errors", () => {
  it("are named after their class", () => {
    assertEquals(ERRORS.map((error) => [error.name, error.message]), [
      ["MarketDataError", "m"],
      ["UnknownInstrument", "m"],
      ["QuoteUnavailable", "m"],
      ["QuoteExpired", "m"],
      ["AlreadyRegistered", "m"],
      ["RegistrationError", "m"],
      ["UnknownInstrumentId", "m"],
    ]);
    assert(ERRORS.every((error) => error instanceof OpenpitError && error instanceof Error));
  });

  it("have a common base if they are about reading", () => {
    const reading = ERRORS.filter((error) => error instanceof MarketDataError);
    assertEquals(reading.map((error) => error.name), [
      ...["MarketDataError", "UnknownInstrument", "QuoteUnavailable", "QuoteExpired"],
    ]);
  });

  it("carry what they are about", () => {
    assert(new QuoteExpired("m", QUOTE).quote === QUOTE);
    assert(new AlreadyRegistered("m", INSTRUMENT).instrument === INSTRUMENT);
    assert(new UnknownInstrumentId("m", ID).instrumentId === ID);
  });

  it("have only the properties that were given", () => {
    const byId = new RegistrationError("m", "DuplicateId", { instrumentId: ID });
    assertEquals([byId.kind, byId.instrumentId === ID], ["DuplicateId", true]);
    assert(!("instrument" in byId));
    const byName = new RegistrationError("m", "DuplicateInstrument", { instrument: INSTRUMENT });
    assertEquals([byName.kind, byName.instrument === INSTRUMENT], ["DuplicateInstrument", true]);
    assert(!("instrumentId" in byName));
    const bare = new RegistrationError("m", "DuplicateId");
    assert(!("instrument" in bare) && !("instrumentId" in bare) && !("code" in bare));
  });
});

describe("RegistrationErrorKind", () => {
  it("has a key per kind, equal to its value", () => {
    const names = ["DuplicateId", "DuplicateInstrument"];
    const expected = Object.fromEntries(names.map((name) => [name, name]));
    assertEquals({ ...RegistrationErrorKind } as Record<string, string>, expected);
  });
});
