import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { readAccounts, readGroups, readSourceAge } from "../../../src/marketdata/_push_input.ts";
import { AccountGroupId, AccountId } from "../../../src/param/mod.ts";
import { assertErrors } from "../model/_errors.ts";
import { assertRefusesRange, assertRefusesTypes, OBJECTS_AND_NOTHING } from "../param/_expect.ts";

const NOT_ITERABLE: readonly unknown[] = [
  ...[undefined, null, true, 1, 1n, "12", Symbol("x"), {}, () => []],
  { [Symbol.iterator]: 1 },
];

describe("readSourceAge()", () => {
  it("reads milliseconds to the nanosecond, of any size", () => {
    const rows = [[0, 0n], [1, 1_000_000n], [0.5, 500_000n], [1e-9, 0n], [
      1e18,
      10n ** 24n,
    ]] as const;
    assertEquals(rows.map(([age]) => readSourceAge(age)), rows.map(([, ns]) => ns));
  });

  it("counts a negative age as none", () => {
    assertEquals([-0, -1e-9, -5, -1e300].map(readSourceAge), [0n, 0n, 0n, 0n]);
  });

  it("refuses what is no finite number", () => {
    const values = [NaN, Infinity, -Infinity];
    assertRefusesRange((age) => readSourceAge(age), values, "sourceAgeMs must be finite");
    const others = [...OBJECTS_AND_NOTHING, "5", 5n];
    assertRefusesTypes((age) => readSourceAge(age), others, "sourceAgeMs must be a number");
  });
});

describe("readAccounts()", () => {
  it("reads every form of an account, of any iterable", () => {
    const forms = [AccountId.fromInt(1n), 2, 3n, "acc-1"];
    const ids = [1n, 2n, 3n, 10697264322394758796n];
    assertEquals(readAccounts(forms), ids);
    assertEquals(readAccounts(new Set(forms)), ids);
    assertEquals(readAccounts([]), []);
  });

  it("refuses what is no iterable of accounts", () => {
    const message = "accountIds must be an iterable of AccountId";
    assertRefusesTypes((value) => readAccounts(value), NOT_ITERABLE, message);
    const wrong = "AccountIdError AccountIdEmpty: account id must be a non-negative integer";
    assertErrors([
      [() => readAccounts([1, -1]), wrong],
      [() => readAccounts([undefined]), wrong],
      [() => readAccounts([AccountGroupId.fromInt(1)]), wrong],
    ]);
  });
});

describe("readGroups()", () => {
  it("reads every form of a group, the default one as its class only", () => {
    const forms = [AccountGroupId.DEFAULT(), AccountGroupId.fromInt(7), 8, 9n];
    assertEquals(readGroups(forms), [0, 7, 8, 9]);
    assertErrors([[
      () => readGroups([0]),
      "ParamError Other: account group id must not equal the reserved default group",
    ]]);
  });

  it("refuses what is no iterable of groups", () => {
    const message = "accountGroupIds must be an iterable of AccountGroupId";
    assertRefusesTypes((value) => readGroups(value), NOT_ITERABLE, message);
    assertErrors([[
      () => readGroups([AccountId.fromInt(1n)]),
      "ParamError Other: account group id must be a non-negative integer or a string",
    ]]);
  });
});
