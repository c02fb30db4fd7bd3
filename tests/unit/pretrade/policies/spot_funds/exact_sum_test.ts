import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { ExactSum } from "../../../../../src/pretrade/policies/spot_funds/exact_sum.ts";
import { dec, MAX } from "./_kit.ts";

describe("ExactSum", () => {
  it("adds and subtracts", () => {
    const sum = new ExactSum(dec("1.25")).plus(dec("2")).minus(dec("0.250"));
    assertEquals([sum.value, sum.cause], [dec("3.000"), undefined]);
  });
  it("takes a zero of any scale as exact", () => {
    assertEquals(new ExactSum(dec("0.00000")).plus(dec("7")).cause, undefined);
    assertEquals(new ExactSum(dec("7")).minus(dec("0.00000")).cause, undefined);
  });
  it("tells a sum that does not fit from one that loses digits", () => {
    assertEquals(new ExactSum(dec(MAX)).plus(dec("1")).cause, "overflow");
    assertEquals(new ExactSum(dec(MAX)).minus(dec("0.1")).cause, "inexact");
  });
  it("takes a sum that only loses zeros as exact", () => {
    assertEquals(
      new ExactSum(dec("70000000000000000000000000000")).plus(dec("1.0")).cause,
      undefined,
    );
    assertEquals(
      new ExactSum(dec("-70000000000000000000000000000")).minus(dec("1.0")).cause,
      undefined,
    );
  });
  it("stays without a value, with the first cause", () => {
    const sum = new ExactSum(dec(MAX)).plus(dec("1")).minus(dec("0.1")).plus(dec("1"));
    assertEquals(sum.cause, "overflow");
    const lost = new ExactSum(dec(MAX)).minus(dec("0.1"));
    assertEquals(new ExactSum(dec("1")).plusSum(lost).cause, "inexact");
    assertEquals(
      new ExactSum(dec("1")).plusSum(new ExactSum(dec("2")).plus(dec("3"))).value,
      dec("6"),
    );
    assertEquals(new ExactSum(dec(MAX)).plus(dec("1")).plusSum(lost).cause, "overflow");
  });
});
