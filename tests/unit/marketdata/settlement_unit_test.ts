import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { SettlementUnit } from "../../../src/core.ts";
import { readSettlementUnit } from "../../../src/marketdata/settlement_unit.ts";
import { assertRefusesRange, assertRefusesTypes, OBJECTS_AND_NOTHING } from "../param/_expect.ts";

describe("SettlementUnit", () => {
  it("maps names to numbers and back", () => {
    assertEquals([SettlementUnit.BusinessDays, SettlementUnit.CalendarDays], [0, 1]);
    assertEquals([SettlementUnit[0], SettlementUnit[1]], ["BusinessDays", "CalendarDays"]);
    assertEquals(SettlementUnit[SettlementUnit.CalendarDays], "CalendarDays");
  });
});

describe("readSettlementUnit()", () => {
  it("takes the two numbers only", () => {
    assertEquals([0, -0, 1].map(readSettlementUnit), [0, 0, 1]);
    const message =
      "settlement unit must be SettlementUnit.BusinessDays or SettlementUnit.CalendarDays";
    assertRefusesRange((unit) => readSettlementUnit(unit), [2, -1, 0.5, NaN, Infinity], message);
    const others = [...OBJECTS_AND_NOTHING, "BusinessDays", "0", 0n];
    assertRefusesTypes(
      (unit) => readSettlementUnit(unit),
      others,
      "settlement unit must be a number",
    );
  });
});
