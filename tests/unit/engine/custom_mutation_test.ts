import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { OpenpitError } from "../../../src/engine/mod.ts";
import { Mutation } from "../../../src/tx.ts";
import {
  callbackError,
  causeText,
  engineOf,
  noted,
  orderOf,
  policy,
  reservationOf,
} from "./_kit.ts";

/** What is wrong with a mutation: the cause of the failed call. */
function causeOf(mutation: unknown): string {
  const engine = engineOf(policy("a", { main: () => ({ mutations: [mutation] }) }));
  return causeText(() => engine.executePreTrade(orderOf(1)));
}

describe("a mutation", () => {
  it("is any object with two functions", () => {
    const log: string[] = [];
    const plain = noted(log, "plain");
    const bare = Object.assign(Object.create(null), noted(log, "bare"));
    const heir = Object.create(noted(log, "heir"));
    class Own {
      commit(): void {
        log.push("commit own");
      }
      rollback(): void {}
    }
    const { commit, rollback } = noted(log, "class");
    const mutations = [plain, bare, heir, new Own(), new Mutation(commit, rollback)];
    const engine = engineOf(policy("a", { main: () => ({ mutations }) }));
    reservationOf(engine.executePreTrade(orderOf(1))).commit();
    assertEquals(log, ["plain", "bare", "heir", "own", "class"].map((name) => `commit ${name}`));
  });
  it("has two functions, else the hook failed", () => {
    const commit = "TypeError: policy.commit must be a function";
    const rollback = "TypeError: policy.rollback must be a function";
    assertEquals(causeOf({}), commit);
    assertEquals(causeOf({ rollback() {} }), commit);
    assertEquals(causeOf({ commit: 1, rollback() {} }), commit);
    assertEquals(causeOf([]), commit);
    assertEquals(causeOf({ commit() {} }), rollback);
    assertEquals(causeOf({ commit() {}, rollback: null }), rollback);
  });
  it("is an object, else the hook failed with a TypeError", () => {
    for (const value of [undefined, null, 1, "x", true]) {
      const engine = engineOf(policy("a", { main: () => ({ mutations: [value] }) }));
      const { cause } = callbackError(() => engine.executePreTrade(orderOf(1)));
      assert(cause instanceof TypeError && cause instanceof OpenpitError);
    }
  });
  it("that is malformed takes those before it back", () => {
    const log: string[] = [];
    const engine = engineOf(
      policy("a", { main: () => ({ mutations: [noted(log, "a")] }) }),
      policy("b", { main: () => ({ mutations: [noted(log, "b1"), noted(log, "b2"), {}] }) }),
      policy("c", { main: () => ({ mutations: [noted(log, "c")] }) }),
    );
    callbackError(() => engine.executePreTrade(orderOf(1)));
    assertEquals(log, ["rollback c", "rollback b2", "rollback b1", "rollback a"]);
  });
  it("is read when the hook returns; later changes of the object have no effect", () => {
    const log: string[] = [];
    const mutation = noted(log, "old");
    const engine = engineOf(policy("a", { main: () => ({ mutations: [mutation] }) }));
    const reservation = reservationOf(engine.executePreTrade(orderOf(1)));
    Object.assign(mutation, noted(log, "new"));
    reservation.commit();
    assertEquals(log, ["commit old"]);
  });
  it("is called without arguments and without `this`", () => {
    const seen: unknown[] = [];
    const finalizer = function (this: unknown, ...args: readonly unknown[]): void {
      seen.push(this, args.length);
    };
    const main = () => ({ mutations: [{ commit: finalizer, rollback: finalizer }] });
    const engine = engineOf(policy("a", { main }));
    reservationOf(engine.executePreTrade(orderOf(1))).commit();
    reservationOf(engine.executePreTrade(orderOf(1))).rollback();
    assertEquals(seen, [undefined, 0, undefined, 0]);
  });
  it("may stand in any iterable, a generator included", () => {
    const log: string[] = [];
    const main = () => ({
      mutations: (function* () {
        yield noted(log, "1");
        yield noted(log, "2");
      })(),
    });
    reservationOf(engineOf(policy("a", { main })).executePreTrade(orderOf(1))).rollback();
    assertEquals(log, ["rollback 2", "rollback 1"]);
  });
  it("counts even if the generator it comes from throws later", () => {
    const log: string[] = [];
    const main = () => ({
      mutations: (function* () {
        yield noted(log, "1");
        throw new Error("generator");
      })(),
    });
    const engine = engineOf(policy("a", { main }));
    assertEquals(causeText(() => engine.executePreTrade(orderOf(1))), "Error: generator");
    assertEquals(log, ["rollback 1"]);
  });
  it("may be listed twice: both entries run", () => {
    const log: string[] = [];
    const mutation = noted(log, "m");
    const engine = engineOf(policy("a", { main: () => ({ mutations: [mutation, mutation] }) }));
    reservationOf(engine.executePreTrade(orderOf(1))).commit();
    assertEquals(log, ["commit m", "commit m"]);
  });
});

describe("mutations of a start check", () => {
  it("don't exist: what it returns is a list of rejects", () => {
    const log: string[] = [];
    const engine = engineOf(policy("a", { start: () => ({ mutations: [noted(log, "m")] }) }));
    callbackError(() => engine.startPreTrade(orderOf(1)));
    assertEquals(log, []);
  });
});
