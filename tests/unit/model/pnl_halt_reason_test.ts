import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { PnlHaltReason } from "../../../src/model/internal.ts";
import { assertErrors } from "./_errors.ts";
import { checkCopies } from "./_outcomes.ts";

const REASONS = [
  [PnlHaltReason.fromMissingFx(), "missing-fx", "isMissingFx"],
  [
    PnlHaltReason.fromMissingAccountCurrency(),
    "missing-account-currency",
    "isMissingAccountCurrency",
  ],
  [PnlHaltReason.fromMissingInitialPnl(), "missing-initial-pnl", "isMissingInitialPnl"],
  [PnlHaltReason.fromMissingCostBasis(), "missing-cost-basis", "isMissingCostBasis"],
  [PnlHaltReason.fromArithmeticOverflow(), "arithmetic-overflow", "isArithmeticOverflow"],
] as const;

describe("PnlHaltReason", () => {
  it("has one kind, and one question that is answered with yes", () => {
    for (const [reason, kind, question] of REASONS) {
      assertEquals(reason.kind, kind);
      const yes = REASONS.map(([, , name]) => name).filter((name) => reason[name]);
      assertEquals(yes, [question]);
    }
  });

  it("clones to the same reason", () => {
    for (const [reason] of REASONS) {
      checkCopies(reason, ["kind", ...REASONS.map(([, , name]) => name)]);
    }
  });

  it("is made by its factories only", () => {
    const Loose = PnlHaltReason as unknown as new (...args: unknown[]) => PnlHaltReason;
    const error = "TypeError: PnlHaltReason cannot be constructed directly";
    assertErrors([
      [() => new Loose(), error],
      [() => new Loose("missing-fx"), error],
      [() => new Loose(Symbol(), "missing-fx"), error],
    ]);
  });
});
