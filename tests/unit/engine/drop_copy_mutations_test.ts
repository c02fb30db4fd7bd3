import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { AccountBlock } from "../../../src/reject.ts";
import { Mutation } from "../../../src/tx.ts";
import { errorOf } from "../model/_errors.ts";
import { engineWithUnit, failing, operationOf, raise } from "./_account_kit.ts";
import {
  blockLines,
  callbackError,
  causeText,
  engineOf,
  FINALIZER_BLOCK,
  type Hooks,
  linesOf,
  noted,
  orderOf,
  outcomeOf,
  policy,
  refusal,
} from "./_kit.ts";

const BLOCK = new AccountBlock("p", "RiskLimitExceeded", "why", "d", 3);

describe("recordDropCopyStartMutation()", () => {
  it("puts start mutations before those of the main stage", () => {
    const log: string[] = [];
    const hooks = (name: string): Hooks => ({
      start: (ctx) => {
        const { commit, rollback } = noted(log, `start ${name}`);
        ctx.recordDropCopyStartMutation(new Mutation(commit, rollback));
      },
      main: () => ({ mutations: [noted(log, `main ${name}`)] }),
    });
    const engine = engineOf(policy("a", hooks("a")), policy("b", hooks("b")));
    const order = ["start a", "start b", "main a", "main b"];
    operationOf(engine.applyDropCopy(orderOf(1))).commit();
    assertEquals(log.splice(0), order.map((name) => `commit ${name}`));
    operationOf(engine.applyDropCopy(orderOf(1))).rollback();
    assertEquals(log, order.map((name) => `rollback ${name}`).reverse());
  });
  it("puts those of main hooks behind the start hooks' and before the main results'", () => {
    const log: string[] = [];
    const hooks = (name: string, code?: "UnknownVenue"): Hooks => ({
      start: (ctx) => ctx.recordDropCopyStartMutation(noted(log, `start ${name}`)),
      main: (ctx) => {
        ctx.recordDropCopyStartMutation(noted(log, `late ${name}`));
        return { rejects: code && [refusal({ code })], mutations: [noted(log, `main ${name}`)] };
      },
    });
    const order = ["start a", "start b", "late a", "late b", "main a", "main b"];
    const engine = engineOf(policy("a", hooks("a")), policy("b", hooks("b")));
    operationOf(engine.applyDropCopy(orderOf(1))).commit();
    assertEquals(log.splice(0), order.map((name) => `commit ${name}`));
    const refusing = engineOf(policy("a", hooks("a")), policy("b", hooks("b", "UnknownVenue")));
    assertEquals(refusing.applyDropCopy(orderOf(1)).ok, false);
    assertEquals(log, order.map((name) => `rollback ${name}`).reverse());
  });
  it("fails the hook that gives it anything but a mutation", () => {
    const log: string[] = [];
    for (const value of [undefined, null, 1, {}, { commit() {} }, { commit() {}, rollback: 1 }]) {
      const engine = engineOf(policy("a", {
        start: (ctx) => {
          ctx.recordDropCopyStartMutation(noted(log, "good"));
          ctx.recordDropCopyStartMutation(value as never);
        },
      }));
      const [line] = outcomeOf(() => engine.applyDropCopy(orderOf(1)));
      assertEquals(line?.split(":")[0], "failed TypeError");
      assertEquals(log.splice(0), ["rollback good"]);
    }
  });
  it("is refused when the drop copy is over, and in every other call", () => {
    const error = "LifecycleError: context is not an active drop-copy operation";
    const record: (() => void)[] = [];
    const engine = engineOf(policy("a", {
      start: (ctx) => void record.push(() => ctx.recordDropCopyStartMutation(noted([], "late"))),
    }));
    const operation = operationOf(engine.applyDropCopy(orderOf(1)));
    operation.commit();
    engine.startPreTrade(orderOf(1));
    engine.executePreTrade(orderOf(1));
    engine.executePreTradeDryRun(orderOf(1));
    assertEquals(record.map(errorOf), [error, error, error, error]);
  });
});

describe("a hook of a drop copy that throws", () => {
  it("in the start stage lets the other start hooks run and no main hook; all is undone", () => {
    const log: string[] = [];
    const start = (name: string, end: () => unknown = () => []): Hooks => ({
      start: (ctx) => {
        ctx.recordDropCopyStartMutation(noted(log, name));
        return end();
      },
      main: () => void log.push("main"),
    });
    const thrown = new Error("boom");
    const engine = engineOf(
      policy("a", start("a")),
      policy("b", start("b", () => raise(thrown))),
      policy("c", start("c", () => [refusal({ code: "UnknownVenue" })])),
      policy("d", start("d", () => raise("second"))),
    );
    const error = callbackError(() => engine.applyDropCopy(orderOf(1)));
    assert(error.cause === thrown);
    assertEquals([error.message, error.result], [
      "javascript policy callback failed: boom",
      undefined,
    ]);
    assertEquals(log, ["rollback d", "rollback c", "rollback b", "rollback a"]);
  });
  it("in the main stage has main mutations undone, then start mutations", () => {
    const log: string[] = [];
    const engine = engineOf(
      policy("a", {
        start: (ctx) => ctx.recordDropCopyStartMutation(noted(log, "start a")),
        main: () => ({ mutations: [noted(log, "main a")] }),
      }),
      policy("b", { main: () => raise(new Error("boom")) }),
      policy("c", { main: () => ({ mutations: [noted(log, "main c")] }) }),
    );
    assertEquals(causeText(() => engine.applyDropCopy(orderOf(1))), "Error: boom");
    assertEquals(log, ["rollback main c", "rollback main a", "rollback start a"]);
  });
  it("drops the blocks that its siblings asked for", () => {
    for (const stage of ["start", "main"] as const) {
      let isOn = true;
      const engine = engineOf(
        policy("a", { [stage]: () => isOn ? raise("boom") : undefined }),
        policy("b", {
          start: (ctx) => {
            if (isOn) ctx.accountControl?.block(BLOCK);
            return isOn ? [refusal({ scope: "account" })] : [];
          },
        }),
      );
      callbackError(() => engine.applyDropCopy(orderOf(1)));
      isOn = false;
      assertEquals(blockLines(engine, 1), []);
    }
  });
  it("counts as one that gives a malformed answer", () => {
    const promise = () => Promise.reject(new Error("nobody hears"));
    for (
      const hooks of [{ start: promise }, { main: promise }, { start: () => 5 }, { main: () => 5 }]
    ) {
      const engine = engineOf(policy("a", hooks));
      const cause = causeText(() => engine.applyDropCopy(orderOf(1)));
      assertEquals(cause.split(":")[0], "TypeError");
    }
  });
  it("is passed on untouched, whatever it threw", () => {
    for (const value of ["text", 0, null, undefined, Symbol("s")]) {
      const engine = engineOf(policy("a", { main: () => raise(value) }));
      const error = callbackError(() => engine.applyDropCopy(orderOf(1)));
      assert("cause" in error && error.cause === value);
    }
  });
});

describe("a failing rollback of a drop copy that can't be evaluated", () => {
  it("hides the rejects: it is thrown when the rest was undone, and all are blocked", () => {
    const log: string[] = [];
    const engine = engineOf(
      policy("a", {
        start: (ctx) => {
          if (ctx.isDropCopy) ctx.recordDropCopyStartMutation(failing(log, "start"));
        },
        main: () => ({ mutations: [noted(log, "1"), failing(log, "2")] }),
      }),
      policy("b", { main: () => ({ rejects: [refusal({ code: "UnknownVenue" })] }) }),
    );
    assertEquals(causeText(() => engine.applyDropCopy(orderOf(1))), "Error: rollback 2");
    assertEquals(log, ["rollback 2", "rollback 1", "rollback start"]);
    assertEquals(blockLines(engine, 2), [FINALIZER_BLOCK]);
  });
  it("comes second to what a hook threw", () => {
    const engine = engineOf(
      policy("a", { main: () => ({ mutations: [failing([], "m")] }) }),
      policy("b", { main: () => raise("hook") }),
    );
    assertEquals(causeText(() => engine.applyDropCopy(orderOf(1))), "hook");
    assertEquals(blockLines(engine, 2), [FINALIZER_BLOCK]);
  });
});

describe("finalizing a drop copy with a failing callback", () => {
  it("runs the rest, throws the first in running order, and blocks all; it is over", () => {
    const rows = [["commit", "commit 1", ["commit 1", "commit 2", "commit 3"]], [
      "rollback",
      "rollback 3",
      ["rollback 3", "rollback 2", "rollback 1"],
    ]] as const;
    for (const [end, first, events] of rows) {
      const log: string[] = [];
      const mutations = [failing(log, "1"), noted(log, "2"), failing(log, "3")];
      const engine = engineOf(policy("a", { main: () => ({ mutations }) }));
      const operation = operationOf(engine.applyDropCopy(orderOf(1)));
      assertEquals(causeText(() => operation[end]()), `Error: ${first}`);
      assertEquals(log, [...events]);
      assertEquals(blockLines(engine, 2), [FINALIZER_BLOCK]);
      assertEquals(
        errorOf(() => operation[end]()),
        "LifecycleError: drop-copy operation has already been finalized",
      );
    }
  });
  it("arms the kill switch in silence if the operation is let go", () => {
    for (const end of ["free", Symbol.dispose] as const) {
      const log: string[] = [];
      const mutations = [noted(log, "1"), failing(log, "2")];
      const engine = engineOf(policy("a", { main: () => ({ mutations }) }));
      operationOf(engine.applyDropCopy(orderOf(1)))[end]();
      assertEquals(log, ["rollback 2", "rollback 1"]);
      assertEquals(blockLines(engine, 2), [FINALIZER_BLOCK]);
    }
  });
  it("of a built-in policy blocks the account only", () => {
    const engine = engineWithUnit({
      main: (run) => run.mutate({ isCustom: false, ...failing([], "unit") }),
    });
    const operation = operationOf(engine.applyDropCopy(orderOf(1)));
    assertEquals(causeText(() => operation.commit()), "Error: commit unit");
    assertEquals([1, 2].map((account) => blockLines(engine, account)), [[FINALIZER_BLOCK], []]);
  });
  it("leaves a block of the operation itself in the account's slot", () => {
    const engine = engineOf(policy("a", {
      main: (ctx) => {
        if (ctx.isDropCopy) ctx.accountControl?.block(BLOCK);
        return { mutations: [failing([], "m")] };
      },
    }));
    const operation = operationOf(engine.applyDropCopy(orderOf(1)));
    callbackError(() => operation.rollback());
    assertEquals([1, 2].map((account) => blockLines(engine, account)), [
      ["account RiskLimitExceeded [p] why: d #3"],
      [FINALIZER_BLOCK],
    ]);
    assertEquals(linesOf(engine.executePreTrade(orderOf(2))), [FINALIZER_BLOCK]);
  });
});
