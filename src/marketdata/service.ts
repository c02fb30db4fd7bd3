import {
  InstrumentId,
  type InstrumentIdInput,
  markLibraryClass,
  notConstructibleError,
  rangeError,
  readAccountGroupId,
  readAccountId,
  readInstrument,
  readInstrumentId,
} from "../param/internal.ts";
import type {
  AccountGroupIdInput,
  AccountIdInput,
  Instrument,
  InstrumentInit,
} from "../param/mod.ts";
import { DEFAULT_GROUP } from "./_buckets.ts";
import { readAccounts, readGroups, readSourceAge } from "./_push_input.ts";
import type { QuoteLookup, QuoteStore } from "./_quote_store.ts";
import { type AccountInfo, readAccountInfo, readGroupOf } from "./account_info.ts";
import { QuoteExpired, QuoteUnavailable, UnknownInstrument } from "./errors.ts";
import { makeQuote, type Quote, type QuoteInit, readQuote } from "./quote.ts";
import { type QuoteResolutionInput, readQuoteResolution } from "./quote_resolution.ts";
import { type QuoteTtl, readQuoteTtl } from "./quote_ttl.ts";

const MAKER: unique symbol = Symbol();

/** Gives a store its public face. */
export let makeMarketDataService: (store: QuoteStore, isFullSync: boolean) => MarketDataService;
/** Whether a value is a service. */
export let isMarketDataService: (value: unknown) => value is MarketDataService;
/** The store of a service, for reads that neither wrap nor throw. */
export let quoteStoreOf: (service: MarketDataService) => QuoteStore;
/** Whether engines of every sync mode accept a service. */
export let isFullSync: (service: MarketDataService) => boolean;

/**
 * The latest quotes of instruments, pushed by you and read by you and by policies.
 *
 * Quotes are kept per instrument for everyone, for account groups and for accounts; each push replaces the whole quote. A quote has
 * no clock of its own: its age is judged when it is read. One service may serve several engines; nothing that an engine rolls back
 * undoes a push. Cost: every call is O(1) in the number of instruments, accounts and groups.
 *
 * @example
 * ```ts
 * import { Engine } from "@openpit-ts/openpit";
 * import { QuoteTtl } from "@openpit-ts/openpit/marketdata";
 * import { assertEquals } from "@std/assert";
 *
 * const service = Engine.builder().marketData(QuoteTtl.within(5_000)).build();
 * const id = service.register({ underlyingAsset: "AAPL", settlementAsset: "USD" });
 * service.push(id, { mark: "185.50" });
 *
 * const quote = service.get(id, "desk-1", null, "ACCOUNT_THEN_GROUP_THEN_DEFAULT");
 * assertEquals(quote?.mark?.toString(), "185.50");
 * ```
 */
export class MarketDataService {
  // Keeps the class apart from look-alikes at compile time; not there at run time.
  declare private readonly brand: "MarketDataService";
  readonly #store: QuoteStore;
  readonly #isFullSync: boolean;

  static {
    markLibraryClass(this, "MarketDataService");
    makeMarketDataService = (store, isFullSync) => new MarketDataService(MAKER, store, isFullSync);
    isMarketDataService = (value): value is MarketDataService =>
      typeof value === "object" && value !== null && #store in value;
    quoteStoreOf = (service) => service.#store;
    isFullSync = (service) => service.#isFullSync;
  }

  /** Made by its builder only. @throws {TypeError} If called from outside. */
  private constructor(maker: symbol, store: QuoteStore, isFullSync: boolean) {
    if (maker !== MAKER) throw notConstructibleError("MarketDataService");
    this.#store = store;
    this.#isFullSync = isFullSync;
  }

  /** Registers an instrument under the next free id. @throws {AlreadyRegistered} If it is registered. */
  register(instrument: Instrument | InstrumentInit): InstrumentId {
    return new InstrumentId(this.#store.register(readInstrument(instrument), undefined).id);
  }

  /** Registers an instrument under the next free id, with a time to live. @throws {AlreadyRegistered} If it is registered. */
  registerWithTtl(instrument: Instrument | InstrumentInit, ttl: QuoteTtl): InstrumentId {
    return new InstrumentId(
      this.#store.register(readInstrument(instrument), readQuoteTtl(ttl)).id,
    );
  }

  /** Registers an instrument under an id of your own. @throws {RegistrationError} If either is taken. */
  registerWithId(
    instrument: Instrument | InstrumentInit,
    instrumentId: InstrumentIdInput,
  ): InstrumentId {
    const pair = readInstrument(instrument);
    const id = readInstrumentId(instrumentId).value;
    return new InstrumentId(this.#store.registerWithId(pair, id, undefined).id);
  }

  /** Registers an instrument under an id of your own, with a time to live. @throws {RegistrationError} If either is taken. */
  registerWithIdAndTtl(
    instrument: Instrument | InstrumentInit,
    instrumentId: InstrumentIdInput,
    ttl: QuoteTtl,
  ): InstrumentId {
    const pair = readInstrument(instrument);
    const id = readInstrumentId(instrumentId).value;
    return new InstrumentId(this.#store.registerWithId(pair, id, readQuoteTtl(ttl)).id);
  }

  /** The id of an instrument; undefined if it isn't registered. */
  resolve(instrument: Instrument | InstrumentInit): InstrumentId | undefined {
    const { underlyingAsset, settlementAsset } = readInstrument(instrument);
    const id = this.#store.idOf(underlyingAsset, settlementAsset);
    return id === undefined ? undefined : new InstrumentId(id);
  }

  /**
   * Publishes a quote for everyone.
   *
   * @param sourceAgeMs How old it is already, in milliseconds; negative counts as 0.
   * @throws {UnknownInstrumentId} If no instrument has the id.
   */
  push(instrumentId: InstrumentIdInput, quote: Quote | QuoteInit, sourceAgeMs = 0): void {
    const id = readInstrumentId(instrumentId).value;
    const data = readQuote(quote);
    const ageNs = readSourceAge(sourceAgeMs);
    const { buckets } = this.#store.slot(id);
    buckets.byGroup.set(DEFAULT_GROUP, this.#store.record(data, ageNs));
  }

  /**
   * Publishes a quote for everyone, and registers the instrument if it is new.
   *
   * @param sourceAgeMs How old it is already, in milliseconds; negative counts as 0.
   */
  pushByInstrument(
    instrument: Instrument | InstrumentInit,
    quote: Quote | QuoteInit,
    sourceAgeMs = 0,
  ): InstrumentId {
    const pair = readInstrument(instrument);
    // First of all, so that a failing clock leaves no instrument behind.
    const record = this.#store.record(readQuote(quote), readSourceAge(sourceAgeMs));
    const id = this.#store.idOf(pair.underlyingAsset, pair.settlementAsset);
    const slot = id === undefined ? this.#store.register(pair, undefined) : this.#store.slot(id);
    slot.buckets.byGroup.set(DEFAULT_GROUP, record);
    return new InstrumentId(slot.id);
  }

  /**
   * Publishes a quote for some accounts and groups; the default group means everyone.
   *
   * @param sourceAgeMs How old it is already, in milliseconds; negative counts as 0.
   * @throws {RangeError} If there is neither account nor group.
   * @throws {UnknownInstrumentId} If no instrument has the id.
   */
  pushFor(
    instrumentId: InstrumentIdInput,
    quote: Quote | QuoteInit,
    sourceAgeMs: number,
    accountIds: Iterable<AccountIdInput>,
    accountGroupIds: Iterable<AccountGroupIdInput>,
  ): void;
  /** Publishes a quote that has no age yet for some accounts and groups. */
  pushFor(
    instrumentId: InstrumentIdInput,
    quote: Quote | QuoteInit,
    accountIds: Iterable<AccountIdInput>,
    accountGroupIds: Iterable<AccountGroupIdInput>,
  ): void;
  pushFor(
    instrumentId: InstrumentIdInput,
    quote: Quote | QuoteInit,
    ...rest: readonly unknown[]
  ): void {
    const hasAge = typeof rest[0] !== "object" || rest[0] === null;
    const [sourceAgeMs, accountIds, accountGroupIds] = hasAge ? rest : [0, ...rest];
    const id = readInstrumentId(instrumentId).value;
    const data = readQuote(quote);
    const ageNs = readSourceAge(sourceAgeMs);
    const accounts = readAccounts(accountIds);
    const groups = readGroups(accountGroupIds);
    if (accounts.length === 0 && groups.length === 0) {
      throw rangeError("push_for requires at least one account or group target");
    }
    const { buckets } = this.#store.slot(id);
    const record = this.#store.record(data, ageNs);
    for (const account of accounts) buckets.byAccount.set(account, record);
    for (const group of groups) buckets.byGroup.set(group, record);
  }

  /** Drops every quote of an instrument; its registration and times to live stay. An unknown id does nothing. */
  clear(instrumentId: InstrumentIdInput): void {
    this.#store.clear(readInstrumentId(instrumentId).value);
  }

  /** The quote that an account gets; undefined if there is none, it is expired or the id is unknown. */
  get(
    instrumentId: InstrumentIdInput,
    accountId: AccountIdInput,
    accountInfo: AccountInfo | null | undefined,
    resolution: QuoteResolutionInput,
  ): Quote | undefined {
    const found = this.#lookUp(instrumentId, accountId, accountInfo, resolution);
    return found.status === "fresh" ? makeQuote(found.quote) : undefined;
  }

  /**
   * The quote that an account gets.
   *
   * @throws {UnknownInstrument} If no instrument has the id.
   * @throws {QuoteUnavailable} If there is no quote where the resolution looks.
   * @throws {QuoteExpired} If the quote found is too old for this account; there is no falling back to another one.
   */
  getOrErr(
    instrumentId: InstrumentIdInput,
    accountId: AccountIdInput,
    accountInfo: AccountInfo | null | undefined,
    resolution: QuoteResolutionInput,
  ): Quote {
    const found = this.#lookUp(instrumentId, accountId, accountInfo, resolution);
    switch (found.status) {
      case "fresh":
        return makeQuote(found.quote);
      case "expired":
        throw new QuoteExpired("quote expired", makeQuote(found.quote));
      case "unavailable":
        throw new QuoteUnavailable("quote unavailable");
      case "unknown":
        throw new UnknownInstrument("unknown instrument");
    }
  }

  /** Sets the time to live for an account, of every instrument. */
  setAccountTtl(accountId: AccountIdInput, ttl: QuoteTtl): void {
    this.#store.state.ttls.byAccount.set(readAccountId(accountId), readQuoteTtl(ttl));
  }

  /** Unsets what {@linkcode setAccountTtl} set. */
  clearAccountTtl(accountId: AccountIdInput): void {
    this.#store.state.ttls.byAccount.delete(readAccountId(accountId));
  }

  /** Sets the time to live for a group, of every instrument; the default group means every reader. */
  setAccountGroupTtl(accountGroupId: AccountGroupIdInput, ttl: QuoteTtl): void {
    this.#store.state.ttls.byGroup.set(readAccountGroupId(accountGroupId), readQuoteTtl(ttl));
  }

  /** Unsets what {@linkcode setAccountGroupTtl} set. */
  clearAccountGroupTtl(accountGroupId: AccountGroupIdInput): void {
    this.#store.state.ttls.byGroup.delete(readAccountGroupId(accountGroupId));
  }

  /** Sets the time to live of an instrument, as a registration does. @throws {UnknownInstrumentId} If no instrument has the id. */
  setInstrumentTtl(instrumentId: InstrumentIdInput, ttl: QuoteTtl): void {
    const id = readInstrumentId(instrumentId).value;
    const lifetime = readQuoteTtl(ttl);
    this.#store.slot(id).ttl = lifetime;
  }

  /** Unsets the time to live of an instrument. @throws {UnknownInstrumentId} If no instrument has the id. */
  clearInstrumentTtl(instrumentId: InstrumentIdInput): void {
    this.#store.slot(readInstrumentId(instrumentId).value).ttl = undefined;
  }

  /** Sets the time to live of an instrument for an account. @throws {UnknownInstrumentId} If no instrument has the id. */
  setInstrumentAccountTtl(
    instrumentId: InstrumentIdInput,
    accountId: AccountIdInput,
    ttl: QuoteTtl,
  ): void {
    const id = readInstrumentId(instrumentId).value;
    const account = readAccountId(accountId);
    const lifetime = readQuoteTtl(ttl);
    this.#store.slot(id).ttls.byAccount.set(account, lifetime);
  }

  /** Unsets what {@linkcode setInstrumentAccountTtl} set. @throws {UnknownInstrumentId} If no instrument has the id. */
  clearInstrumentAccountTtl(instrumentId: InstrumentIdInput, accountId: AccountIdInput): void {
    const id = readInstrumentId(instrumentId).value;
    const account = readAccountId(accountId);
    this.#store.slot(id).ttls.byAccount.delete(account);
  }

  /**
   * Sets the time to live of an instrument for a group; the default group means every reader.
   *
   * @throws {UnknownInstrumentId} If no instrument has the id.
   */
  setInstrumentAccountGroupTtl(
    instrumentId: InstrumentIdInput,
    accountGroupId: AccountGroupIdInput,
    ttl: QuoteTtl,
  ): void {
    const id = readInstrumentId(instrumentId).value;
    const group = readAccountGroupId(accountGroupId);
    const lifetime = readQuoteTtl(ttl);
    this.#store.slot(id).ttls.byGroup.set(group, lifetime);
  }

  /** Unsets what {@linkcode setInstrumentAccountGroupTtl} set. @throws {UnknownInstrumentId} If no instrument has the id. */
  clearInstrumentAccountGroupTtl(
    instrumentId: InstrumentIdInput,
    accountGroupId: AccountGroupIdInput,
  ): void {
    const id = readInstrumentId(instrumentId).value;
    const group = readAccountGroupId(accountGroupId);
    this.#store.slot(id).ttls.byGroup.delete(group);
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}

  #lookUp(
    instrumentId: InstrumentIdInput,
    accountId: AccountIdInput,
    accountInfo: AccountInfo | null | undefined,
    resolution: QuoteResolutionInput,
  ): QuoteLookup {
    const id = readInstrumentId(instrumentId).value;
    const account = readAccountId(accountId);
    const info = readAccountInfo(accountInfo);
    const reach = readQuoteResolution(resolution);
    return this.#store.lookUp(id, account, () => readGroupOf(info), reach);
  }
}
