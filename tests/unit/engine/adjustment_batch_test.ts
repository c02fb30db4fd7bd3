import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { AccountAdjustmentContext } from "../../../src/accountadjustment.ts";
import type { Engine } from "../../../src/engine/mod.ts";
import { AccountAdjustment, type AccountAdjustmentInit, Order } from "../../../src/model/mod.ts";
import { AccountId } from "../../../src/param/mod.ts";
import { AccountAdjustmentBatchResult } from "../../../src/pretrade/mod.ts";
import { AccountBlock, AccountControl } from "../../../src/reject.ts";
import { Mutation } from "../../../src/tx.ts";
import { assertErrors, errorOf } from "../model/_errors.ts";
import {
  type AccountHooks,
  accountPolicy,
  NO_ACCOUNT,
  raise,
  REENTERED,
  RELEASED,
} from "./_account_kit.ts";
import { blockLines, engineOf, lineOf, linesOf, noted, orderOf, refusal } from "./_kit.ts";

/** An adjustment that names an asset, so that hooks can tell items apart. */
const item = (asset: string): AccountAdjustmentInit => ({ operation: { asset } });
const block = (reason: string) => new AccountBlock("p", "RiskLimitExceeded", reason, "d", 3);
const blockLine = (reason: string) => `RiskLimitExceeded [p] ${reason}: d #3`;

/** The asset that an adjustment names. */
function assetOf(adjustment: AccountAdjustment): string | undefined {
  const { operation } = adjustment;
  return operation !== undefined && "asset" in operation ? operation.asset : undefined;
}

/** All of a result, as texts. */
function partsOf(result: unknown): Record<string, unknown> {
  assert(result instanceof AccountAdjustmentBatchResult);
  return {
    ok: result.ok,
    failedIndex: result.failedIndex,
    rejects: linesOf(result),
    outcomes: result.outcomes.map(({ policyGroupId, entry }) => `${policyGroupId} ${entry.asset}`),
    blocks: result.accountBlocks.map(lineOf),
  };
}

const APPLIED = { ok: true, failedIndex: undefined, rejects: [], outcomes: [], blocks: [] };

/** What was refused at an index, for a reason of policy `b`. */
const refused = (failedIndex: number, ...rejects: readonly string[]) => ({
  ...APPLIED,
  ok: false,
  failedIndex,
  rejects,
});

/** A hook that answers by the asset that it is shown. */
function by(answers: Readonly<Record<string, () => unknown>>): AccountHooks {
  return { adjust: (_ctx, _account, adjustment) => answers[assetOf(adjustment) ?? ""]?.() };
}

describe("a batch of adjustments", () => {
  it("goes item by item, and each item policy by policy", () => {
    const log: string[] = [];
    const note = (name: string): AccountHooks => ({
      adjust: (_ctx, account, adjustment) => {
        log.push(`${name} ${account.value} ${assetOf(adjustment)}`);
      },
    });
    const engine = engineOf(
      accountPolicy("b", note("b")),
      accountPolicy("none"),
      accountPolicy("a", note("a")),
    );
    const result = engine.applyAccountAdjustment(7, [item("X"), item("Y")]);
    assertEquals(partsOf(result), APPLIED);
    assertEquals(log, ["b 7 X", "a 7 X", "b 7 Y", "a 7 Y"]);
  });
  it("that is empty succeeds without asking anyone, and so does one that nobody looks at", () => {
    const log: string[] = [];
    const engine = engineOf(accountPolicy("a", { adjust: () => void log.push("asked") }));
    assertEquals(partsOf(engine.applyAccountAdjustment(1, [])), APPLIED);
    assertEquals(log, []);
    const others = engineOf(accountPolicy("x"));
    assertEquals(partsOf(others.applyAccountAdjustment(1, [item("X")])), APPLIED);
  });
  it("commits all mutations in order, when every policy has agreed", () => {
    const log: string[] = [];
    const main = (name: string): AccountHooks => ({
      adjust: (_ctx, _account, adjustment) => {
        log.push(`ask ${name}`);
        const [one, two] = ["1", "2"].map((n) => noted(log, `${name}${assetOf(adjustment)}${n}`));
        return { mutations: [new Mutation(one!.commit, one!.rollback), two] };
      },
    });
    const engine = engineOf(accountPolicy("a", main("a")), accountPolicy("b", main("b")));
    engine.applyAccountAdjustment(1, [item("X"), item("Y")]);
    assertEquals(log, [
      ...["ask a", "ask b", "ask a", "ask b"],
      ...["commit aX1", "commit aX2", "commit bX1", "commit bX2"],
      ...["commit aY1", "commit aY2", "commit bY1", "commit bY2"],
    ]);
  });
  it("lists outcomes by item, then policy, each tagged with its policy's group", () => {
    const entries = (...assets: readonly string[]) => () => ({
      accountAdjustments: assets.map((asset) => ({ asset })),
    });
    const engine = engineOf(
      accountPolicy("a", { group: 9, ...by({ X: entries("USD", "EUR"), Y: entries("USD") }) }),
      accountPolicy("b", by({ X: entries("AAPL") })),
    );
    const result = engine.applyAccountAdjustment(1, [item("X"), item("Y")]);
    assertEquals(partsOf(result).outcomes, ["9 USD", "9 EUR", "0 AAPL", "9 USD"]);
  });
  it("is applied to a blocked account as to any other", () => {
    const engine = engineOf(
      accountPolicy("a", by({ X: () => ({ accountAdjustments: [{ asset: "USD" }] }) })),
    );
    engine.accounts().block(1, "r");
    engine.accounts().registerGroup([1], 5);
    engine.accounts().blockGroup(5, "r");
    assertEquals(partsOf(engine.applyAccountAdjustment(1, [item("X")])), {
      ...APPLIED,
      outcomes: ["0 USD"],
    });
  });
});

describe("a batch that a policy refuses", () => {
  it("ends there: later policies of the item and later items are not asked", () => {
    const log: string[] = [];
    const note = (name: string, answer?: unknown): AccountHooks => ({
      adjust: (_ctx, _account, adjustment) => {
        log.push(`${name} ${assetOf(adjustment)}`);
        return assetOf(adjustment) === "Y" ? answer : undefined;
      },
    });
    const rejects = [refusal(), refusal({ reason: "also", userData: 4 })];
    const engine = engineOf(
      accountPolicy("a", note("a")),
      accountPolicy("b", note("b", { rejects })),
      accountPolicy("c", note("c", { rejects })),
    );
    const result = engine.applyAccountAdjustment(1, [item("X"), item("Y"), item("Z")]);
    assertEquals(
      partsOf(result),
      refused(1, "order Other [b] no: because", "order Other [b] also: because #4"),
    );
    assertEquals(log, ["a X", "b X", "c X", "a Y", "b Y"]);
  });
  it("is undone as a whole, last mutation first, those of the refusing policy too", () => {
    const log: string[] = [];
    const mutations = (...names: readonly string[]) => names.map((name) => noted(log, name));
    const engine = engineOf(
      accountPolicy("a", by({ X: () => ({ mutations: mutations("aX1", "aX2") }) })),
      accountPolicy(
        "b",
        by({
          X: () => ({ mutations: mutations("bX") }),
          Y: () => ({ rejects: [refusal()], mutations: mutations("bY1", "bY2") }),
        }),
      ),
    );
    engine.applyAccountAdjustment(1, [item("X"), item("Y")]);
    const undone = ["bY2", "bY1", "bX", "aX2", "aX1"].map((name) => `rollback ${name}`);
    assertEquals(log, undone);
  });
  it("gives neither outcomes nor blocks, and its reported blocks vanish", () => {
    const contribution = { accountAdjustments: [{ asset: "USD" }], accountBlocks: [block("x")] };
    const engine = engineOf(
      accountPolicy("a", by({ X: () => contribution, Y: () => contribution })),
      accountPolicy("b", by({ Y: () => ({ ...contribution, rejects: [refusal()] }) })),
    );
    assertEquals(
      partsOf(engine.applyAccountAdjustment(1, [item("X"), item("Y")])),
      refused(1, "order Other [b] no: because"),
    );
    assertEquals(blockLines(engine, 1), []);
  });
  it("blocks nobody, though the reject has account scope", () => {
    const engine = engineOf(
      accountPolicy("b", { adjust: () => ({ rejects: [refusal({ scope: "account" })] }) }),
    );
    assertEquals(
      partsOf(engine.applyAccountAdjustment(1, [item("X")])),
      refused(0, "account Other [b] no: because"),
    );
    assertEquals(blockLines(engine, 1), []);
  });
  it("leaves a block that was asked for through the account control, also in a rollback", () => {
    const engine = engineOf(accountPolicy("a", {
      adjust: (ctx, account) => {
        const control = ctx.accountControl;
        if (account.value === 1n) control.block(block("at once"));
        const mutation = { commit() {}, rollback: () => control.block(block("undoing")) };
        return { rejects: [refusal()], mutations: [mutation] };
      },
    }));
    engine.applyAccountAdjustment(1, [item("X")]);
    engine.applyAccountAdjustment(2, [item("X")]);
    assertEquals([1, 2].map((account) => blockLines(engine, account)), [
      [`account ${blockLine("at once")}`],
      [`account ${blockLine("undoing")}`],
    ]);
  });
  it("does not spoil the next batch", () => {
    let isOpen = false;
    const engine = engineOf(
      accountPolicy("a", { adjust: () => isOpen ? {} : { rejects: [refusal()] } }),
    );
    engine.applyAccountAdjustment(1, [item("X")]);
    isOpen = true;
    assertEquals(partsOf(engine.applyAccountAdjustment(1, [item("X")])), APPLIED);
  });
});

describe("the blocks that an accepted batch reports", () => {
  it("are all returned, by item and policy; the first is recorded, unchanged", () => {
    const answer = (name: string) => () => ({ accountBlocks: [block(name)] });
    const engine = engineOf(
      accountPolicy("a", by({ Y: answer("aY") })),
      accountPolicy("b", by({ X: answer("bX"), Y: answer("bY") })),
    );
    const result = engine.applyAccountAdjustment(1, [item("X"), item("Y")]);
    assertEquals(partsOf(result), { ...APPLIED, blocks: ["bX", "aY", "bY"].map(blockLine) });
    assertEquals(blockLines(engine, 1), [`account ${blockLine("bX")}`]);
    assertEquals(blockLines(engine, 2), []);
  });
  it("come after the commits, whose own block is the first", () => {
    const engine = engineOf(accountPolicy("a", {
      adjust: ({ accountControl }) => ({
        accountBlocks: [block("reported")],
        mutations: [{ commit: () => accountControl.block(block("commit")), rollback() {} }],
      }),
    }));
    engine.applyAccountAdjustment(1, [item("X")]);
    assertEquals(blockLines(engine, 1), [`account ${blockLine("commit")}`]);
  });
  it("lose to an older cause", () => {
    const engine = engineOf(
      accountPolicy("a", { adjust: () => ({ accountBlocks: [block("late")] }) }),
    );
    engine.accounts().block(1, "early");
    assertEquals(engine.applyAccountAdjustment(1, [item("X")]).accountBlocks.length, 1);
    assertEquals(blockLines(engine, 1), ["account AccountBlocked [Engine] early: early"]);
  });
});

describe("what an adjustment hook is given", () => {
  it("is one context for the whole batch, with a control", () => {
    const seen: unknown[] = [];
    const hooks: AccountHooks = { adjust: (ctx) => void seen.push(ctx) };
    const engine = engineOf(accountPolicy("a", hooks), accountPolicy("b", hooks));
    engine.applyAccountAdjustment(1, [item("X"), item("Y")]);
    engine.applyAccountAdjustment(1, [item("X")]);
    const [ctx] = seen;
    assert(ctx instanceof AccountAdjustmentContext);
    assert(ctx.accountControl instanceof AccountControl);
    assertEquals(seen.map((one) => one === ctx), [true, true, true, true, false, false]);
  });
  it("is a control that dies with the batch, whatever came of it", () => {
    const dead = "LifecycleError: account control is no longer valid for its transaction";
    const ends: Readonly<Record<string, () => unknown>> = {
      accepting: () => undefined,
      refusing: () => ({ rejects: [refusal()] }),
      throwing: () => raise("boom"),
    };
    for (const end of Object.values(ends)) {
      let control: AccountControl | undefined;
      const engine = engineOf(accountPolicy("a", {
        adjust: (ctx) => {
          control = ctx.accountControl;
          return end();
        },
      }));
      errorOf(() => engine.applyAccountAdjustment(1, [item("X")]));
      assertErrors([[() => control?.block(block("late")), dead]]);
      assertEquals(blockLines(engine, 1), []);
    }
  });
  it("is a fresh copy of the item without the caller's additions, and the account's id", () => {
    const seen: unknown[] = [];
    const adjust: AccountHooks["adjust"] = (_ctx, account, adjustment) => {
      seen.push([
        account instanceof AccountId && account.value,
        adjustment instanceof AccountAdjustment,
        assetOf(adjustment),
        String(adjustment.amount?.balance?.asDelta),
        "note" in adjustment,
      ]);
      adjustment.operation = { asset: "CHANGED" };
      adjustment.amount = undefined as never;
    };
    const engine = engineOf(accountPolicy("a", { adjust }), accountPolicy("b", { adjust }));
    const own = { ...item("X"), amount: { balance: { delta: "5.0" } }, note: "mine" };
    engine.applyAccountAdjustment(7n, [own]);
    const expected = [7n, true, "X", "5.0", false];
    assertEquals(seen, [expected, expected]);
    assertEquals(own.operation, { asset: "X" });
  });
});

describe("applyAccountAdjustment()", () => {
  it("takes any iterable of classes and plain records, and an account in any form", () => {
    const seen: unknown[] = [];
    const engine = engineOf(accountPolicy("a", {
      adjust: (_ctx, account, adjustment) => void seen.push([account.value, assetOf(adjustment)]),
    }));
    const adjustment = new AccountAdjustment();
    adjustment.operation = { asset: "Y" };
    function* yielding(): Generator<AccountAdjustment | AccountAdjustmentInit> {
      yield item("X");
      yield adjustment;
    }
    engine.applyAccountAdjustment(AccountId.fromInt(7n), yielding());
    engine.applyAccountAdjustment("text", new Set([{}]));
    const hashed = AccountId.fromString("text").value;
    assertEquals(seen, [[7n, "X"], [7n, "Y"], [hashed, undefined]]);
  });
  it("refuses what it can't read, be it the last item; nothing has run", () => {
    const log: string[] = [];
    const engine = engineOf(accountPolicy("a", { adjust: () => void log.push("ran") }));
    const list = "TypeError: adjustments must be an iterable of AccountAdjustment";
    const each = "TypeError: each adjustment must be an AccountAdjustment or a plain object";
    for (const value of [undefined, null, 1, true, {}, item("X")] as never[]) {
      assertErrors([[() => engine.applyAccountAdjustment(1, value), list]]);
    }
    for (const value of [undefined, null, 1, "x", [], new Map(), new Order()] as never[]) {
      assertErrors([[() => engine.applyAccountAdjustment(1, [item("X"), value]), each]]);
    }
    for (const account of [undefined, null, -1, 0.5, {}] as never[]) {
      assertErrors([[() => engine.applyAccountAdjustment(account, [item("X")]), NO_ACCOUNT]]);
    }
    assertErrors([[
      () => engine.applyAccountAdjustment(1, [item("X"), item(" ")]),
      "AssetError AssetEmpty: asset must not be empty",
    ]]);
    assertEquals(log, []);
  });
  it("is refused from inside a callback of the same engine, and by a released one", () => {
    const found: string[] = [];
    const again = () => void found.push(errorOf(() => engine.applyAccountAdjustment(2, [])));
    const engine: Engine = engineOf(accountPolicy("a", {
      start: again,
      adjust: () => {
        again();
        return { mutations: [{ commit: again, rollback: again }] };
      },
    }));
    engine.applyAccountAdjustment(1, [item("X")]);
    engine.startPreTrade(orderOf(1));
    assertEquals(found, [REENTERED, REENTERED, REENTERED]);
    engine.free();
    assertErrors([[() => engine.applyAccountAdjustment(1, []), RELEASED]]);
  });
});
