import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { ExecuteResult, Request, Reservation, StartResult } from "../../../src/pretrade/mod.ts";
import { engineOf, linesOf, orderOf, policy, refusal } from "../engine/_kit.ts";
import { assertErrors } from "../model/_errors.ts";

const ACCEPTING = engineOf(policy("a"));
const REFUSING = engineOf(policy("a", { start: () => [refusal()] }));

function results(engine: typeof ACCEPTING): readonly [StartResult, ExecuteResult] {
  return [engine.startPreTrade(orderOf(1)), engine.executePreTrade(orderOf(1))];
}

describe("a result of an accepted order", () => {
  it("is ok, has no rejects, and gives the same handle at each reading", () => {
    const [start, execute] = results(ACCEPTING);
    assert(start.ok && execute.ok);
    assert(start.request instanceof Request && start.request === start.request);
    assert(execute.reservation instanceof Reservation);
    assert(execute.reservation === execute.reservation);
    assertEquals([start.rejects, execute.rejects], [[], []]);
  });
});

describe("a result of a refused order", () => {
  it("is not ok and has rejects but no handle", () => {
    const [start, execute] = results(REFUSING);
    assertEquals([start.ok, start.request], [false, undefined]);
    assertEquals([execute.ok, execute.reservation], [false, undefined]);
    const lines = ["order Other [a] no: because"];
    assertEquals([linesOf(start), linesOf(execute)], [lines, lines]);
  });
});

describe("results", () => {
  it("hand out a fresh array of rejects at each reading", () => {
    for (const engine of [ACCEPTING, REFUSING]) {
      for (const result of results(engine)) {
        const count = result.rejects.length;
        assert(result.rejects !== result.rejects);
        result.rejects.length = 0;
        result.rejects.push(...REFUSING.startPreTrade(orderOf(1)).rejects);
        assertEquals(result.rejects.length, count);
      }
    }
  });
  it("hand out copies of rejects: changing one changes nothing inside", () => {
    for (const result of [...results(REFUSING), REFUSING.startPreTradeDryRun(orderOf(1))]) {
      try {
        Object.assign(result.rejects[0] as object, { code: "Custom", reason: "changed" });
      } catch {
        // Refusing the change is as good.
      }
      assertEquals(linesOf(result), ["order Other [a] no: because"]);
    }
  });
  it("do not mix: each engine call has its own", () => {
    const [one] = results(REFUSING);
    one.rejects.length = 0;
    const [two] = results(REFUSING);
    assertEquals([one.rejects.length, two.rejects.length], [1, 1]);
  });
  it("are instances of their classes, which refuse new", () => {
    for (const engine of [ACCEPTING, REFUSING]) {
      const [start, execute] = results(engine);
      assert(start instanceof StartResult && !(start instanceof ExecuteResult));
      assert(execute instanceof ExecuteResult && !(execute instanceof StartResult));
    }
    for (const [name, type] of Object.entries({ StartResult, ExecuteResult })) {
      const Class = type as unknown as new () => unknown;
      assertErrors([[() => new Class(), `TypeError: ${name} cannot be constructed directly`]]);
    }
  });
  it("own nothing: freeing them changes nothing", () => {
    for (const result of results(ACCEPTING)) {
      result.free();
      result[Symbol.dispose]();
      assertEquals(result.ok, true);
    }
    const [start] = results(ACCEPTING);
    start.free();
    assertEquals(start.request?.execute().ok, true);
  });
});
