import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { readAccountInfo, readGroupOf } from "../../../src/marketdata/account_info.ts";
import { AccountGroupId, AccountId } from "../../../src/param/mod.ts";
import { assertRefusesTypes } from "../param/_expect.ts";
import { CountingInfo } from "./_kit.ts";

describe("readAccountInfo()", () => {
  it("takes any object without asking it, and nothing as no info", () => {
    const info = new CountingInfo(() => null);
    assertEquals([readAccountInfo(null), readAccountInfo(undefined)], [undefined, undefined]);
    assertEquals([readAccountInfo(info) === info, info.reads], [true, 0]);
  });

  it("refuses primitives and functions", () => {
    const values = [0, 7, "7", 7n, true, false, Symbol("x"), () => ({})];
    const message = "accountInfo must be an object with an accountGroup, or null";
    assertRefusesTypes((value) => readAccountInfo(value), values, message);
  });
});

describe("readGroupOf()", () => {
  it("reads the group once", () => {
    const info = new CountingInfo(() => AccountGroupId.fromInt(7));
    assertEquals([readGroupOf(info), info.reads], [7, 1]);
  });

  it("tells the default group from no group", () => {
    assertEquals(readGroupOf({ accountGroup: AccountGroupId.DEFAULT() }), 0);
    const none = [undefined, {}, { accountGroup: null }, { accountGroup: undefined }];
    assertEquals(none.map((info) => readGroupOf(info)), Array(4).fill(undefined));
  });

  it("refuses every other form of a group", () => {
    const values = [7, 0, 7n, "7", true, {}, AccountId.fromInt(7n)];
    const message = "accountInfo.accountGroup must be an AccountGroupId or null";
    assertRefusesTypes((accountGroup) => readGroupOf({ accountGroup }), values, message);
  });
});
