import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { NotionalLedger } from "../../../src/engine/notional_ledger.ts";
import { parse, toText } from "../../../src/internal/decimal/mod.ts";

describe("NotionalLedger", () => {
  it("is zero for what was never set", () => {
    const ledger = new NotionalLedger();
    assertEquals(toText(ledger.get(1n, "USD")), "0");
  });
  it("keeps sums apart by account and by asset", () => {
    const ledger = new NotionalLedger();
    for (const [account, asset, sum] of [[1n, "USD", "1.5"], [1n, "EUR", "2"], [2n, "USD", "3"]]) {
      const decimal = parse(sum as string);
      if (decimal !== undefined) ledger.set(account as bigint, asset as string, decimal);
    }
    const texts = [[1n, "USD"], [1n, "EUR"], [2n, "USD"], [2n, "EUR"]].map(([account, asset]) =>
      toText(ledger.get(account as bigint, asset as string))
    );
    assertEquals(texts, ["1.5", "2", "3", "0"]);
  });
});
