import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { AccountAssetMap } from "../../../../src/pretrade/policies/account_asset_map.ts";

describe("AccountAssetMap", () => {
  it("finds a value by account and asset, and nothing by one of them", () => {
    const map = new AccountAssetMap<string>();
    map.set(1n, "USD", "a");
    map.set(1n, "EUR", "b");
    map.set(2n, "USD", "c");
    assertEquals(
      [map.get(1n, "USD"), map.get(1n, "EUR"), map.get(2n, "USD")],
      ["a", "b", "c"],
    );
    assertEquals(
      [map.get(2n, "EUR"), map.get(3n, "USD"), map.get(1n, "usd")],
      [undefined, undefined, undefined],
    );
  });
  it("keeps apart what a joined key would mix up", () => {
    const map = new AccountAssetMap<string>();
    map.set(1n, "1USD", "a");
    map.set(11n, "USD", "b");
    map.set(1n, "__proto__", "c");
    assertEquals(
      [map.get(1n, "1USD"), map.get(11n, "USD"), map.get(1n, "__proto__"), map.get(1n, "USD")],
      ["a", "b", "c", undefined],
    );
  });
  it("replaces the value of a pair", () => {
    const map = new AccountAssetMap<number>();
    map.set(1n, "USD", 1);
    map.set(1n, "USD", 2);
    assertEquals(map.get(1n, "USD"), 2);
    assertEquals([...map.ofAccount(1n) ?? []], [["USD", 2]]);
  });
  it("gives and forgets the values of an account", () => {
    const map = new AccountAssetMap<number>();
    map.set(1n, "USD", 1);
    map.set(1n, "EUR", 2);
    map.set(2n, "USD", 3);
    assertEquals([...map.ofAccount(1n) ?? []], [["USD", 1], ["EUR", 2]]);
    map.deleteAccount(1n);
    map.deleteAccount(9n);
    assertEquals([map.ofAccount(1n), map.get(1n, "USD"), map.get(2n, "USD")], [
      undefined,
      undefined,
      3,
    ]);
  });
  it("forgets the value of a pair, and an account without values", () => {
    const map = new AccountAssetMap<number>();
    map.set(1n, "USD", 1);
    map.set(1n, "EUR", 2);
    map.delete(1n, "USD");
    map.delete(1n, "GBP");
    map.delete(2n, "USD");
    assertEquals([...map.ofAccount(1n) ?? []], [["EUR", 2]]);
    map.delete(1n, "EUR");
    assertEquals([map.isEmpty, map.ofAccount(1n)], [true, undefined]);
  });
  it("copies itself, and neither changes the other", () => {
    const map = new AccountAssetMap<number>();
    map.set(1n, "USD", 1);
    const copy = map.copy();
    copy.set(1n, "USD", 2);
    copy.set(2n, "USD", 3);
    map.set(1n, "EUR", 4);
    assertEquals([map.get(1n, "USD"), map.get(2n, "USD"), copy.get(1n, "EUR")], [
      1,
      undefined,
      undefined,
    ]);
    assertEquals([copy.get(1n, "USD"), copy.get(2n, "USD")], [2, 3]);
  });
  it("lists all values, account by account", () => {
    const map = new AccountAssetMap<number>();
    assertEquals([...map.values()], []);
    map.set(1n, "USD", 1);
    map.set(2n, "USD", 2);
    map.set(1n, "EUR", 3);
    assertEquals([...map.values()], [1, 3, 2]);
  });
  it("is empty until something is set, and when the last account was forgotten", () => {
    const map = new AccountAssetMap<undefined>();
    assertEquals(map.isEmpty, true);
    map.set(1n, "USD", undefined);
    assertEquals(map.isEmpty, false);
    map.deleteAccount(1n);
    assertEquals(map.isEmpty, true);
  });
});
