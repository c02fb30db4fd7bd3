import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  AccountOutcomeEntry,
  OutcomeAmount,
  PnlOutcome,
  PnlOutcomeAmount,
} from "../../../src/model/internal.ts";
import { Price } from "../../../src/param/mod.ts";
import { assertErrors } from "./_errors.ts";
import { allBut, asset } from "./_fields.ts";
import { checkCopies } from "./_outcomes.ts";

const Loose = AccountOutcomeEntry as new (...args: unknown[]) => AccountOutcomeEntry;
const BALANCE = new OutcomeAmount("-10", "90");
const HELD = new OutcomeAmount("10", "10");
const INCOMING = new OutcomeAmount("0.5", "0.5");
const PNL = new PnlOutcome(new PnlOutcomeAmount(1, 2));

function textsOf(entry: AccountOutcomeEntry): unknown[] {
  const { asset, balance, held, incoming, realizedPnl, averageEntryPrice } = entry;
  const amounts = [balance, held, incoming, realizedPnl?.pnl];
  return [
    asset,
    ...amounts.map((amount) => amount && `${amount.delta} ${amount.absolute}`),
    averageEntryPrice?.toString(),
  ];
}

describe("AccountOutcomeEntry", () => {
  it("holds what was touched", () => {
    const entry = new AccountOutcomeEntry("USD", BALANCE, HELD, INCOMING, PNL, new Price("1.50"));
    assertEquals(textsOf(entry), ["USD", "-10 90", "10 10", "0.5 0.5", "1 2", "1.50"]);
  });

  it("needs an asset only; null and undefined both leave the rest out", () => {
    const nothing = Array(5).fill(undefined);
    assertEquals(textsOf(new AccountOutcomeEntry("USD")), ["USD", ...nothing]);
    const nulls = new AccountOutcomeEntry(" x", null, null, null, null, null);
    assertEquals(textsOf(nulls), [" x", ...nothing]);
    const held = new AccountOutcomeEntry("USD", undefined, HELD);
    assertEquals(textsOf(held), ["USD", undefined, "10 10", undefined, undefined, undefined]);
  });

  it("takes value objects only, no plain forms or texts", () => {
    const places: [label: string, className: string, strangers: unknown[]][] = [
      ["balance", "an OutcomeAmount", [PNL, new PnlOutcomeAmount(1, 1)]],
      ["held", "an OutcomeAmount", [PNL, new PnlOutcomeAmount(1, 1)]],
      ["incoming", "an OutcomeAmount", [PNL, new PnlOutcomeAmount(1, 1)]],
      ["realizedPnl", "a PnlOutcome", [BALANCE, new PnlOutcomeAmount(1, 1)]],
      ["averageEntryPrice", "a Price", [BALANCE, PNL]],
    ];
    for (const [index, [label, className, strangers]] of places.entries()) {
      const error = `TypeError: ${label} must be ${className}`;
      const plain = { delta: 1, absolute: 1 };
      const values = [...allBut([], error).map(([value]) => value), plain, ...strangers];
      const make = (value: unknown) => new Loose("USD", ...Array(index).fill(undefined), value);
      assertErrors(values.map((value) => [() => make(value), error]));
    }
  });

  it("refuses what is no asset", () => {
    const missing = "TypeError: asset must be a string";
    assertErrors([
      ...asset("asset").refuses.map(([value, error]): [() => unknown, string] => [
        () => new Loose(value),
        error,
      ]),
      [() => new Loose(), missing],
      [() => new Loose(null), missing],
    ]);
  });

  it("clones to the same entry", () => {
    const entry = new AccountOutcomeEntry("USD", BALANCE, HELD, INCOMING, PNL, new Price("1.50"));
    checkCopies(entry, ["asset", "averageEntryPrice"]);
    assertEquals(textsOf(entry.clone()), textsOf(entry));
    checkCopies(new AccountOutcomeEntry("USD"), ["asset", "balance", "averageEntryPrice"]);
  });
});
