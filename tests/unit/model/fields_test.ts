import { assert, assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  flag,
  groupRecord,
  instance,
  isAbsent,
  iterable,
  LENIENT,
  optionalFlag,
  optionalInstance,
  refuseUnknownFields,
} from "../../../src/model/_fields.ts";
import { assertErrors } from "./_errors.ts";
import { STRICT } from "./_groups.ts";

const FIELDS = ["price", "side"];

function isDate(value: unknown): value is Date {
  return value instanceof Date;
}

describe("groupRecord()", () => {
  it("gives back a plain record as it is", () => {
    const record = { price: 1, prise: 2 };
    assert(groupRecord(record, "operation", "OrderOperation", FIELDS, LENIENT) === record);
  });

  it("names the class with its article", () => {
    assertErrors([
      [
        () => groupRecord(1, "operation", "OrderOperation", FIELDS, LENIENT),
        "TypeError: operation must be an OrderOperation or a plain object",
      ],
      [
        () => groupRecord(1, "financialImpact", "FinancialImpact", FIELDS, STRICT),
        "TypeError: financialImpact must be a FinancialImpact or a plain object",
      ],
    ]);
  });
});

describe("refuseUnknownFields()", () => {
  it("shows only the beginning of a long name", () => {
    const error = assertThrows(
      () => refuseUnknownFields({ ["x".repeat(60_000)]: 1 }, "operation", ["price"]),
      TypeError,
    );
    assertEquals(
      error.message,
      `Unknown field "${"x".repeat(64)}…" in operation: the nearest known field is "price"`,
    );
  });
  it("names the first own field that is unknown", () => {
    assertErrors([
      [() => refuseUnknownFields({ side: 1, price: 1 }, "operation", FIELDS), "nothing"],
      [() => refuseUnknownFields({}, "operation", FIELDS), "nothing"],
      [
        () => refuseUnknownFields({ side: 1, prise: 1, syde: 1 }, "operation", FIELDS),
        'TypeError: Unknown field "prise" in operation: the nearest known field is "price"',
      ],
    ]);
  });

  it("leaves symbols, hidden and inherited fields alone", () => {
    const hidden = Object.defineProperty({}, "prise", { value: 1 });
    for (const record of [hidden, Object.create({ prise: 1 }), { [Symbol("prise")]: 1 }]) {
      refuseUnknownFields(record, "operation", FIELDS);
    }
  });
});

describe("instance() and optionalInstance()", () => {
  it("give back an instance as it is", () => {
    const date = new Date(0);
    assert(instance(date, isDate, "at", "Date") === date);
    assert(optionalInstance(date, isDate, "at", "Date") === date);
  });

  it("differ in what is absent", () => {
    for (const nothing of [null, undefined]) {
      assertEquals(optionalInstance(nothing, isDate, "at", "Date"), undefined);
      assertErrors([[
        () => instance(nothing, isDate, "at", "Date"),
        "TypeError: at must be a Date",
      ]]);
    }
    assertErrors([[
      () => optionalInstance(0, isDate, "at", "Instant"),
      "TypeError: at must be an Instant",
    ]]);
  });
});

describe("iterable()", () => {
  it("gives back an iterable object as it is", () => {
    for (const items of [[1], new Set([1]), new Map(), [1].values(), new Uint8Array(1)]) {
      assert(iterable(items, "no") === items);
    }
  });

  it("refuses texts and whatever has no iterator", () => {
    const values = ["12", 1, null, undefined, {}, () => [], { [Symbol.iterator]: undefined }];
    assertErrors(values.map((value) => [() => iterable(value, "no"), "TypeError: no"]));
  });
});

describe("flag() and optionalFlag()", () => {
  it("differ in what is absent", () => {
    for (const nothing of [null, undefined]) {
      assert(isAbsent(nothing));
      assertEquals([flag(nothing, "x"), optionalFlag(nothing, "x")], [false, undefined]);
    }
    for (const value of [true, false]) {
      assert(!isAbsent(value));
      assertEquals([flag(value, "x"), optionalFlag(value, "x")], [value, value]);
    }
    const error = "TypeError: x must be a boolean";
    assertErrors([[() => flag(0, "x"), error], [() => optionalFlag("true", "x"), error]]);
  });
});
