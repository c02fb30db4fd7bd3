import { type InstrumentId, OpenpitError, setClassName } from "../param/internal.ts";
import type { Instrument } from "../param/mod.ts";

/** Why an instrument could not be registered in a reference book. */
export const ReferenceBookRegistrationErrorKind = {
  /** Another instrument has the id. */
  DuplicateId: "DuplicateId",
  /** The instrument is registered already. */
  DuplicateInstrument: "DuplicateInstrument",
  /** No longer raised; kept for switch statements. */
  Unknown: "Unknown",
} as const;
/** One of the values of {@linkcode ReferenceBookRegistrationErrorKind}. */
export type ReferenceBookRegistrationErrorKind =
  typeof ReferenceBookRegistrationErrorKind[keyof typeof ReferenceBookRegistrationErrorKind];

/** What a {@linkcode ReferenceBookRegistrationError} tells; absent parts are not properties of it. */
export interface ReferenceBookRegistrationDetails {
  /** The id that is taken. */
  readonly instrumentId?: InstrumentId;
  /** The instrument that is registered already. */
  readonly instrument?: Instrument;
}

/** An instrument could not be registered in a reference book; nothing was changed. */
export class ReferenceBookRegistrationError extends OpenpitError {
  /** What was wrong. */
  readonly kind: ReferenceBookRegistrationErrorKind;
  /** The id that is taken; the property exists only for `DuplicateId`. */
  declare readonly instrumentId?: InstrumentId;
  /** The instrument that is registered already; the property exists only for `DuplicateInstrument`. */
  declare readonly instrument?: Instrument;

  static {
    setClassName(this, "ReferenceBookRegistrationError");
  }

  /** Makes an error of a kind. */
  constructor(
    message: string,
    kind: ReferenceBookRegistrationErrorKind,
    details: ReferenceBookRegistrationDetails = {},
  ) {
    super(message);
    this.kind = kind;
    Object.assign(this, details);
  }
}

/** A settlement scheme was read or written under an id that the book does not know. */
export class UnknownReferenceBookInstrumentId extends OpenpitError {
  /** The id. */
  readonly instrumentId: InstrumentId;

  static {
    setClassName(this, "UnknownReferenceBookInstrumentId");
  }

  /** Makes an error about an id. */
  constructor(message: string, instrumentId: InstrumentId) {
    super(message);
    this.instrumentId = instrumentId;
  }
}
