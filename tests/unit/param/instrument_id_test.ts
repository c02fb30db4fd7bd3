import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { InstrumentId, readInstrumentId } from "../../../src/param/internal.ts";
import { AccountId } from "../../../src/param/mod.ts";
import {
  assertRefusesRange,
  assertRefusesTypes,
  fieldsOf,
  OBJECTS_AND_NOTHING,
  show,
  thrownBy,
} from "./_expect.ts";

const U64_MAX = 18446744073709551615n;

describe("InstrumentId", () => {
  it("is any 64-bit integer, none reserved", () => {
    for (const value of [0n, 1n, 2n ** 53n + 1n, 2n ** 63n, U64_MAX]) {
      const id = new InstrumentId(value);
      assertEquals([id.value, id.toString(), id.constructor.name], [
        value,
        `${value}`,
        "InstrumentId",
      ]);
    }
  });

  it("refuses everything but a 64-bit bigint", () => {
    const values = [...OBJECTS_AND_NOTHING, 1, "1", new InstrumentId(1n)];
    assertRefusesTypes((value) => new InstrumentId(value), values);
    assertRefusesRange((value) => new InstrumentId(value), [-1n, U64_MAX + 1n, 10n ** 30n]);
  });

  it("equals the same number only", () => {
    const id = new InstrumentId(7n);
    assert(id.equals(id) && id.equals(new InstrumentId(7n)) && id.equals(id.clone()));
    assert(!id.equals(new InstrumentId(8n)));
    const values = [...OBJECTS_AND_NOTHING, 7, 7n, "7", AccountId.fromInt(7n)];
    assertRefusesTypes((other) => id.equals(other), values);
  });

  it("stays usable after free() and Symbol.dispose, however often", () => {
    const id = new InstrumentId(7n);
    assertEquals([id.free(), id[Symbol.dispose](), id.free()], [undefined, undefined, undefined]);
    assertEquals(id.clone().value, 7n);
  });
});

describe("readInstrumentId()", () => {
  it("reads every form of the same number", () => {
    for (const form of [new InstrumentId(42n), 42, 42n, "42", " 42 ", "\t42\n", "0042"]) {
      assertEquals(readInstrumentId(form).value, 42n);
    }
    assertEquals(readInstrumentId(2 ** 53 - 1).value, 9007199254740991n);
    assertEquals(readInstrumentId("18446744073709551615").value, U64_MAX);
    assertEquals(readInstrumentId(U64_MAX).value, U64_MAX);
    assertEquals([readInstrumentId(0).value, readInstrumentId(-0).value], [0n, 0n]);
  });

  it("refuses everything else with code Other", () => {
    const texts = ["", " ", "-1", "1.5", "1e3", "0x10", "abc", "1_0", "18446744073709551616"];
    const numbers = [-1, 0.5, NaN, Infinity, -Infinity, -1n, U64_MAX + 1n];
    for (const value of [...OBJECTS_AND_NOTHING, ...texts, ...numbers, AccountId.fromInt(1n)]) {
      const fields = fieldsOf(thrownBy(() => readInstrumentId(value)));
      assertEquals([show(value), fields], [show(value), {
        name: "ParamError",
        message: "instrument id must be a non-negative integer or its decimal string",
        code: "Other",
      }]);
    }
  });

  it("refuses numbers that may have lost digits", () => {
    for (const value of [2 ** 53, 2 ** 64, 1e300]) {
      assertEquals(fieldsOf(thrownBy(() => readInstrumentId(value))), {
        name: "ParamError",
        message: "instrument id number must not exceed Number.MAX_SAFE_INTEGER; " +
          "use bigint or a decimal string for larger ids",
        code: "Other",
      });
    }
  });
});
