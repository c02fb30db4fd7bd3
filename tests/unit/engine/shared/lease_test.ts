import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { checkLease, leaseOf } from "../../../../src/engine/internal.ts";
import { signalsClose } from "../../../../src/runtime/port.ts";
import { assertErrors } from "../../model/_errors.ts";

describe("leaseOf()", () => {
  it("is what was asked for", () => {
    assertEquals([0.5, 20, 2147483647, Infinity].map(leaseOf), [0.5, 20, 2147483647, Infinity]);
  });
  it("is none by default where the host tells when a thread is gone, and 5 s on Deno and elsewhere", () => {
    const isDeno = (globalThis as { Deno?: unknown }).Deno !== undefined;
    assertEquals(leaseOf(undefined), signalsClose() && !isDeno ? Infinity : 5000);
  });
  it("refuses what no timer can wait", () => {
    const text =
      "RangeError: leaseMs must be a positive number up to 2147483647, or Infinity for none";
    const bad = [0, -1, NaN, -Infinity, 2147483648, "5", null, {}] as number[];
    assertErrors(bad.map((leaseMs) => [() => checkLease(leaseMs), text]));
    assertErrors(bad.map((leaseMs) => [() => leaseOf(leaseMs), text]));
  });
});
