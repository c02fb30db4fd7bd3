/** The second face of this layer: what other layers and `./core` use and `./marketdata` does not export. */
export type { QuoteLookup, QuoteStore, QuoteStoreState } from "./_quote_store.ts";
export { makeMarketDataBuilder } from "./builder.ts";
export type { QuoteData } from "./quote.ts";
export { ReferenceBook } from "./reference_book.ts";
export {
  type ReferenceBookRegistrationDetails,
  ReferenceBookRegistrationError,
  ReferenceBookRegistrationErrorKind,
  UnknownReferenceBookInstrumentId,
} from "./reference_book_errors.ts";
export { isFullSync, isMarketDataService, quoteStoreOf } from "./service.ts";
export { SettlementLag } from "./settlement_lag.ts";
export { SettlementScheme } from "./settlement_scheme.ts";
export { SettlementUnit } from "./settlement_unit.ts";
