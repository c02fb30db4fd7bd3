/** Without isolation no thread of a page shares memory, so none may block. Runs inside one. */
import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { makeScenario } from "../../sync/_scenario.ts";
import { LIMITS, withWorker } from "./_callers.ts";

describe("a page that is not isolated", () => {
  it("is none", () => {
    assertEquals(
      (globalThis as { readonly crossOriginIsolated?: boolean }).crossOriginIsolated,
      false,
    );
  });

  it("its workers must not block either", () =>
    withWorker(async (worker) => {
      const { engine } = makeScenario("fullSync", LIMITS);
      const { error } = await worker.attach(engine.share(), true);
      assertEquals(error, "ThreadAffinityError");
    }));
});
