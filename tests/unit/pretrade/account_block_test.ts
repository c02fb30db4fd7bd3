import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { AccountBlock, RejectCode } from "../../../src/reject.ts";
import { assertErrors } from "../model/_errors.ts";

type Args = ConstructorParameters<typeof AccountBlock>;

const make = (...args: readonly unknown[]) => () => new AccountBlock(...args as Args);

describe("AccountBlock", () => {
  it("holds what it is made of", () => {
    const block = new AccountBlock("p", "RiskLimitExceeded", "r", "d", 7);
    const { policy, code, reason, details, userData } = block;
    assertEquals([policy, code, reason, details, userData], [
      "p",
      "RiskLimitExceeded",
      "r",
      "d",
      7n,
    ]);
  });
  it("takes every code, and empty texts", () => {
    const codes = Object.values(RejectCode);
    assertEquals(codes.map((code) => new AccountBlock("", code, "", "").code), codes);
  });
  it("reads an absent token as 0, and takes integers to 2^64 - 1", () => {
    const tokens = [undefined, null, 0, 0n, 1, 2 ** 53 - 1, 2n ** 64n - 1n];
    assertEquals(
      tokens.map((token) => new AccountBlock("p", "Other", "r", "d", token).userData),
      [0n, 0n, 0n, 0n, 1n, 9007199254740991n, 18446744073709551615n],
    );
  });
  it("refuses what is no text", () => {
    for (const value of [undefined, null, 1, {}, Object("x"), ["x"], Symbol("x")]) {
      assertErrors([
        [make(value, "Other", "r", "d"), "TypeError: policy must be a string"],
        [make("p", value, "r", "d"), "TypeError: code must be a string"],
        [make("p", "Other", value, "d"), "TypeError: reason must be a string"],
        [make("p", "Other", "r", value), "TypeError: details must be a string"],
      ]);
    }
  });
  it("refuses unknown codes", () => {
    assertErrors(["", "other", "Other ", "constructor", "X"].map((code) => [
      make("p", code, "r", "d"),
      `ParamError Other: unknown reject code: ${code}`,
    ]));
  });
  it("refuses tokens that are out of range or of another type", () => {
    const token = (userData: unknown) => make("p", "Other", "r", "d", userData);
    const range = "RangeError: userData must be an integer in range 0..=18446744073709551615";
    const type = "TypeError: userData must be a number or bigint";
    assertErrors([
      ...[-1, -1n, 0.5, NaN, Infinity, 2 ** 53, 2n ** 64n].map((x) => [token(x), range] as const),
      ...["1", true, {}, [1], Symbol("1")].map((x) => [token(x), type] as const),
    ]);
  });
  it("clones into another object of the same cause", () => {
    const block = new AccountBlock("p", "Other", "r", "d", 3n);
    const copy = block.clone();
    assert(copy !== block && copy instanceof AccountBlock);
    assertEquals(JSON.stringify(copy), JSON.stringify(block));
  });
  it("prints as JSON with its token as text", () => {
    assertEquals(
      JSON.parse(JSON.stringify(new AccountBlock("p", "Other", "r", "d", 2n ** 64n - 1n))),
      {
        policy: "p",
        code: "Other",
        reason: "r",
        details: "d",
        userData: "18446744073709551615",
      },
    );
  });
  it("may be freed and disposed of to no effect", () => {
    const block = new AccountBlock("p", "Other", "r", "d");
    block.free();
    block[Symbol.dispose]();
    assertEquals(block.policy, "p");
  });
});
