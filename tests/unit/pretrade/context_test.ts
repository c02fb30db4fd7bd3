import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { AccountId } from "../../../src/param/mod.ts";
import { Context, PostTradeContext } from "../../../src/pretrade/mod.ts";
import { AccountAdjustmentContext } from "../../../src/pretrade/internal.ts";
import {
  causeText,
  engineOf,
  type Hook,
  NOBODYS_ORDER,
  noted,
  orderOf,
  policy,
  reservationOf,
} from "../engine/_kit.ts";
import { assertErrors } from "../model/_errors.ts";

describe("Context", () => {
  it("is one per policy for both stages of an operation, and another for the next", () => {
    const seen: Context[] = [];
    const note: Hook = (ctx) => void seen.push(ctx);
    const hooks = { start: note, main: note };
    const engine = engineOf(policy("a", hooks), policy("b", hooks), policy("c", hooks));
    engine.startPreTrade(orderOf(1)).request?.execute();
    const [a, b, c] = seen;
    assert(a instanceof Context && a !== b && b !== c && a !== c);
    assert(seen[3] === a && seen[4] === b && seen[5] === c);
    engine.startPreTrade(orderOf(1));
    assert(seen[6] !== a);
  });
  it("tells the account that the engine read, if any", () => {
    const seen: unknown[] = [];
    const engine = engineOf(policy("a", { start: (ctx) => void seen.push(ctx.accountId) }));
    engine.startPreTrade(orderOf(7));
    engine.startPreTrade(NOBODYS_ORDER);
    engine.startPreTrade({});
    assert(seen[0] instanceof AccountId);
    assertEquals([seen[0].value, seen[1], seen[2]], [7n, undefined, undefined]);
  });
  it("has a control where it has an account, and no group outside of one", () => {
    const seen: unknown[] = [];
    const note: Hook = (ctx) =>
      void seen.push([ctx.accountControl !== undefined, ctx.accountGroup]);
    const engine = engineOf(policy("a", { start: note }));
    engine.startPreTrade(orderOf(1));
    engine.startPreTrade(NOBODYS_ORDER);
    assertEquals(seen, [[true, undefined], [false, undefined]]);
  });
  it("gives the same control at each reading", () => {
    let isSame = false;
    const engine = engineOf(policy("a", {
      start: (ctx) => void (isSame = ctx.accountControl === ctx.accountControl),
    }));
    engine.startPreTrade(orderOf(1));
    assertEquals(isSame, true);
  });
  it("is of no drop copy in the ordinary calls, which record no start mutations", () => {
    const seen: unknown[] = [];
    const log: string[] = [];
    const record: Hook = (ctx) => {
      seen.push(ctx.isDropCopy);
      ctx.recordDropCopyStartMutation(noted(log, "m"));
    };
    const error = "LifecycleError: context is not an active drop-copy operation";
    const calls = [
      () => engineOf(policy("a", { start: record })).startPreTrade(orderOf(1)),
      () => engineOf(policy("a", { main: record })).executePreTrade(orderOf(1)),
      () => engineOf(policy("a", { start: record })).startPreTradeDryRun(orderOf(1)),
      () => engineOf(policy("a", { main: record })).executePreTradeDryRun(orderOf(1)),
    ];
    assertEquals(calls.map(causeText), [error, error, error, error]);
    assertEquals(seen, [false, false, false, false]);
    assertEquals(log, []);
  });
  it("still tells what it knows when its operation has ended", () => {
    let kept: Context | undefined;
    const engine = engineOf(policy("a", { start: (ctx) => void (kept = ctx) }));
    reservationOf(engine.executePreTrade(orderOf(1))).commit();
    assertEquals([kept?.accountId?.value, kept?.isDropCopy], [1n, false]);
    kept?.free();
    kept?.[Symbol.dispose]();
  });
});

describe("the contexts", () => {
  it("refuse new", () => {
    const classes = { Context, PostTradeContext, AccountAdjustmentContext };
    for (const [name, type] of Object.entries(classes)) {
      const Class = type as unknown as new () => unknown;
      assertErrors([[() => new Class(), `TypeError: ${name} cannot be constructed directly`]]);
    }
  });
});
