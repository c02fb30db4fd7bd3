/** What the tests of market data share: a service on a clock that is told the time, and short names of results. */

import { makeMarketDataBuilder } from "../../../src/marketdata/internal.ts";
import {
  type MarketDataService,
  type Quote,
  type QuoteInit,
  QuoteTtl,
} from "../../../src/marketdata/mod.ts";
import { AccountGroupId, AccountId } from "../../../src/param/mod.ts";
import { FakeClock } from "../../../src/testing/mod.ts";

export const AAPL = { underlyingAsset: "AAPL", settlementAsset: "USD" };
export const MSFT = { underlyingAsset: "MSFT", settlementAsset: "USD" };

export const WIDEST = "ACCOUNT_THEN_GROUP_THEN_DEFAULT";

/** Some account and some group, as every form of input. */
export const ACCOUNT: AccountId = AccountId.fromInt(1n);
export const GROUP: AccountGroupId = AccountGroupId.fromInt(7);
export const EVERYONE: AccountGroupId = AccountGroupId.DEFAULT();

/** An empty service whose clock stands still until it is moved. */
export function makeService(
  defaultTtl: QuoteTtl = QuoteTtl.infinite(),
): { readonly service: MarketDataService; readonly clock: FakeClock } {
  const clock = new FakeClock();
  return { service: makeMarketDataBuilder(defaultTtl, clock.now).build(), clock };
}

/** A service that knows AAPL/USD under id 0. */
export function serviceWithAapl(defaultTtl?: QuoteTtl): ReturnType<typeof makeService> {
  const made = makeService(defaultTtl);
  made.service.register(AAPL);
  return made;
}

/** Account info that counts how often its group is asked for. */
export class CountingInfo {
  reads = 0;
  readonly #answer: () => unknown;

  constructor(answer: () => unknown) {
    this.#answer = answer;
  }

  get accountGroup(): AccountGroupId | null | undefined {
    this.reads++;
    return this.#answer() as AccountGroupId | null | undefined;
  }
}

/** A quote as the texts of its prices. */
export function texts(quote: Quote | undefined): QuoteInit | undefined {
  if (quote === undefined) return undefined;
  const prices = { mark: quote.mark, bid: quote.bid, ask: quote.ask };
  const present = Object.entries(prices).filter(([, price]) => price !== undefined);
  return Object.fromEntries(present.map(([name, price]) => [name, String(price)]));
}

/** The mark that an account in no group gets for instrument 0. */
export function mark(service: MarketDataService, account = 1): string | undefined {
  return service.get(0, account, null, WIDEST)?.mark?.toString();
}

/** The mark that an account gets for instrument 0 as a member of the group. */
export function markInGroup(service: MarketDataService, account = 1): string | undefined {
  return service.get(0, account, { accountGroup: GROUP }, WIDEST)?.mark?.toString();
}

export const SECOND: QuoteTtl = QuoteTtl.within(1000);

/** What the errors of several calls read like. */
export const UNKNOWN_99 = "UnknownInstrumentId: unknown instrument id: 99";
export const UNAVAILABLE = "QuoteUnavailable: quote unavailable";
export const EXPIRED = "QuoteExpired: quote expired";
export const BAD_ID =
  "ParamError Other: instrument id must be a non-negative integer or its decimal string";
export const BAD_ACCOUNT =
  "AccountIdError AccountIdEmpty: account id must be a non-negative integer";
