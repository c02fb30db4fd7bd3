import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  AccountPnlOutcome,
  isAccountPnlOutcome,
  PnlHaltReason,
  PnlOutcome,
  PnlOutcomeAmount,
} from "../../../src/model/internal.ts";
import { assertErrors } from "./_errors.ts";
import { account, allBut } from "./_fields.ts";
import { checkCopies } from "./_outcomes.ts";
import { show } from "./_show.ts";

const AMOUNT = new PnlOutcomeAmount("-1.50", "10");
const REASON = PnlHaltReason.fromMissingCostBasis();
const NAMES = ["policyGroupId", "accountId", "ok", "isHalted", "haltReason"];
const Loose = AccountPnlOutcome as new (...args: unknown[]) => AccountPnlOutcome;

describe("AccountPnlOutcome", () => {
  it("is a change of an account's profit or loss, or the reason why there is none", () => {
    const calculated = new AccountPnlOutcome(65535, 7, AMOUNT);
    assertEquals([calculated.policyGroupId, calculated.accountId.value], [65535, 7n]);
    assertEquals([calculated.ok, calculated.isHalted], [true, false]);
    assertEquals(calculated.pnl?.absolute.toString(), "10");
    assertEquals(calculated.haltReason, undefined);
    const halted = new AccountPnlOutcome(0, 7n, undefined, REASON);
    assertEquals([halted.policyGroupId, halted.ok, halted.isHalted], [0, false, true]);
    assertEquals([halted.pnl, halted.haltReason?.kind], [undefined, "missing-cost-basis"]);
  });

  it("takes an account in every form", () => {
    for (const [input, text] of account("account").holds) {
      assertEquals(show(new Loose(0, input, AMOUNT).accountId), text);
    }
  });

  it("refuses each wrong argument", () => {
    const typeError = "TypeError: policyGroupId must be a number";
    const rangeError = "RangeError: policyGroupId must be an integer in range 0..=65535";
    const both = "TypeError: PnL outcome requires exactly one of pnl or haltReason";
    const groups: [unknown, string][] = [
      ...allBut(["number"], typeError),
      [undefined, typeError],
      ...[-1, 65536, 0.5, NaN, Infinity].map((id): [number, string] => [id, rangeError]),
    ];
    assertErrors([
      ...groups.map(([value, error]): [() => unknown, string] => [
        () => new Loose(value, 7, AMOUNT),
        error,
      ]),
      ...account("account").refuses.map(([value, error]): [() => unknown, string] => [
        () => new Loose(0, value, AMOUNT),
        error,
      ]),
      [() => new Loose(0, 7), both],
      [() => new Loose(0, 7, AMOUNT, REASON), both],
      [() => new Loose(0, 7, REASON), "TypeError: pnl must be a PnlOutcomeAmount"],
      [() => new Loose(0, 7, null, AMOUNT), "TypeError: haltReason must be a PnlHaltReason"],
    ]);
  });

  it("clones to the same outcome", () => {
    checkCopies(new AccountPnlOutcome(3, "acc-1", AMOUNT), NAMES);
    checkCopies(new AccountPnlOutcome(3, "acc-1", null, REASON), [...NAMES, "pnl"]);
    assertEquals(new AccountPnlOutcome(3, 1, AMOUNT).clone().pnl?.delta.toString(), "-1.50");
  });

  it("is told from objects that only look like it", () => {
    const impostor = Object.create(AccountPnlOutcome.prototype);
    const strangers = [impostor, new PnlOutcome(AMOUNT), {}, null, undefined, 1];
    assertEquals(strangers.map(isAccountPnlOutcome), strangers.map(() => false));
    assertEquals(isAccountPnlOutcome(new AccountPnlOutcome(0, 7, AMOUNT)), true);
  });
});
