import {
  InstrumentId,
  type InstrumentIdInput,
  markLibraryClass,
  readInstrument,
  readInstrumentId,
} from "../param/internal.ts";
import type { Instrument, InstrumentInit } from "../param/mod.ts";
import {
  addEntry,
  entryByName,
  type InstrumentEntry,
  type InstrumentIndex,
  makeInstrumentIndex,
  nextFreeId,
} from "./_instrument_index.ts";
import { idTaken, instrumentTaken } from "./_registration_texts.ts";
import {
  ReferenceBookRegistrationError,
  UnknownReferenceBookInstrumentId,
} from "./reference_book_errors.ts";
import { readSettlementScheme, type SettlementScheme } from "./settlement_scheme.ts";

interface BookEntry extends InstrumentEntry {
  scheme: SettlementScheme | undefined;
}

/**
 * What is known of instruments themselves: so far their settlement schemes. Stands alone: no engine reads it yet, and
 * its ids have nothing to do with those of a market-data service.
 *
 * @example
 * ```ts
 * import { ReferenceBook, SettlementScheme } from "@openpit-ts/openpit/core";
 * import { assertEquals } from "@std/assert";
 *
 * const book = new ReferenceBook();
 * const id = book.register({ underlyingAsset: "AAPL", settlementAsset: "USD" });
 * book.setSettlementScheme(id, SettlementScheme.uniform(1n));
 * assertEquals(book.settlementScheme(id)?.payment.n, 1n);
 * ```
 */
export class ReferenceBook {
  // Keeps the class apart from look-alikes at compile time; not there at run time.
  declare private readonly brand: "ReferenceBook";
  readonly #index: InstrumentIndex<BookEntry> = makeInstrumentIndex();

  static {
    markLibraryClass(this, "ReferenceBook");
  }

  /** Registers an instrument under the next free id. @throws {ReferenceBookRegistrationError} DuplicateInstrument. */
  register(instrument: Instrument | InstrumentInit): InstrumentId {
    const pair = readInstrument(instrument);
    this.#requireNew(pair);
    return this.#add(pair, nextFreeId(this.#index));
  }

  /** Registers an instrument under an id of your own. @throws {ReferenceBookRegistrationError} DuplicateInstrument, DuplicateId. */
  registerWithId(
    instrument: Instrument | InstrumentInit,
    instrumentId: InstrumentIdInput,
  ): InstrumentId {
    const pair = readInstrument(instrument);
    const id = readInstrumentId(instrumentId);
    this.#requireNew(pair);
    if (this.#index.byId.has(id.value)) {
      const message = idTaken(id.value);
      throw new ReferenceBookRegistrationError(message, "DuplicateId", { instrumentId: id });
    }
    return this.#add(pair, id.value);
  }

  /** The id of an instrument; undefined if it isn't registered. */
  resolve(instrument: Instrument | InstrumentInit): InstrumentId | undefined {
    const { underlyingAsset, settlementAsset } = readInstrument(instrument);
    const entry = entryByName(this.#index, underlyingAsset, settlementAsset);
    return entry === undefined ? undefined : new InstrumentId(entry.id);
  }

  /** Sets when an instrument settles. @throws {UnknownReferenceBookInstrumentId} If no instrument has the id. */
  setSettlementScheme(instrumentId: InstrumentIdInput, scheme: SettlementScheme): void {
    const id = readInstrumentId(instrumentId);
    const read = readSettlementScheme(scheme, "scheme");
    this.#entry(id).scheme = read;
  }

  /** Forgets when an instrument settles. @throws {UnknownReferenceBookInstrumentId} If no instrument has the id. */
  clearSettlementScheme(instrumentId: InstrumentIdInput): void {
    this.#entry(readInstrumentId(instrumentId)).scheme = undefined;
  }

  /** When an instrument settles; undefined if that isn't set. @throws {UnknownReferenceBookInstrumentId} If no instrument has the id. */
  settlementScheme(instrumentId: InstrumentIdInput): SettlementScheme | undefined {
    return this.#entry(readInstrumentId(instrumentId)).scheme;
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}

  #requireNew(pair: Instrument): void {
    if (entryByName(this.#index, pair.underlyingAsset, pair.settlementAsset) === undefined) return;
    const message = instrumentTaken(pair);
    throw new ReferenceBookRegistrationError(message, "DuplicateInstrument", { instrument: pair });
  }

  #add({ underlyingAsset, settlementAsset }: Instrument, id: bigint): InstrumentId {
    addEntry(this.#index, { id, underlyingAsset, settlementAsset, scheme: undefined });
    return new InstrumentId(id);
  }

  #entry(id: InstrumentId): BookEntry {
    const entry = this.#index.byId.get(id.value);
    if (entry !== undefined) return entry;
    const message = `unknown reference-book instrument id: ${id.value}`;
    throw new UnknownReferenceBookInstrumentId(message, id);
  }
}
