import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Mutation } from "../../../src/tx.ts";
import { assertErrors } from "../model/_errors.ts";

describe("Mutation", () => {
  it("holds its two functions and calls neither", () => {
    const log: string[] = [];
    const commit = () => void log.push("commit");
    const rollback = () => void log.push("rollback");
    const mutation = new Mutation(commit, rollback);
    assert(mutation.commit === commit && mutation.rollback === rollback);
    mutation.free();
    mutation[Symbol.dispose]();
    assertEquals(log, []);
  });
  it("refuses what is no function", () => {
    const make = (...args: readonly unknown[]) => () =>
      new Mutation(...args as ConstructorParameters<typeof Mutation>);
    const fn = () => {};
    for (const value of [undefined, null, 1, "fn", {}, []]) {
      assertErrors([
        [make(value, fn), "TypeError: commit must be a function"],
        [make(fn, value), "TypeError: rollback must be a function"],
      ]);
    }
  });
});
