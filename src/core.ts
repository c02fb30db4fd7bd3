/**
 * Instrument ids, and the reference book with its settlement schemes.
 *
 * @module
 */
export {
  ReferenceBook,
  type ReferenceBookRegistrationDetails,
  ReferenceBookRegistrationError,
  ReferenceBookRegistrationErrorKind,
  SettlementLag,
  SettlementScheme,
  SettlementUnit,
  UnknownReferenceBookInstrumentId,
} from "./marketdata/internal.ts";
export { InstrumentId, type InstrumentIdInput } from "./param/internal.ts";
export type { InstrumentInit } from "./param/mod.ts";
