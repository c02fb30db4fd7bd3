import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { SettlementLag, SettlementScheme, SettlementUnit } from "../../../src/core.ts";
import { assertErrors } from "../model/_errors.ts";
import { assertRefusesRange, assertRefusesTypes, OBJECTS_AND_NOTHING } from "../param/_expect.ts";

const { BusinessDays, CalendarDays } = SettlementUnit;
const TWO_DAYS = new SettlementLag(2n, BusinessDays);
const A_WEEK = new SettlementLag(7n, CalendarDays);

function legs(scheme: SettlementScheme): unknown[] {
  const { delivery, payment } = scheme;
  return [delivery.n, delivery.unit, payment.n, payment.unit];
}

describe("SettlementScheme", () => {
  it("keeps both legs", () => {
    const scheme = new SettlementScheme(TWO_DAYS, A_WEEK);
    assertEquals(legs(scheme), [2n, BusinessDays, 7n, CalendarDays]);
    assertEquals(legs(scheme.clone()), [2n, BusinessDays, 7n, CalendarDays]);
  });

  it("uniform() counts business days for both", () => {
    assertEquals(legs(SettlementScheme.uniform(1n)), [1n, BusinessDays, 1n, BusinessDays]);
    assertRefusesRange((n) => SettlementScheme.uniform(n), [-1n, 2n ** 64n]);
    assertRefusesTypes((n) => SettlementScheme.uniform(n), [1, "1", undefined]);
  });

  it("has no plain form of a leg", () => {
    const values = [...OBJECTS_AND_NOTHING, 2n, { n: 2n, unit: 0 }];
    const { delivery, payment } = {
      delivery: (lag: never) => new SettlementScheme(lag, A_WEEK),
      payment: (lag: never) => new SettlementScheme(A_WEEK, lag),
    };
    assertRefusesTypes(delivery, values, "delivery must be a SettlementLag");
    assertRefusesTypes(payment, values, "payment must be a SettlementLag");
  });

  it("equals the same legs", () => {
    const scheme = new SettlementScheme(TWO_DAYS, A_WEEK);
    assert(scheme.equals(scheme.clone()));
    assert(!scheme.equals(new SettlementScheme(A_WEEK, TWO_DAYS)));
    assert(!scheme.equals(new SettlementScheme(TWO_DAYS, TWO_DAYS)));
    assert(!scheme.equals(new SettlementScheme(A_WEEK, A_WEEK)));
    const others = [...OBJECTS_AND_NOTHING, TWO_DAYS];
    assertRefusesTypes((other) => scheme.equals(other), others, "other must be a SettlementScheme");
  });

  it("survives free() and Symbol.dispose, and is no primitive", () => {
    const scheme = SettlementScheme.uniform(3n);
    scheme.free();
    scheme[Symbol.dispose]();
    assertEquals(scheme.payment.n, 3n);
    const message =
      "TypeError: Cannot convert a SettlementScheme to a primitive value: use equals()";
    assertErrors([[() => scheme as unknown as number < 1, message]]);
  });
});
