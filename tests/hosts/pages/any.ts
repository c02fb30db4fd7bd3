/** Engines across the threads of any page. Runs inside one. */
import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  attachEngine,
  attachEngineSync,
  currentThread,
  ThreadAffinityError,
} from "../../../src/sync/mod.ts";
import { makeOrder, makeScenario } from "../../sync/_scenario.ts";
import { callerCases, engineOf, LIMITS, withWorker } from "./_callers.ts";

describe("a page and its workers", () => {
  it("are threads of a browser, each with a name of its own", () =>
    withWorker(async (worker) => {
      const { engine } = makeScenario("fullSync", LIMITS);
      const { thread } = await worker.attach(engine.share(), false);
      assertMatch(currentThread(), /^browser:/);
      assertMatch(`${thread}`, /^browser:/);
      assert(thread !== currentThread());
    }));

  it("the page must not block: it is told what to call, and the handle still serves", () =>
    withWorker(async (owner) => {
      const handle = await engineOf(owner);
      const error = assertThrows(() => attachEngineSync(handle), ThreadAffinityError);
      assertEquals(error.message, "this thread must not be blocked: use attachEngine() here");
      const engine = await attachEngine(handle);
      assertEquals((await engine.executePreTrade(makeOrder(1, "1"))).ok, true);
    }));

  callerCases(false);
});
