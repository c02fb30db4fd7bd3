import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine, OpenpitError } from "../../../src/engine/mod.ts";
import { Order } from "../../../src/model/mod.ts";
import { Context, type Policy } from "../../../src/pretrade/mod.ts";
import { assertErrors } from "../model/_errors.ts";
import {
  callbackError,
  engineOf,
  linesOf,
  NOBODYS_ORDER,
  noted,
  orderOf,
  policy,
  refusal,
  reservationOf,
  thrownBy,
} from "./_kit.ts";

function register(shape: unknown): () => unknown {
  return () => Engine.builder().preTrade(shape as Policy);
}

/** A complete policy with some members replaced. */
function shaped(changes: Readonly<Record<string, unknown>>): unknown {
  return { ...policy("a"), ...changes };
}

describe("preTrade()", () => {
  it("takes objects only", () => {
    const values = [undefined, null, true, 1, 1n, "policy", Symbol("policy")];
    assertErrors(values.map((value) => [register(value), "TypeError: policy must be an object"]));
  });
  it("takes any object with a name and the two hooks: a class, a null prototype, inherited", () => {
    class Named {
      readonly name = "b";
      checkPreTradeStart(): void {}
      performPreTradeCheck(): void {}
    }
    const bare = Object.assign(Object.create(null), policy("c"));
    const heir = Object.create(policy("d"));
    const engine = engineOf(policy("a"), new Named(), bare, heir);
    assertEquals(engine.executePreTrade(orderOf(1)).ok, true);
  });
  it("asks for a text as name", () => {
    const error = "TypeError: policy.name must be a string";
    const names = [undefined, null, 1, {}, Object("a"), Symbol("a"), ["a"]];
    assertErrors(names.map((name) => [register(shaped({ name })), error]));
    assertErrors([[register({}), error], [register([]), error], [register(new Date(0)), error]]);
  });
  it("asks for an integer 0 to 65535 as group id, absent meaning 0", () => {
    const group = (policyGroupId: unknown) => register(shaped({ policyGroupId }));
    const type = "TypeError: policy.policyGroupId must be a number";
    const range = "RangeError: policyGroupId must be an integer in range 0..=65535";
    assertErrors([
      ...["1", 1n, true, {}, [1], Object(1)].map((value) => [group(value), type] as const),
      ...[-1, 65536, 0.5, NaN, Infinity, -Infinity, 2 ** 53]
        .map((value) => [group(value), range] as const),
      ...[undefined, 0, -0, 65535].map((value) => [group(value), "nothing"] as const),
    ]);
  });
  it("asks for the two required hooks", () => {
    for (const hook of ["checkPreTradeStart", "performPreTradeCheck"]) {
      const error = `TypeError: policy.${hook} must be a function`;
      assertErrors(
        [undefined, null, 1, "x", {}].map((value) => [register(shaped({ [hook]: value })), error]),
      );
    }
  });
  it("asks for functions as optional hooks", () => {
    for (const hook of ["checkPreTradeStartDryRun", "performPreTradeCheckDryRun"]) {
      const error = `TypeError: policy.${hook} must be a function`;
      assertErrors([1, "x", {}, true].map((value) => [register(shaped({ [hook]: value })), error]));
      assertErrors([[register(shaped({ [hook]: undefined })), "nothing"]]);
    }
  });
  it("throws what a getter of the policy throws, untouched", () => {
    const thrown = { reason: "getter" };
    const shape = {
      ...policy("a"),
      get name(): string {
        throw thrown;
      },
    };
    assert(thrownBy(register(shape)) === thrown);
  });
});

describe("a registered policy", () => {
  it("is read once, at registration", () => {
    const reads: string[] = [];
    const source: Readonly<Record<string, unknown>> = shaped({
      policyGroupId: 3,
      checkPreTradeStartDryRun() {},
      performPreTradeCheckDryRun() {},
    }) as Record<string, unknown>;
    const watched = new Proxy(source, {
      get(target, key) {
        reads.push(String(key));
        return Reflect.get(target, key);
      },
    });
    const engine = engineOf(watched as unknown as Policy);
    const known = new Set([...Object.keys(source)]);
    const counted = reads.filter((key) => known.has(key)).sort();
    assertEquals(counted, [...known].sort());
    reads.length = 0;
    engine.executePreTrade(orderOf(1));
    engine.executePreTradeDryRun(orderOf(1));
    assertEquals(reads, []);
  });
  it("ignores later changes of the object", () => {
    const changing = policy("a", {
      group: 3,
      start: () => [refusal()],
    }) as unknown as Record<string, unknown>;
    const engine = engineOf(changing as unknown as Policy);
    changing["name"] = "b";
    changing["policyGroupId"] = 4;
    changing["checkPreTradeStart"] = () => [];
    assertEquals(linesOf(engine.startPreTrade(orderOf(1))), ["order Other [a] no: because"]);
  });
  it("is `this` in its hooks, with a context and an order as arguments", () => {
    const seen: unknown[] = [];
    class Watching {
      readonly name = "a";
      checkPreTradeStart(...args: readonly unknown[]): void {
        seen.push(this, ...args);
      }
      performPreTradeCheck(...args: readonly unknown[]): void {
        seen.push(this, ...args);
      }
      checkPreTradeStartDryRun(...args: readonly unknown[]): void {
        seen.push(this, ...args);
      }
      performPreTradeCheckDryRun(...args: readonly unknown[]): void {
        seen.push(this, ...args);
      }
    }
    const watching = new Watching();
    const engine = engineOf(watching as Policy);
    const check = () => {
      const found = seen.splice(0);
      assertEquals(found.length, 6);
      for (const [self, context, order] of [found.slice(0, 3), found.slice(3)]) {
        assert(self === watching);
        assert(context instanceof Context);
        assert(order instanceof Order);
      }
    };
    engine.executePreTrade(orderOf(1));
    check();
    engine.executePreTradeDryRun(orderOf(1));
    check();
  });
  it("keeps state in plain fields", () => {
    class Counting {
      readonly name = "counting";
      #count = 0;
      checkPreTradeStart(): { code: "Custom"; reason: string; details: string }[] {
        return ++this.#count > 2
          ? [{ code: "Custom", reason: "enough", details: `order ${this.#count}` }]
          : [];
      }
      performPreTradeCheck(): void {}
    }
    const engine = engineOf(new Counting());
    engine.startPreTrade(orderOf(1));
    engine.executePreTrade(orderOf(2));
    assertEquals(linesOf(engine.startPreTrade(orderOf(3))), [
      "order Custom [counting] enough: order 3",
    ]);
  });
  it("accepts by null, undefined and, in the start stage, by anything empty that is iterable", () => {
    const empty = function* (): Generator<never> {};
    for (const nothing of [undefined, null, [], new Set(), new Map(), empty()]) {
      const engine = engineOf(policy("a", { start: () => nothing }));
      assertEquals(engine.startPreTrade(orderOf(1)).ok, true);
    }
    for (const nothing of [undefined, null, {}, Object.create(null)]) {
      const engine = engineOf(policy("a", { main: () => nothing }));
      assertEquals(engine.executePreTrade(orderOf(1)).ok, true);
    }
  });
});

describe("a hook that throws", () => {
  const fail = (value: unknown) => () => {
    throw value;
  };

  it("is one failure of the call, whose cause is the thrown value, whatever it is", () => {
    const values = [
      new Error("e"),
      new OpenpitError("ours"),
      "text",
      0,
      false,
      null,
      undefined,
      Symbol("s"),
      { message: "plain" },
      () => {},
    ];
    for (const value of values) {
      const start = engineOf(policy("a", { start: fail(value) }));
      const main = engineOf(policy("a", { main: fail(value) }));
      const request = main.startPreTrade(orderOf(1)).request;
      const calls: readonly (() => unknown)[] = [
        () => start.startPreTrade(orderOf(1)),
        () => start.executePreTrade(orderOf(1)),
        () => start.startPreTradeDryRun(orderOf(1)),
        () => start.executePreTradeDryRun(orderOf(1)),
        () => main.executePreTrade(orderOf(1)),
        () => main.executePreTradeDryRun(orderOf(1)),
        () => request?.execute(),
      ];
      for (const call of calls) {
        const error = callbackError(call);
        assert("cause" in error && error.cause === value);
        assertEquals(error.result, undefined);
      }
    }
  });
  it("does not keep later policies from running; the first thrown value wins", () => {
    const log: string[] = [];
    const engine = engineOf(
      policy("a", { start: fail("first") }),
      policy("b", { start: () => void log.push("b") }),
      policy("c", { start: fail("second") }),
      policy("d", { start: () => void log.push("d") }),
    );
    assertEquals(callbackError(() => engine.startPreTrade(orderOf(1))).cause, "first");
    assertEquals(log, ["b", "d"]);
  });
  it("in the main stage undoes what siblings did before and after it", () => {
    const log: string[] = [];
    const engine = engineOf(
      policy("a", { main: () => ({ mutations: [noted(log, "a")] }) }),
      policy("b", { main: fail("b") }),
      policy("c", { main: () => ({ mutations: [noted(log, "c")] }) }),
    );
    callbackError(() => engine.executePreTrade(orderOf(1)));
    assertEquals(log, ["rollback c", "rollback a"]);
  });
  it("in the start stage keeps the main stage from running", () => {
    const log: string[] = [];
    const engine = engineOf(
      policy("a", { start: fail("a"), main: () => void log.push("main") }),
    );
    callbackError(() => engine.executePreTrade(orderOf(1)));
    callbackError(() => engine.executePreTradeDryRun(orderOf(1)));
    assertEquals(log, []);
  });
  it("blocks nobody", () => {
    let isFailing = true;
    const engine = engineOf(policy("a", {
      start: () => {
        if (isFailing) throw new Error("once");
      },
    }));
    callbackError(() => engine.startPreTrade(orderOf(1)));
    isFailing = false;
    reservationOf(engine.executePreTrade(orderOf(1))).commit();
    assertEquals(engine.startPreTrade(NOBODYS_ORDER).ok, true);
  });
});
