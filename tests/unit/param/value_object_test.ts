import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { OpenpitError } from "../../../mod.ts";
import {
  AccountGroupId,
  AccountId,
  AdjustmentAmount,
  Leverage,
  PositionEffect,
  PositionMode,
  PositionSide,
  Side,
  TradeAmount,
} from "../../../src/param/mod.ts";
import { samples } from "./_values.ts";
import { outcome, thrownBy } from "./_expect.ts";

const MADE_BY_FACTORIES = [
  Leverage,
  AccountId,
  AccountGroupId,
  Side,
  PositionSide,
  PositionEffect,
  PositionMode,
  TradeAmount,
  AdjustmentAmount,
];

describe("value objects", () => {
  it("are named after their class", () => {
    const all = samples();
    assertEquals(all.map(([, value]) => value.constructor.name), all.map(([name]) => name));
  });

  it("stay usable after free() and Symbol.dispose, however often", () => {
    for (const [, value, prints] of samples()) {
      const before = prints ? String(value) : "";
      const released = [value.free(), value[Symbol.dispose](), value.free()];
      assertEquals(released, [undefined, undefined, undefined]);
      if (prints) assertEquals(String(value), before);
    }
  });

  it("have no order and no number: valueOf() throws", () => {
    const converted = samples().filter(([, value]) => {
      const operand = value as never as number;
      const calls = [() => operand < operand, () => +operand, () => value.valueOf()];
      return calls.some((call) => outcome(call) !== "TypeError");
    });
    assertEquals(converted.map(([name]) => name), []);
  });

  it("have toJSON() only as decimals and enums", () => {
    const silent = samples().filter(([, value]) => !("toJSON" in value)).map(([name]) => name);
    assertEquals(silent, [
      ...["Leverage", "AccountId", "AccountGroupId", "Instrument"],
      ...["TradeAmount", "AdjustmentAmount", "Trade", "MonetaryAmount"],
    ]);
  });

  it("have no equals() and no clone() as enums", () => {
    const enums = [Side.buy(), PositionSide.long(), PositionEffect.open(), PositionMode.netting()];
    assertEquals(enums.filter((value) => "equals" in value || "clone" in value), []);
  });
});

describe("classes with factories only", () => {
  it("refuse new with a branded TypeError", () => {
    for (const type of MADE_BY_FACTORIES) {
      const maker = type as unknown as new (...args: unknown[]) => unknown;
      for (const args of [[], ["BUY"], [1], [1n], [undefined], [{}], [Symbol("x")]]) {
        const error = thrownBy(() => new maker(...args));
        assert(error instanceof TypeError && error instanceof OpenpitError, type.name);
        assert(!("code" in error));
      }
    }
  });
});
