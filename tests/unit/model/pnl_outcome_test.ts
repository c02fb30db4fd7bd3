import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  OutcomeAmount,
  PnlHaltReason,
  PnlOutcome,
  PnlOutcomeAmount,
} from "../../../src/model/internal.ts";
import { Pnl } from "../../../src/param/mod.ts";
import { assertErrors } from "./_errors.ts";
import { allBut } from "./_fields.ts";
import { checkCopies } from "./_outcomes.ts";

const AMOUNT = new PnlOutcomeAmount("-1.50", "10");
const REASON = PnlHaltReason.fromMissingFx();
const Loose = PnlOutcome as new (pnl?: unknown, haltReason?: unknown) => PnlOutcome;

describe("PnlOutcome", () => {
  it("is a change, or the reason why there is none", () => {
    for (const nothing of [undefined, null]) {
      const calculated = new PnlOutcome(AMOUNT, nothing);
      assertEquals([calculated.ok, calculated.isHalted], [true, false]);
      assertEquals(calculated.pnl?.delta.toString(), "-1.50");
      assertEquals(calculated.pnl?.absolute.toString(), "10");
      assertEquals(calculated.haltReason, undefined);
      const halted = new PnlOutcome(nothing, REASON);
      assertEquals([halted.ok, halted.isHalted], [false, true]);
      assertEquals([halted.pnl, halted.haltReason?.kind], [undefined, "missing-fx"]);
    }
  });

  it("needs exactly one of the two, of its class", () => {
    const both = "TypeError: PnL outcome requires exactly one of pnl or haltReason";
    const pnl = "TypeError: pnl must be a PnlOutcomeAmount";
    const reason = "TypeError: haltReason must be a PnlHaltReason";
    const plain = { delta: 1, absolute: 1 };
    assertErrors([
      [() => new Loose(), both],
      [() => new Loose(null, undefined), both],
      [() => new Loose(AMOUNT, REASON), both],
      ...allBut([], pnl).map(([value]): [() => unknown, string] => [() => new Loose(value), pnl]),
      [() => new Loose(plain), pnl],
      [() => new Loose(new OutcomeAmount(1, 1)), pnl],
      [() => new Loose(new Pnl(1)), pnl],
      [() => new Loose(REASON), pnl],
      [() => new Loose(Object.create(PnlOutcomeAmount.prototype)), pnl],
      ...allBut([], reason).map(([value]): [() => unknown, string] => [
        () => new Loose(undefined, value),
        reason,
      ]),
      [() => new Loose(null, "missing-fx"), reason],
      [() => new Loose(null, AMOUNT), reason],
    ]);
  });

  it("clones to the same outcome", () => {
    checkCopies(new PnlOutcome(AMOUNT), ["ok", "isHalted", "haltReason"]);
    assertEquals(new PnlOutcome(AMOUNT).clone().pnl?.delta.toString(), "-1.50");
    checkCopies(new PnlOutcome(null, REASON), ["ok", "isHalted", "haltReason", "pnl"]);
  });
});
