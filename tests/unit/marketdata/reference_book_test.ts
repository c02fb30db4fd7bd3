import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  InstrumentId,
  ReferenceBook,
  ReferenceBookRegistrationError,
  SettlementScheme,
  UnknownReferenceBookInstrumentId,
} from "../../../src/core.ts";
import { Instrument } from "../../../src/param/mod.ts";
import { assertErrors } from "../model/_errors.ts";
import { assertRefusesTypes, OBJECTS_AND_NOTHING, thrownBy } from "../param/_expect.ts";
import { AAPL, MSFT } from "./_kit.ts";

const IBM = { underlyingAsset: "IBM", settlementAsset: "USD" };
const AAPL_TAKEN =
  'ReferenceBookRegistrationError: instrument Instrument { underlying_asset: Asset("AAPL"), settlement_asset: Asset("USD") } is already registered';

describe("ReferenceBook", () => {
  it("counts ids from 0, past those given by hand", () => {
    const book = new ReferenceBook();
    const ids = [
      book.register(AAPL),
      book.registerWithId(MSFT, 1),
      book.register(new Instrument("IBM", "USD")),
    ];
    assertEquals(ids.map((id) => [id instanceof InstrumentId, id.value]), [
      [true, 0n],
      [true, 1n],
      [true, 2n],
    ]);
    assertEquals(new ReferenceBook().register(IBM).value, 0n);
  });

  it("takes every form of an id", () => {
    const book = new ReferenceBook();
    const forms = [new InstrumentId(3n), 4, 5n, " 18446744073709551615 "];
    const ids = forms.map((form, i) =>
      book.registerWithId({ underlyingAsset: `X${i}`, settlementAsset: "USD" }, form).value
    );
    assertEquals(ids, [3n, 4n, 5n, 18446744073709551615n]);
  });

  it("resolves exact names only", () => {
    const book = new ReferenceBook();
    book.registerWithId(AAPL, 42);
    assertEquals(book.resolve(AAPL)?.value, 42n);
    assertEquals(book.resolve({ underlyingAsset: "aapl", settlementAsset: "USD" }), undefined);
    assertEquals(book.resolve({ underlyingAsset: "USD", settlementAsset: "AAPL" }), undefined);
  });

  it("refuses a name, then an id, that is taken, and changes nothing", () => {
    const book = new ReferenceBook();
    book.register(AAPL);
    const idTaken = "ReferenceBookRegistrationError: instrument id 0 is already registered";
    assertErrors([
      [() => book.register(AAPL), AAPL_TAKEN],
      [() => book.registerWithId(AAPL, 0), AAPL_TAKEN],
      [() => book.registerWithId(AAPL, 5), AAPL_TAKEN],
      [() => book.registerWithId(MSFT, 0), idTaken],
    ]);
    assertEquals(book.resolve(MSFT), undefined);
    assertEquals(book.register(MSFT).value, 1n);
  });

  it("tells in the error what is taken", () => {
    const book = new ReferenceBook();
    book.register(AAPL);
    const byName = thrownBy(() => book.register(AAPL));
    assert(byName instanceof ReferenceBookRegistrationError && !("instrumentId" in byName));
    assertEquals([byName.kind, String(byName.instrument)], [
      "DuplicateInstrument",
      "Instrument(AAPL/USD)",
    ]);
    const byId = thrownBy(() => book.registerWithId(MSFT, 0));
    assert(byId instanceof ReferenceBookRegistrationError && !("instrument" in byId));
    assertEquals([byId.kind, byId.instrumentId?.value], ["DuplicateId", 0n]);
  });

  it("keeps one settlement scheme per instrument", () => {
    const book = new ReferenceBook();
    const [apple, microsoft] = [book.register(AAPL), book.register(MSFT)];
    assertEquals(book.settlementScheme(apple), undefined);
    book.setSettlementScheme(apple, SettlementScheme.uniform(2n));
    book.setSettlementScheme(apple, SettlementScheme.uniform(1n));
    assertEquals(book.settlementScheme("0")?.delivery.n, 1n);
    assertEquals(book.settlementScheme(microsoft), undefined);
    book.clearSettlementScheme(apple);
    book.clearSettlementScheme(apple);
    assertEquals(book.settlementScheme(apple), undefined);
    assertEquals(book.resolve(AAPL)?.value, 0n);
  });

  it("refuses schemes of an id that it does not know", () => {
    const book = new ReferenceBook();
    const scheme = SettlementScheme.uniform(1n);
    const unknown = "UnknownReferenceBookInstrumentId: unknown reference-book instrument id: 9";
    assertErrors([
      [() => book.settlementScheme(9), unknown],
      [() => book.setSettlementScheme(9, scheme), unknown],
      [() => book.clearSettlementScheme(9), unknown],
    ]);
    const error = thrownBy(() => book.settlementScheme(9));
    assert(error instanceof UnknownReferenceBookInstrumentId && error.instrumentId.value === 9n);
  });

  it("refuses what is no scheme, id or instrument", () => {
    const book = new ReferenceBook();
    const id = book.register(AAPL);
    assertRefusesTypes(
      (scheme) => book.setSettlementScheme(id, scheme),
      [...OBJECTS_AND_NOTHING, { delivery: 1 }],
      "scheme must be a SettlementScheme",
    );
    const badId =
      "ParamError Other: instrument id must be a non-negative integer or its decimal string";
    const shape =
      "TypeError: instrument must be an Instrument or { underlyingAsset, settlementAsset }";
    assertErrors([
      [() => book.registerWithId(MSFT, -1), badId],
      [() => book.settlementScheme(undefined as never), badId],
      [() => book.register("AAPL/USD" as never), shape],
      [() => book.resolve(undefined as never), shape],
    ]);
    assertEquals(book.resolve(MSFT), undefined);
  });

  it("survives free() and Symbol.dispose", () => {
    const book = new ReferenceBook();
    book.register(AAPL);
    book.free();
    book[Symbol.dispose]();
    assertEquals(book.resolve(AAPL)?.value, 0n);
  });
});
