import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { SettlementLag, SettlementUnit } from "../../../src/core.ts";
import { assertErrors } from "../model/_errors.ts";
import { assertRefusesRange, assertRefusesTypes, OBJECTS_AND_NOTHING } from "../param/_expect.ts";

const { BusinessDays, CalendarDays } = SettlementUnit;
const MAX = 18446744073709551615n;

describe("SettlementLag", () => {
  it("keeps number and unit", () => {
    for (const n of [0n, 2n, MAX]) {
      for (const unit of [BusinessDays, CalendarDays]) {
        const lag = new SettlementLag(n, unit);
        assertEquals([lag.n, lag.unit], [n, unit]);
        assertEquals([lag.clone().n, lag.clone().unit], [n, unit]);
      }
    }
  });

  it("refuses other numbers", () => {
    const make = (n: never) => new SettlementLag(n, BusinessDays);
    const range = `settlement lag must be an integer in range 0..=${MAX}`;
    assertRefusesRange(make, [-1n, MAX + 1n], range);
    const values = [...OBJECTS_AND_NOTHING, 1, "1"];
    assertRefusesTypes(make, values, "settlement lag must be a bigint");
  });

  it("refuses other units", () => {
    const make = (unit: never) => new SettlementLag(1n, unit);
    assertRefusesTypes(make, ["BusinessDays", undefined, null, 0n]);
    assertRefusesRange(make, [2, -1, 0.5]);
  });

  it("equals the same number of the same unit", () => {
    const lag = new SettlementLag(2n, BusinessDays);
    assert(lag.equals(new SettlementLag(2n, BusinessDays)) && lag.equals(lag.clone()));
    assert(!lag.equals(new SettlementLag(2n, CalendarDays)));
    assert(!lag.equals(new SettlementLag(1n, BusinessDays)));
    const others = [...OBJECTS_AND_NOTHING, 2n, { n: 2n, unit: 0 }];
    assertRefusesTypes((other) => lag.equals(other), others, "other must be a SettlementLag");
  });

  it("survives free() and Symbol.dispose, and is no primitive", () => {
    const lag = new SettlementLag(2n, CalendarDays);
    lag.free();
    lag[Symbol.dispose]();
    assertEquals(lag.n, 2n);
    const message =
      "TypeError: Cannot convert a SettlementLag to a primitive value: use n or equals()";
    assertErrors([[() => lag as unknown as number < 1, message]]);
  });
});
