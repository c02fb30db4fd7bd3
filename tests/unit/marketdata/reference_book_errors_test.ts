import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  InstrumentId,
  ReferenceBookRegistrationError,
  ReferenceBookRegistrationErrorKind,
  UnknownReferenceBookInstrumentId,
} from "../../../src/core.ts";
import { OpenpitError } from "../../../src/param/internal.ts";

const ID = new InstrumentId(7n);

describe("reference book errors", () => {
  it("are named after their class and carry what they are about", () => {
    const taken = new ReferenceBookRegistrationError("m", "DuplicateId", { instrumentId: ID });
    assertEquals(
      [taken.name, taken.message, taken.kind, taken.instrumentId === ID],
      ["ReferenceBookRegistrationError", "m", "DuplicateId", true],
    );
    const unknown = new UnknownReferenceBookInstrumentId("m", ID);
    assertEquals(
      [unknown.name, unknown.message, unknown.instrumentId === ID],
      ["UnknownReferenceBookInstrumentId", "m", true],
    );
    assert(taken instanceof OpenpitError && unknown instanceof OpenpitError);
  });

  it("have only the properties that were given", () => {
    const bare = new ReferenceBookRegistrationError("m", "Unknown");
    assert(!("instrument" in bare) && !("instrumentId" in bare));
    const byId = new ReferenceBookRegistrationError("m", "DuplicateId", { instrumentId: ID });
    assert(!("instrument" in byId));
  });
});

describe("ReferenceBookRegistrationErrorKind", () => {
  it("has a key per kind, equal to its value", () => {
    const names = ["DuplicateId", "DuplicateInstrument", "Unknown"];
    const expected = Object.fromEntries(names.map((name) => [name, name]));
    assertEquals({ ...ReferenceBookRegistrationErrorKind } as Record<string, string>, expected);
  });
});
