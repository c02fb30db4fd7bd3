import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  AccountAdjustmentOutcome,
  AccountOutcomeEntry,
  isAccountAdjustmentOutcome,
  OutcomeAmount,
} from "../../../src/model/internal.ts";
import { assertErrors } from "./_errors.ts";
import { allBut } from "./_fields.ts";
import { checkCopies } from "./_outcomes.ts";

const Loose = AccountAdjustmentOutcome as new (...args: unknown[]) => AccountAdjustmentOutcome;
const ENTRY = new AccountOutcomeEntry("USD", new OutcomeAmount("-10", "90"));

describe("AccountAdjustmentOutcome", () => {
  it("is an entry under a policy group", () => {
    for (const group of [0, 7, 65535]) {
      const outcome = new AccountAdjustmentOutcome(group, ENTRY);
      assertEquals([outcome.policyGroupId, outcome.entry.asset], [group, "USD"]);
      assertEquals(outcome.entry.balance?.absolute.toString(), "90");
    }
  });

  it("refuses each wrong argument", () => {
    const typeError = "TypeError: policyGroupId must be a number";
    const rangeError = "RangeError: policyGroupId must be an integer in range 0..=65535";
    const entryError = "TypeError: entry must be an AccountOutcomeEntry";
    assertErrors([
      ...allBut(["number"], typeError).map(([value]): [() => unknown, string] => [
        () => new Loose(value, ENTRY),
        typeError,
      ]),
      ...[-1, 65536, 0.5, NaN].map((id): [() => unknown, string] => [
        () => new Loose(id, ENTRY),
        rangeError,
      ]),
      ...allBut([], entryError).map(([value]): [() => unknown, string] => [
        () => new Loose(0, value),
        entryError,
      ]),
      [() => new Loose(0), entryError],
      [() => new Loose(0, null), entryError],
      [() => new Loose(0, { asset: "USD" }), entryError],
      [() => new Loose(0, new OutcomeAmount(1, 1)), entryError],
    ]);
  });

  it("clones to the same outcome", () => {
    const outcome = new AccountAdjustmentOutcome(7, ENTRY);
    checkCopies(outcome, ["policyGroupId"]);
    assertEquals(outcome.clone().entry.asset, "USD");
  });

  it("is told from objects that only look like it", () => {
    const impostor = Object.create(AccountAdjustmentOutcome.prototype);
    const strangers = [impostor, ENTRY, { policyGroupId: 0, entry: ENTRY }, null, undefined, 1];
    assertEquals(strangers.map(isAccountAdjustmentOutcome), strangers.map(() => false));
    assertEquals(isAccountAdjustmentOutcome(new AccountAdjustmentOutcome(0, ENTRY)), true);
  });
});
