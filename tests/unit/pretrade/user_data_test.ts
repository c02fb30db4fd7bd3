import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { readUserData } from "../../../src/pretrade/internal.ts";
import { assertErrors } from "../model/_errors.ts";

describe("readUserData()", () => {
  it("reads integers 0 to 2^64 - 1; absent means 0", () => {
    const values = [undefined, null, 0, -0, 1, 2 ** 53 - 1, 0n, 2n ** 53n, 2n ** 64n - 1n];
    assertEquals(values.map(readUserData), [
      0n,
      0n,
      0n,
      0n,
      1n,
      9007199254740991n,
      0n,
      9007199254740992n,
      18446744073709551615n,
    ]);
  });
  it("refuses numbers that are no safe integer, and what is out of range", () => {
    const error = "RangeError: userData must be an integer in range 0..=18446744073709551615";
    const values = [-1, 0.5, NaN, Infinity, -Infinity, 2 ** 53, -1n, 2n ** 64n];
    assertErrors(values.map((value) => [() => readUserData(value), error]));
  });
  it("refuses other types", () => {
    const error = "TypeError: userData must be a number or bigint";
    const values = ["0", "", true, {}, [0], Symbol("0"), () => 0, Object(1), new Date(0)];
    assertErrors(values.map((value) => [() => readUserData(value), error]));
  });
});
