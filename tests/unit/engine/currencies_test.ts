import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Currencies } from "../../../src/engine/currencies.ts";
import { AccountGroups } from "../../../src/engine/groups.ts";
import { AccountGroupId, AccountId, type AccountIdInput } from "../../../src/param/mod.ts";
import { assertErrors } from "../model/_errors.ts";
import { BARE_DEFAULT_GROUP, NO_ACCOUNT } from "./_account_kit.ts";
import { engineOf, policy } from "./_kit.ts";

/** Currencies, and groups in which account 1 is in 5, account 2 in 6, and account 3 in none. */
function world(): { currencies: Currencies; groups: AccountGroups; all(): (string | undefined)[] } {
  const currencies = new Currencies();
  const groups = new AccountGroups();
  groups.put(1n, 5);
  groups.put(2n, 6);
  return { currencies, groups, all: () => [1n, 2n, 3n].map((id) => currencies.of(id, groups)) };
}

describe("the currency of an account", () => {
  it("is unknown unless one is set somewhere", () => {
    assertEquals(world().all(), [undefined, undefined, undefined]);
  });
  it("is its own, else its group's, else that of the default group", () => {
    const { currencies, all } = world();
    currencies.setGroup(0, "USD");
    assertEquals(all(), ["USD", "USD", "USD"]);
    currencies.setGroup(5, "EUR");
    assertEquals(all(), ["EUR", "USD", "USD"]);
    currencies.set(1n, "GBP");
    currencies.set(3n, "JPY");
    assertEquals(all(), ["GBP", "USD", "JPY"]);
  });
  it("falls back step by step as they are cleared", () => {
    const { currencies, all } = world();
    currencies.setGroup(0, "USD");
    currencies.setGroup(5, "EUR");
    currencies.set(1n, "GBP");
    currencies.clear(1n);
    assertEquals(all(), ["EUR", "USD", "USD"]);
    currencies.clearGroup(5);
    assertEquals(all(), ["USD", "USD", "USD"]);
    currencies.clearGroup(0);
    assertEquals(all(), [undefined, undefined, undefined]);
  });
  it("changes when the account changes its group", () => {
    const { currencies, groups, all } = world();
    currencies.setGroup(5, "EUR");
    currencies.setGroup(6, "CHF");
    groups.put(1n, 6);
    groups.remove(2n);
    assertEquals(all(), ["CHF", undefined, undefined]);
  });
  it("is the last one that was set; clearing what is not set does nothing", () => {
    const { currencies, all } = world();
    currencies.set(1n, "EUR");
    currencies.set(1n, "USD");
    currencies.setGroup(6, "EUR");
    currencies.setGroup(6, "USD");
    currencies.clear(2n);
    currencies.clearGroup(5);
    currencies.clearGroup(0);
    assertEquals(all(), ["USD", "USD", undefined]);
  });
});

describe("the currency calls of accounts()", () => {
  const accounts = engineOf(policy("a")).accounts();
  const of = (account: AccountIdInput) => accounts.currencyOf(account);

  it("set and clear each tier, the default group's too", () => {
    accounts.registerGroup([1], 5);
    accounts.setGroupCurrency(AccountGroupId.DEFAULT(), "USD");
    accounts.setGroupCurrency(5n, "EUR");
    accounts.setCurrency(AccountId.fromInt(1n), "GBP");
    assertEquals([of(1n), of(2n)], ["GBP", "USD"]);
    accounts.clearCurrency(1n);
    assertEquals(of(1n), "EUR");
    accounts.clearGroupCurrency(5);
    assertEquals(of(1n), "USD");
    accounts.clearGroupCurrency(AccountGroupId.DEFAULT());
    assertEquals(of(1n), undefined);
  });
  it("keep assets as they are written: case and white space count", () => {
    accounts.setCurrency(7, " usd");
    accounts.setCurrency("text", "EUR");
    assertEquals([of(7n), of(AccountId.fromString("text"))], [" usd", "EUR"]);
  });
  it("tell the effective currency of an account in any form; unknown ones have none", () => {
    accounts.setCurrency(9, "USD");
    assertEquals([of(9), of(9n), of(AccountId.fromInt(9n)), of("9")], [
      ...["USD", "USD", "USD"],
      undefined,
    ]);
    for (const account of [undefined, null, -1, {}] as never[]) {
      assertErrors([[() => of(account), NO_ACCOUNT]]);
    }
  });
  it("refuse blank assets and other values, and a bare 0 as a group", () => {
    accounts.setCurrency(8, "USD");
    for (const blank of ["", " ", "\t\n"]) {
      const error = "AssetError AssetEmpty: asset must not be empty";
      assertErrors([
        [() => accounts.setCurrency(8, blank), error],
        [() => accounts.setGroupCurrency(5, blank), error],
      ]);
    }
    for (const asset of [undefined, null, 1, {}, ["USD"]] as never[]) {
      const error = "TypeError: asset must be a string";
      assertErrors([
        [() => accounts.setCurrency(8, asset), error],
        [() => accounts.setGroupCurrency(5, asset), error],
      ]);
    }
    assertErrors([
      [() => accounts.setGroupCurrency(0, "USD"), BARE_DEFAULT_GROUP],
      [() => accounts.clearGroupCurrency(0), BARE_DEFAULT_GROUP],
    ]);
    assertEquals(of(8n), "USD");
  });
});
