/** Workers of a cross-origin isolated page share memory, so they may block. Runs inside one. */
import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { callerCases } from "./_callers.ts";

describe("a cross-origin isolated page", () => {
  it("is one", () => {
    assertEquals(
      (globalThis as { readonly crossOriginIsolated?: boolean }).crossOriginIsolated,
      true,
    );
  });

  callerCases(true);
});
