import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine } from "../../../src/engine/mod.ts";
import { AccountBlock, type AccountControl } from "../../../src/reject.ts";
import { errorOf } from "../model/_errors.ts";
import { linesOf, orderOf, policy, refusal, reservationOf } from "./_kit.ts";
import { scribe, watched } from "./_observer_kit.ts";

const REENTERED =
  "ReentrancyError: this engine cannot be re-entered while one of its own policy callbacks is running";

function raise(): never {
  throw new Error("boom");
}

describe("an observer that fails", () => {
  it("changes no verdict and stops no other observer; the failures are counted", () => {
    const log: string[] = [];
    const engine = Engine.builder()
      .observer({ onDecision: raise, onBlock: raise, onUnblock: raise, onConfigure: raise })
      .observer(scribe(log))
      .preTrade(policy("p", { start: () => [refusal({ scope: "account" })] }))
      .build();
    assertEquals(engine.observerFailures, 0);
    assertEquals(linesOf(engine.startPreTrade(orderOf(1))), ["account Other [p] no: because"]);
    engine.accounts().unblock(1);
    assertEquals(engine.observerFailures, 3);
    assertEquals(log.length, 3);
  });
  it("counts a promise, and nobody hears of its rejection", async () => {
    const engine = watched(policy("p"), {
      // @ts-expect-error observers are synchronous
      onDecision: () => Promise.reject(new Error("late")),
    });
    reservationOf(engine.executePreTrade(orderOf(1))).commit();
    assertEquals(engine.observerFailures, 2);
    await Promise.resolve();
  });
  it("is not counted in an engine without observers", () => {
    const engine = Engine.builder().preTrade(policy("p")).build();
    assertEquals(engine.observerFailures, 0);
  });
});

describe("an observer that calls its own engine", () => {
  it("is refused, whatever it calls and whatever it was told of", () => {
    const found: string[] = [];
    const tryAll = () => {
      for (const call of calls) found.push(errorOf(call));
    };
    const engine = watched(policy("p"), {
      onDecision: tryAll,
      onBlock: tryAll,
      onUnblock: tryAll,
    });
    const calls = [
      () => engine.startPreTrade(orderOf(1)),
      () => engine.accounts(),
      () => engine.configure(),
      () => engine.policies(),
      () => engine.free(),
    ];
    const accounts = engine.accounts();
    engine.startPreTrade(orderOf(1));
    accounts.block(1, "x");
    accounts.unblock(1);
    assertEquals(found, Array(15).fill(REENTERED));
    assertEquals(engine.observerFailures, 0);
  });
  it("may use a kept account control; what that does is told afterwards", () => {
    const log: string[] = [];
    let control: AccountControl | undefined;
    const keeper = policy("p", { start: (ctx) => void (control = ctx.accountControl) });
    const engine = Engine.builder()
      .observer({
        onDecision: ({ operation }) => {
          if (operation === "startPreTrade") {
            control?.block(new AccountBlock("o", "Other", "r", "d"));
          }
        },
      })
      .observer(scribe(log))
      .preTrade(keeper)
      .build();
    engine.startPreTrade(orderOf(1));
    assertEquals(log, [
      "startPreTrade of 1: accepted",
      "block account 1: Other [o] r: d",
    ]);
  });
});

describe("observers", () => {
  it("are called in the order in which they were added, on both builders", () => {
    const log: string[] = [];
    const note = (name: string) => ({ onDecision: () => void log.push(name) });
    const engine = Engine.builder().observer(note("a")).observer(note("b"))
      .preTrade(policy("p")).observer(note("c")).build();
    engine.startPreTrade(orderOf(1));
    assertEquals(log, ["a", "b", "c"]);
  });
  it("watch only the engines of their own chain", () => {
    const log: string[] = [];
    const root = Engine.builder();
    root.observer({ onDecision: () => void log.push("told") });
    root.preTrade(policy("p")).build().startPreTrade(orderOf(1));
    assertEquals(log, []);
  });
});
