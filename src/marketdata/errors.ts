import { type InstrumentId, OpenpitError, setClassName } from "../param/internal.ts";
import type { Instrument } from "../param/mod.ts";
import type { Quote } from "./quote.ts";

/** A quote could not be read; one of the three classes below. */
export class MarketDataError extends OpenpitError {
  static {
    setClassName(this, "MarketDataError");
  }
}

/** A quote was asked for by an id that the service does not know. */
export class UnknownInstrument extends MarketDataError {
  static {
    setClassName(this, "UnknownInstrument");
  }
}

/** The instrument is known, but holds no quote where the reader may look. */
export class QuoteUnavailable extends MarketDataError {
  static {
    setClassName(this, "QuoteUnavailable");
  }
}

/** There is a quote, but it is too old for this reader. */
export class QuoteExpired extends MarketDataError {
  /** The stale quote. */
  readonly quote: Quote;

  static {
    setClassName(this, "QuoteExpired");
  }

  /** Makes an error that carries the stale quote. */
  constructor(message: string, quote: Quote) {
    super(message);
    this.quote = quote;
  }
}

/** The instrument is registered already. */
export class AlreadyRegistered extends OpenpitError {
  /** The instrument. */
  readonly instrument: Instrument;

  static {
    setClassName(this, "AlreadyRegistered");
  }

  /** Makes an error about an instrument. */
  constructor(message: string, instrument: Instrument) {
    super(message);
    this.instrument = instrument;
  }
}

/** Why an instrument could not be registered under an id. */
export const RegistrationErrorKind = {
  /** Another instrument has the id. */
  DuplicateId: "DuplicateId",
  /** The instrument is registered already. */
  DuplicateInstrument: "DuplicateInstrument",
} as const;
/** One of the values of {@linkcode RegistrationErrorKind}. */
export type RegistrationErrorKind =
  typeof RegistrationErrorKind[keyof typeof RegistrationErrorKind];

/** What a {@linkcode RegistrationError} tells; absent parts are not properties of it. */
export interface RegistrationErrorDetails {
  /** The id that is taken. */
  readonly instrumentId?: InstrumentId;
  /** The instrument that is registered already. */
  readonly instrument?: Instrument;
}

/** An instrument could not be registered under the given id; nothing was changed. */
export class RegistrationError extends OpenpitError {
  /** What was wrong. */
  readonly kind: RegistrationErrorKind;
  /** The id that is taken; the property exists only for `DuplicateId`. */
  declare readonly instrumentId?: InstrumentId;
  /** The instrument that is registered already; the property exists only for `DuplicateInstrument`. */
  declare readonly instrument?: Instrument;

  static {
    setClassName(this, "RegistrationError");
  }

  /** Makes an error of a kind. */
  constructor(
    message: string,
    kind: RegistrationErrorKind,
    details: RegistrationErrorDetails = {},
  ) {
    super(message);
    this.kind = kind;
    Object.assign(this, details);
  }
}

/** A quote or a time to live was written under an id that the service does not know. */
export class UnknownInstrumentId extends OpenpitError {
  /** The id. */
  readonly instrumentId: InstrumentId;

  static {
    setClassName(this, "UnknownInstrumentId");
  }

  /** Makes an error about an id. */
  constructor(message: string, instrumentId: InstrumentId) {
    super(message);
    this.instrumentId = instrumentId;
  }
}
