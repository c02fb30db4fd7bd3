/**
 * Latest quotes by instrument, account group and account, with times to live that are judged when a quote is read.
 *
 * @example
 * ```ts
 * import { Engine } from "@openpit-ts/openpit";
 * import { QuoteTtl } from "@openpit-ts/openpit/marketdata";
 * import { FakeClock } from "@openpit-ts/openpit/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const clock = new FakeClock();
 * const service = Engine.builder().clock(clock.now).marketData(QuoteTtl.within(500)).build();
 * const eurUsd = { underlyingAsset: "EUR", settlementAsset: "USD" };
 * const id = service.pushByInstrument(eurUsd, { mark: "1.0842" });
 * service.pushFor(id, { mark: "1.0850" }, ["desk-1"], []);
 *
 * assertEquals(service.get(id, "desk-1", null, "ACCOUNT_ONLY")?.mark?.toString(), "1.0850");
 * assertEquals(service.get(id, "desk-2", null, "ACCOUNT_ONLY"), undefined);
 * clock.advanceMs(500);
 * assertEquals(service.get(id, "desk-1", null, "ACCOUNT_ONLY"), undefined);
 * ```
 *
 * @module
 */
export { InstrumentId, type InstrumentIdInput } from "../param/internal.ts";
export type { AccountInfo } from "./account_info.ts";
export { MarketDataBuilder } from "./builder.ts";
export {
  AlreadyRegistered,
  MarketDataError,
  QuoteExpired,
  QuoteUnavailable,
  RegistrationError,
  type RegistrationErrorDetails,
  RegistrationErrorKind,
  UnknownInstrument,
  UnknownInstrumentId,
} from "./errors.ts";
export { Quote, type QuoteInit } from "./quote.ts";
export {
  QuoteResolution,
  type QuoteResolutionInput,
  type QuoteResolutionValue,
} from "./quote_resolution.ts";
export { QuoteTtl } from "./quote_ttl.ts";
export { MarketDataService } from "./service.ts";
