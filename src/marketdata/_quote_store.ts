import { InstrumentId, typeError } from "../param/internal.ts";
import type { Instrument } from "../param/mod.ts";
import type { Clock } from "../runtime/clock.ts";
import {
  type Buckets,
  clearBuckets,
  makeBuckets,
  type QuoteRecord,
  sharedRecord,
} from "./_buckets.ts";
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
  type InstrumentTtls,
  makeTtlCells,
  type ServiceTtls,
  widerLifetime,
} from "./_ttl_table.ts";
import { AlreadyRegistered, RegistrationError, UnknownInstrumentId } from "./errors.ts";
import type { QuoteData } from "./quote.ts";
import type { QuoteResolutionValue } from "./quote_resolution.ts";
import type { Lifetime } from "./quote_ttl.ts";

/** What a service keeps of one instrument. */
export interface InstrumentSlot extends InstrumentEntry, InstrumentTtls {
  readonly buckets: Buckets;
}

/** Everything that a service keeps: plain maps of plain records. */
export interface QuoteStoreState extends ServiceTtls {
  readonly instruments: InstrumentIndex<InstrumentSlot>;
}

/** What a read found; the ways to find nothing are values like any other. */
export type QuoteLookup =
  | { readonly status: "fresh" | "expired"; readonly quote: QuoteData }
  | { readonly status: "unavailable" | "unknown"; readonly quote: undefined };

const UNKNOWN: QuoteLookup = { status: "unknown", quote: undefined };
const UNAVAILABLE: QuoteLookup = { status: "unavailable", quote: undefined };

/**
 * The service behind its public face: ids, prices and times are raw numbers here, and a read throws nothing.
 *
 * Freshness is judged when a quote is read, so that a change of a time to live reaches quotes that are stored already.
 */
export class QuoteStore {
  readonly state: QuoteStoreState;
  readonly #clock: Clock;

  constructor(defaultTtl: Lifetime, clock: Clock) {
    this.state = { instruments: makeInstrumentIndex(), ttls: makeTtlCells(), defaultTtl };
    this.#clock = clock;
  }

  /** The id of an instrument, by its exact asset names. */
  idOf(underlyingAsset: string, settlementAsset: string): bigint | undefined {
    return entryByName(this.state.instruments, underlyingAsset, settlementAsset)?.id;
  }

  /** Registers an instrument under the next free id. @throws {AlreadyRegistered} */
  register(instrument: Instrument, ttl: Lifetime | undefined): InstrumentSlot {
    if (this.#isRegistered(instrument)) {
      throw new AlreadyRegistered(instrumentTaken(instrument), instrument);
    }
    return this.#add(instrument, nextFreeId(this.state.instruments), ttl);
  }

  /** Registers an instrument under a given id. @throws {RegistrationError} */
  registerWithId(instrument: Instrument, id: bigint, ttl: Lifetime | undefined): InstrumentSlot {
    if (this.#isRegistered(instrument)) {
      const message = instrumentTaken(instrument);
      throw new RegistrationError(message, "DuplicateInstrument", { instrument });
    }
    if (this.state.instruments.byId.has(id)) {
      const instrumentId = new InstrumentId(id);
      throw new RegistrationError(idTaken(id), "DuplicateId", { instrumentId });
    }
    return this.#add(instrument, id, ttl);
  }

  /** The slot of a registered instrument. @throws {UnknownInstrumentId} */
  slot(id: bigint): InstrumentSlot {
    const slot = this.state.instruments.byId.get(id);
    if (slot !== undefined) return slot;
    throw new UnknownInstrumentId(`unknown instrument id: ${id}`, new InstrumentId(id));
  }

  /** A record of a quote that is published now. */
  record(quote: QuoteData, sourceAgeNs: bigint): QuoteRecord {
    return { quote, publishedAtNs: this.#now(), sourceAgeNs };
  }

  /** Drops the quotes of an instrument, if there is such an instrument. */
  clear(id: bigint): void {
    const slot = this.state.instruments.byId.get(id);
    if (slot !== undefined) clearBuckets(slot.buckets);
  }

  /**
   * The quote that a reader gets. Allocates nothing if there is none.
   *
   * @param readGroup Gives the reader's group, or undefined. Called at most once, and only if the group has a say. It may call the
   * service: the account's own quote, and beside it its own time to live, count as they were before, all else as it is after.
   */
  lookUp(
    id: bigint,
    account: bigint,
    readGroup: () => number | undefined,
    resolution: QuoteResolutionValue,
  ): QuoteLookup {
    const slot = this.state.instruments.byId.get(id);
    if (slot === undefined) return UNKNOWN;
    const own = slot.buckets.byAccount.get(account);
    if (own !== undefined) {
      const lifetime = slot.ttls.byAccount.get(account) ??
        widerLifetime(slot, this.state, account, readGroup());
      return this.#judge(own, lifetime);
    }
    if (resolution === "ACCOUNT_ONLY") return UNAVAILABLE;
    const group = readGroup();
    const record = sharedRecord(slot.buckets, group, resolution);
    if (record === undefined) return UNAVAILABLE;
    const lifetime = slot.ttls.byAccount.get(account) ??
      widerLifetime(slot, this.state, account, group);
    return this.#judge(record, lifetime);
  }

  /** The quote that a reader would get if quotes never expired; reads no clock. */
  latest(id: bigint, account: bigint, readGroup: () => number | undefined): QuoteData | undefined {
    const buckets = this.state.instruments.byId.get(id)?.buckets;
    if (buckets === undefined) return undefined;
    const record = buckets.byAccount.get(account) ??
      sharedRecord(buckets, readGroup(), "ACCOUNT_THEN_GROUP_THEN_DEFAULT");
    return record?.quote;
  }

  #isRegistered({ underlyingAsset, settlementAsset }: Instrument): boolean {
    return entryByName(this.state.instruments, underlyingAsset, settlementAsset) !== undefined;
  }

  #add(instrument: Instrument, id: bigint, ttl: Lifetime | undefined): InstrumentSlot {
    const { underlyingAsset, settlementAsset } = instrument;
    const buckets = makeBuckets();
    const slot = { id, underlyingAsset, settlementAsset, buckets, ttls: makeTtlCells(), ttl };
    addEntry(this.state.instruments, slot);
    return slot;
  }

  #judge(record: QuoteRecord, lifetime: Lifetime): QuoteLookup {
    const isExpired = lifetime !== "infinite" && this.#age(record) >= lifetime;
    return { status: isExpired ? "expired" : "fresh", quote: record.quote };
  }

  #age({ publishedAtNs, sourceAgeNs }: QuoteRecord): bigint {
    // The clock may have gone back since, which makes no quote younger than it was.
    const elapsedNs = this.#now() - publishedAtNs;
    return (elapsedNs > 0n ? elapsedNs : 0n) + sourceAgeNs;
  }

  #now(): bigint {
    const reading: unknown = this.#clock();
    if (typeof reading !== "bigint") throw typeError("clock must return a bigint");
    return reading;
  }
}
