import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { NotionalLedger } from "../../../src/engine/notional_ledger.ts";
import { type Decimal, negate, parse, toText } from "../../../src/internal/decimal/mod.ts";

function decimal(text: string): Decimal {
  return parse(text) as Decimal;
}

/** The sums of account 1 in USD while amounts are added (or, with a minus, taken away). */
function sums(...amounts: readonly string[]): string[] {
  const ledger = new NotionalLedger();
  return amounts.map((amount) => {
    ledger.add(1n, "USD", decimal(amount));
    return toText(ledger.get(1n, "USD"));
  });
}

describe("NotionalLedger", () => {
  it("is zero for what was never added", () => {
    const ledger = new NotionalLedger();
    assertEquals(toText(ledger.get(1n, "USD")), "0");
    assertEquals(ledger.holds(1n), false);
  });
  it("keeps sums apart by account and by asset", () => {
    const ledger = new NotionalLedger();
    ledger.add(1n, "USD", decimal("1.5"));
    ledger.add(1n, "EUR", decimal("2"));
    ledger.add(2n, "USD", decimal("3"));
    const keys = [[1n, "USD"], [1n, "EUR"], [2n, "USD"], [2n, "EUR"]] as const;
    assertEquals(keys.map(([account, asset]) => toText(ledger.get(account, asset))), [
      "1.5",
      "2",
      "3",
      "0",
    ]);
  });
  it("shows the most fraction digits of its addends", () => {
    assertEquals(sums("1.50", "2.5", "-0.000"), ["1.50", "4.00", "4.00"]);
  });
  it("is exact where a decimal would round, so that the way back ends at the start", () => {
    assertEquals(
      sums(
        "33.333333333333333333333333333",
        "1000",
        "-1000",
        "-33.333333333333333333333333333",
      ),
      [
        "33.333333333333333333333333333",
        "1033.3333333333333333333333333",
        "33.333333333333333333333333333",
        "0",
      ],
    );
    assertEquals(sums("0.6", "70000000000000000000000000000", "-70000000000000000000000000000"), [
      "0.6",
      "70000000000000000000000000001",
      "0.6",
    ]);
  });
  it("ends at zero when more is taken than there is, and forgets an account without sums", () => {
    const ledger = new NotionalLedger();
    ledger.add(1n, "USD", decimal("1"));
    assertEquals(ledger.holds(1n), true);
    ledger.add(1n, "USD", negate(decimal("5")));
    assertEquals([toText(ledger.get(1n, "USD")), ledger.holds(1n)], ["0", false]);
    ledger.add(1n, "USD", decimal("2"));
    assertEquals(toText(ledger.get(1n, "USD")), "2");
  });
  it("says why a change can't be made", () => {
    const ledger = new NotionalLedger();
    const max = decimal("79228162514264337593543950335");
    assertEquals(ledger.refusal(1n, "USD", negate(decimal("1"))), "negative");
    assertEquals(ledger.refusal(1n, "USD", max), undefined);
    ledger.add(1n, "USD", max);
    assertEquals(ledger.refusal(1n, "USD", decimal("0.4")), undefined);
    assertEquals(ledger.refusal(1n, "USD", decimal("0.5")), "overflow");
    assertEquals(ledger.refusal(1n, "USD", negate(max)), undefined);
  });
});
