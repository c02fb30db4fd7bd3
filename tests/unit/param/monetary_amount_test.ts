import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { readMonetaryAmount } from "../../../src/param/internal.ts";
import { AssetError, Fee, MonetaryAmount, Pnl } from "../../../src/param/mod.ts";
import { BLANKS } from "./_id_texts.ts";
import {
  assertOutcomes,
  assertRefusesRange,
  assertRefusesTypes,
  fieldsOf,
  OBJECTS_AND_NOTHING,
  thrownBy,
} from "./_expect.ts";

const INPUT_MESSAGE = "decimal input must be a string, number, or bigint";

describe("MonetaryAmount", () => {
  it("pairs a fee from every input form and a currency as given", () => {
    for (const amount of [new Fee("-2"), "-2", -2, -2n]) {
      const money = new MonetaryAmount(amount, " USD ");
      assert(money.amount instanceof Fee);
      assertEquals([money.amount.toString(), money.currency], ["-2", " USD "]);
    }
    assertEquals(new MonetaryAmount("1.50", "USD").amount.toString(), "1.50");
  });

  it("refuses what is no fee", () => {
    assertOutcomes(
      [["1e3", "InvalidFormat/Fee"], ["", "InvalidFormat/Fee"]],
      (amount) => new MonetaryAmount(amount, "USD"),
    );
    const make = (amount: never) => new MonetaryAmount(amount, "USD");
    assertRefusesTypes(make, OBJECTS_AND_NOTHING, INPUT_MESSAGE);
    assertRefusesTypes(make, [new Pnl(1), new MonetaryAmount(1, "USD")]);
    assertRefusesRange(make, [0.5, NaN, Infinity, 2 ** 53]);
  });

  it("refuses a blank currency, and one that is no string", () => {
    for (const blank of BLANKS) {
      const error = thrownBy(() => new MonetaryAmount(1, blank));
      assert(error instanceof AssetError);
      assertEquals(fieldsOf(error), {
        name: "AssetError",
        message: "asset must not be empty",
        code: "AssetEmpty",
      });
    }
    const make = (currency: never) => new MonetaryAmount(1, currency);
    assertRefusesTypes(make, [...OBJECTS_AND_NOTHING, 1, 1n], "currency must be a string");
  });

  it("equals the same number in the same currency only", () => {
    const money = new MonetaryAmount("1.50", "USD");
    assert(money.equals(money) && money.equals(new MonetaryAmount("1.500", "USD")));
    const others = [["1.51", "USD"], ["1.50", "usd"], ["-1.50", "USD"], ["1.50", "USD "]] as const;
    for (const [amount, currency] of others) {
      assert(!money.equals(new MonetaryAmount(amount, currency)));
    }
    assert(new MonetaryAmount(Fee.fromFloat(-0), "USD").equals(new MonetaryAmount("0.00", "USD")));
  });

  it("refuses to be compared with anything else", () => {
    const values = [...OBJECTS_AND_NOTHING, "1.50", 1, new Fee(1), {
      amount: "1",
      currency: "USD",
    }];
    assertRefusesTypes((other) => new MonetaryAmount(1, "USD").equals(other), values);
  });

  it("clones to an equal amount", () => {
    const clone = new MonetaryAmount("1.50", "USD").clone();
    assert(clone instanceof MonetaryAmount);
    assertEquals([clone.amount.toString(), clone.currency], ["1.50", "USD"]);
  });
});

describe("readMonetaryAmount()", () => {
  it("reads an amount or a plain object", () => {
    for (const form of [new MonetaryAmount("1.50", "USD"), { amount: "1.50", currency: "USD" }]) {
      const money = readMonetaryAmount(form);
      assert(money instanceof MonetaryAmount);
      assertEquals([money.amount.toString(), money.currency], ["1.50", "USD"]);
    }
  });

  it("refuses every other type, and a missing half", () => {
    const values = [null, undefined, true, 1, "1", [], ["1", "USD"], new Date(0), new Fee(1)];
    const message = "fee must be a MonetaryAmount or { amount, currency }";
    assertRefusesTypes((value) => readMonetaryAmount(value), values, message);
    const halves = [{}, { amount: "1" }, { currency: "USD" }, { amount: "1", currency: null }];
    assertRefusesTypes((value) => readMonetaryAmount(value), halves);
  });
});
