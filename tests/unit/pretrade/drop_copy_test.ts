import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { Engine } from "../../../src/engine/mod.ts";
import { DropCopyOperation, DropCopyResult, Reservation } from "../../../src/pretrade/mod.ts";
import { AccountBlock, type AccountControl } from "../../../src/reject.ts";
import { operationOf, REENTERED } from "../engine/_account_kit.ts";
import {
  blockLines,
  engineOf,
  lineOf,
  linesOf,
  NOBODYS_ORDER,
  noted,
  orderOf,
  policy,
} from "../engine/_kit.ts";
import { assertErrors, errorOf } from "../model/_errors.ts";

const FINALIZED = "LifecycleError: drop-copy operation has already been finalized";
const BLOCK = new AccountBlock("p", "RiskLimitExceeded", "why", "d", 3);

/** An engine whose one policy contributes something of everything. */
function contributing(log: string[] = []): Engine {
  return engineOf(policy("a", {
    main: (ctx) => {
      ctx.accountControl?.block(BLOCK);
      return {
        lockPrices: ["5"],
        accountAdjustments: [{ asset: "USD" }],
        mutations: [noted(log, "1"), noted(log, "2")],
      };
    },
  }));
}

/** Every member of an operation but those that let it go. */
function members(operation: DropCopyOperation): (() => unknown)[] {
  return [
    () => operation.lock(),
    () => operation.accountAdjustments(),
    () => operation.accountBlock(),
    () => operation.isAccountBlocked(),
    () => operation.commit(),
    () => operation.rollback(),
  ];
}

describe("DropCopyResult", () => {
  it("of a booked order is ok, has no rejects, and gives the same operation each time", () => {
    const result = contributing().applyDropCopy(orderOf(1));
    assert(result instanceof DropCopyResult && result.ok);
    assert(result.operation instanceof DropCopyOperation);
    assert(!(result.operation instanceof Reservation));
    assert(result.operation === result.operation);
    assertEquals(result.rejects, []);
  });
  it("of an order that can't be evaluated is not ok and has rejects but no operation", () => {
    const result = contributing().applyDropCopy(NOBODYS_ORDER);
    assert(result instanceof DropCopyResult);
    assertEquals([result.ok, result.operation, result.rejects.length], [false, undefined, 1]);
  });
  it("hands out a fresh array of rejects at each reading", () => {
    const result = contributing().applyDropCopy(NOBODYS_ORDER);
    const before = linesOf(result);
    assert(result.rejects !== result.rejects);
    result.rejects.length = 0;
    assertEquals(linesOf(result), before);
  });
  it("owns nothing: freeing it leaves the operation open", () => {
    const log: string[] = [];
    const result = contributing(log).applyDropCopy(orderOf(1));
    result.free();
    result[Symbol.dispose]();
    operationOf(result).commit();
    assertEquals(log, ["commit 1", "commit 2"]);
  });
  it("refuses new, as DropCopyOperation does", () => {
    for (const [name, type] of Object.entries({ DropCopyResult, DropCopyOperation })) {
      const Class = type as unknown as new () => unknown;
      assertErrors([[() => new Class(), `TypeError: ${name} cannot be constructed directly`]]);
    }
  });
});

describe("DropCopyOperation", () => {
  it("hands out copies: changing them changes nothing inside", () => {
    const operation = operationOf(contributing().applyDropCopy(orderOf(1)));
    assert(operation.lock() !== operation.lock());
    operation.lock().push(1, "9");
    operation.accountAdjustments().length = 0;
    const block = operation.accountBlock();
    assert(block instanceof AccountBlock && block !== operation.accountBlock());
    try {
      Object.assign(block, { reason: "changed" });
    } catch {
      // Refusing the change is as good.
    }
    assertEquals(operation.lock().toJson(), '[["5"]]');
    assertEquals(operation.accountAdjustments().map(({ entry }) => entry.asset), ["USD"]);
    assertEquals(lineOf(operation.accountBlock()), "RiskLimitExceeded [p] why: d #3");
  });
  it("commits in order and rolls back in reverse, nothing before that", () => {
    const log: string[] = [];
    const engine = contributing(log);
    const [one, two] = [1, 2].map((account) => operationOf(engine.applyDropCopy(orderOf(account))));
    assertEquals(log, []);
    two!.commit();
    assertEquals(log.splice(0), ["commit 1", "commit 2"]);
    one!.rollback();
    assertEquals(log, ["rollback 2", "rollback 1"]);
  });
  it("is finalized once; nothing works afterwards", () => {
    for (const end of ["commit", "rollback", "free", Symbol.dispose] as const) {
      const log: string[] = [];
      const operation = operationOf(contributing(log).applyDropCopy(orderOf(1)));
      operation[end]();
      assertEquals(log.length, 2);
      assertErrors(members(operation).map((call) => [call, FINALIZED]));
      assertEquals(log.length, 2);
    }
  });
  it("is finalized once even without mutations", () => {
    const operation = operationOf(engineOf(policy("a")).applyDropCopy(orderOf(1)));
    operation.commit();
    assertErrors(members(operation).map((call) => [call, FINALIZED]));
  });
  it("rolls back at once when it is let go, once, and not after it was finalized", () => {
    for (const end of ["free", Symbol.dispose] as const) {
      const log: string[] = [];
      const engine = contributing(log);
      const operation = operationOf(engine.applyDropCopy(orderOf(1)));
      operation[end]();
      operation.free();
      operation[Symbol.dispose]();
      assertEquals(log.splice(0), ["rollback 2", "rollback 1"]);
      const committed = operationOf(engine.applyDropCopy(orderOf(1)));
      committed.commit();
      log.length = 0;
      committed[end]();
      assertEquals(log, []);
    }
  });
  it("outlives its engine and a later block of its account", () => {
    const log: string[] = [];
    const engine = contributing(log);
    const [one, two] = [1, 2].map((account) => operationOf(engine.applyDropCopy(orderOf(account))));
    engine.accounts().block(1, "r");
    engine.free();
    assertEquals(one!.lock().toJson(), '[["5"]]');
    one!.commit();
    two!.free();
    assertEquals(log, ["commit 1", "commit 2", "rollback 2", "rollback 1"]);
  });
  it("refuses every member while a callback of its engine runs", () => {
    const found: string[] = [];
    let calls: (() => unknown)[] = [];
    const engine = engineOf(policy("a", { start: () => void found.push(...calls.map(errorOf)) }));
    const operation = operationOf(engine.applyDropCopy(orderOf(1)));
    calls = [
      ...members(operation),
      () => operation.free(),
      () => operation[Symbol.dispose](),
    ];
    engine.startPreTrade(orderOf(1));
    assertEquals(found, calls.map(() => REENTERED));
    operation.commit();
  });
});

describe("the account control of a drop copy", () => {
  const DEAD = "LifecycleError: account control is no longer valid for its transaction";

  it("blocks at once while the operation is open, and dies with it", () => {
    for (const end of ["commit", "rollback", "free"] as const) {
      let control: AccountControl | undefined;
      const engine = engineOf(
        policy("a", { start: (ctx) => void (control ??= ctx.accountControl) }),
      );
      const operation = operationOf(engine.applyDropCopy(orderOf(1)));
      control?.block(BLOCK);
      assertEquals(blockLines(engine, 1), ["account RiskLimitExceeded [p] why: d #3"]);
      assertEquals(operation.isAccountBlocked(), false);
      operation[end]();
      assertErrors([[() => control?.block(BLOCK), DEAD]]);
    }
  });
  it("is dead when the drop copy could not be evaluated or a hook threw", () => {
    const ends: readonly (() => unknown)[] = [
      () => [{ code: "UnknownVenue", reason: "r", details: "d" }],
      () => {
        throw new Error("boom");
      },
    ];
    for (const end of ends) {
      let control: AccountControl | undefined;
      const engine = engineOf(policy("a", {
        start: (ctx) => {
          if (!ctx.isDropCopy) return undefined;
          control = ctx.accountControl;
          return end();
        },
      }));
      errorOf(() => engine.applyDropCopy(orderOf(1)));
      assertErrors([[() => control?.block(BLOCK), DEAD]]);
      assertEquals(blockLines(engine, 1), []);
    }
  });
});
