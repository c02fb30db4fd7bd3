import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Quote, QuoteTtl } from "../../../src/marketdata/mod.ts";
import { readQuoteTtl } from "../../../src/marketdata/quote_ttl.ts";
import { assertErrors } from "../model/_errors.ts";
import { assertRefusesRange, assertRefusesTypes, OBJECTS_AND_NOTHING } from "../param/_expect.ts";

describe("QuoteTtl", () => {
  it("within() keeps a duration", () => {
    for (const durationMs of [0, 0.000001, 1.5, 5000, Number.MAX_SAFE_INTEGER, 1e21]) {
      const ttl = QuoteTtl.within(durationMs);
      assertEquals([ttl.isInfinite, ttl.durationMs], [false, durationMs]);
    }
  });

  it("within() keeps whole nanoseconds only", () => {
    assertEquals(QuoteTtl.within(1.00000049).durationMs, 1);
    assertEquals(QuoteTtl.within(1e-9).durationMs, 0);
    assertEquals(QuoteTtl.within(-0).durationMs, 0);
  });

  it("infinite() has no duration", () => {
    const ttl = QuoteTtl.infinite();
    assertEquals([ttl.isInfinite, ttl.durationMs], [true, undefined]);
  });

  it("within() refuses what is no duration", () => {
    const values = [-1, -1e-9, NaN, Infinity, -Infinity, 2 ** 64 * 1000, 1e300];
    const message = "durationMs must be finite, non-negative, and representable as a duration";
    assertRefusesRange((value) => QuoteTtl.within(value), values, message);
    assertEquals(QuoteTtl.within(1.8446744073709549e22).durationMs, 1.8446744073709549e22);
  });

  it("within() refuses other types", () => {
    const values = [...OBJECTS_AND_NOTHING, "5", 5n];
    assertRefusesTypes((value) => QuoteTtl.within(value), values, "durationMs must be a number");
  });

  it("cannot be constructed or compared by operators", () => {
    const ttl = QuoteTtl.within(1);
    assertErrors([
      [() => Reflect.construct(QuoteTtl, []), NOT_CONSTRUCTIBLE],
      [() => Reflect.construct(QuoteTtl, [Symbol("x"), 5n]), NOT_CONSTRUCTIBLE],
      [() => ttl as unknown as number < 5, NOT_PRIMITIVE],
    ]);
  });

  it("survives free() and Symbol.dispose", () => {
    const ttl = QuoteTtl.within(5);
    assertEquals([ttl.free(), ttl[Symbol.dispose](), ttl.free()], [
      undefined,
      undefined,
      undefined,
    ]);
    assertEquals(ttl.durationMs, 5);
  });
});

const NOT_CONSTRUCTIBLE = "TypeError: QuoteTtl cannot be constructed directly";
const NOT_PRIMITIVE = "TypeError: Cannot convert a QuoteTtl to a primitive value: use durationMs";

describe("readQuoteTtl()", () => {
  it("reads nanoseconds", () => {
    assertEquals(readQuoteTtl(QuoteTtl.within(1.5)), 1_500_000n);
    assertEquals(readQuoteTtl(QuoteTtl.infinite()), "infinite");
  });

  it("knows no plain form", () => {
    const forged = Object.create(QuoteTtl.prototype);
    const values = [...OBJECTS_AND_NOTHING, 5, "infinite", { withinMs: 5 }, new Quote(), forged];
    assertRefusesTypes((value) => readQuoteTtl(value), values, "ttl must be a QuoteTtl");
  });
});
