import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine } from "../../../src/engine/mod.ts";
import type { DecisionRecord } from "../../../src/engine/mod.ts";
import type { Policy } from "../../../src/pretrade/mod.ts";
import {
  buildOrderValidation,
  buildRateLimit,
  RateLimit,
  RateLimitAccountBarrier,
} from "../../../src/pretrade/policies/mod.ts";
import { AccountBlock } from "../../../src/reject.ts";
import { FakeClock } from "../../../src/testing/mod.ts";
import { reportOf } from "./_account_kit.ts";
import { NOBODYS_ORDER, orderOf, policy, refusal, reservationOf } from "./_kit.ts";
import { scribe, watched } from "./_observer_kit.ts";

const NO = "order Other [p] no: because";
const FAILED = "order SystemUnavailable [p] javascript policy callback failed: " +
  "javascript policy callback raised an exception";

function raise(): never {
  throw new Error("boom");
}

describe("what an observer is told of the operations", () => {
  it("names each call, its account, its verdict and the reservation", () => {
    const log: string[] = [];
    const engine = watched(policy("p"), scribe(log));
    engine.startPreTrade(orderOf(1)).request?.execute();
    reservationOf(engine.executePreTrade(orderOf(2))).commit();
    engine.startPreTradeDryRun(orderOf(3));
    engine.executePreTradeDryRun(NOBODYS_ORDER);
    engine.applyDropCopy(orderOf(4)).operation?.rollback();
    engine.applyExecutionReport(reportOf(5));
    engine.applyAccountAdjustment(6, []);
    engine.retireAccount(7);
    assertEquals(log, [
      "startPreTrade of 1: accepted",
      "execute #1 of 1: accepted",
      "executePreTrade #2 of 2: accepted",
      "commit #2 of 2: accepted",
      "startPreTradeDryRun of 3: accepted",
      "executePreTradeDryRun of nobody: accepted",
      "applyDropCopy #3 of 4: accepted",
      "rollback #3 of 4: accepted",
      "applyExecutionReport of 5: accepted",
      "applyAccountAdjustment of 6: accepted",
      "retireAccount of 7: accepted",
    ]);
  });
  it("gives the rejects of a refusal, those that didn't stop a drop copy included", () => {
    const log: string[] = [];
    const refusing = { start: () => [refusal()], main: () => ({ rejects: [refusal()] }) };
    const engine = watched(policy("p", refusing), scribe(log));
    engine.startPreTrade(orderOf(1));
    engine.executePreTradeDryRun(orderOf(1));
    engine.applyDropCopy(orderOf(1)).operation?.commit();
    assertEquals(log, [
      `startPreTrade of 1: refused | ${NO}`,
      `executePreTradeDryRun of 1: refused | ${NO}`,
      `applyDropCopy #1 of 1: accepted | ${NO} | ${NO}`,
      "commit #1 of 1: accepted",
    ]);
  });
  it("says failed where the caller gets an error", () => {
    const log: string[] = [];
    const failing = {
      ...policy("p", { main: raise }),
      applyExecutionReport: raise,
      applyAccountAdjustment: raise,
    } as Policy;
    const engine = watched(failing, scribe(log));
    assertThrows(() => engine.executePreTrade(orderOf(1)));
    assertThrows(() => engine.executePreTradeDryRun(orderOf(1)));
    assertThrows(() => engine.applyDropCopy(orderOf(1)));
    assertThrows(() => engine.applyExecutionReport(reportOf(1)));
    assertThrows(() => engine.applyAccountAdjustment(1, [{}]));
    assertEquals(log, [
      `executePreTrade of 1: failed | ${FAILED}`,
      `executePreTradeDryRun of 1: failed | ${FAILED}`,
      `applyDropCopy of 1: failed | ${FAILED}`,
      "applyExecutionReport of 1: failed",
      `applyAccountAdjustment of 1: failed | ${FAILED}`,
    ]);
  });
  it("tells of a reservation that is let go as a rollback, and of a failing finalizer", () => {
    const log: string[] = [];
    const main = () => ({ mutations: [{ commit: raise, rollback: () => {} }] });
    const engine = watched(policy("p", { main }), scribe(log));
    reservationOf(engine.executePreTrade(orderOf(1))).free();
    const last = reservationOf(engine.executePreTrade(orderOf(2)));
    assertThrows(() => last.commit());
    assertEquals(log.slice(1, 2), ["rollback #1 of 1: accepted"]);
    assertEquals(log.slice(3), [
      "commit #2 of 2: failed",
      "block engine: SystemUnavailable [Engine] mutation finalizer failed: " +
      "a mutation commit or rollback callback failed; engine state may be inconsistent",
    ]);
  });
  it("tells of a refused and of a failed retirement", () => {
    const log: string[] = [];
    const refusals: unknown[] = [];
    let answer: () => unknown = () => "NonZeroState";
    const keeper = { ...policy("p"), retireAccount: () => answer() } as Policy;
    const engine = Engine.builder().observer(scribe(log)).preTrade(keeper)
      .observer({ onDecision: (record) => void refusals.push(record.refusals) })
      .build();
    assertThrows(() => engine.retireAccount(1));
    assertEquals(refusals, [[{ policy: "p", refusal: "NonZeroState" }]]);
    answer = () => ({ mutations: [{ commit: raise, rollback: () => {} }] });
    assertThrows(() => engine.retireAccount(1));
    assertEquals(log.slice(0, 2), [
      "retireAccount of 1: refused",
      "retireAccount of 1: failed",
    ]);
  });
  it("tells nothing of calls that never ran", () => {
    const log: string[] = [];
    const engine = watched(policy("p"), scribe(log));
    const request = engine.startPreTrade(orderOf(1)).request;
    const reservation = reservationOf(engine.executePreTrade(orderOf(1)));
    reservation.commit();
    request?.execute();
    log.length = 0;
    assertThrows(() => request?.execute());
    assertThrows(() => reservation.commit());
    reservation.free();
    assertThrows(() => engine.startPreTrade(1 as never));
    engine.free();
    assertThrows(() => engine.executePreTrade(orderOf(1)));
    assertEquals(log, []);
  });
  it("tells that a request outlived its engine", () => {
    const log: string[] = [];
    const engine = watched(policy("p"), scribe(log));
    const request = engine.startPreTrade(orderOf(1)).request;
    engine.free();
    request?.execute();
    assertEquals(log[1]?.startsWith("execute of 1: refused | order SystemUnavailable"), true);
  });
});

describe("a decision record", () => {
  const clock = new FakeClock();
  const records: DecisionRecord[] = [];
  const slow = policy("p", { main: () => clock.advanceMs(0.000007) });
  const engine = Engine.builder().clock(clock.now).preTrade(slow)
    .observer({ onDecision: (record) => void records.push(record) })
    .build();
  engine.executePreTrade(orderOf(1));
  engine.applyExecutionReport(reportOf(1));
  const [decision, booked] = records as [DecisionRecord, DecisionRecord];

  it("measures the operation by the engine's clock", () => {
    assertEquals(decision.durationNs, 7n);
    assertEquals(booked.durationNs, 0n);
  });
  it("shows the order or report in copies", () => {
    assertEquals(decision.order?.operation?.underlyingAsset, "AAPL");
    assertEquals(decision.order === decision.order, false);
    assertEquals(decision.report, undefined);
    assertEquals(booked.report?.operation?.accountId?.toString(), "1");
    assertEquals(booked.order, undefined);
  });
  it("is plain data in JSON, integers of 64 bits as text", () => {
    assertEquals(JSON.parse(JSON.stringify(decision)), {
      operation: "executePreTrade",
      accountId: "1",
      verdict: "accepted",
      rejects: [],
      refusals: [],
      reservationId: "1",
      durationNs: "7",
    });
  });
  it("shows what the caller added to the order", () => {
    const seen: unknown[] = [];
    const plain = Engine.builder().builtin(buildOrderValidation())
      .observer({ onDecision: ({ order }) => void seen.push(Reflect.get(order as object, "tag")) })
      .build();
    plain.executePreTrade({ ...orderOf(1), tag: "c-1" });
    assertEquals(seen, ["c-1"]);
  });
  it("is frozen, down to its rejects", () => {
    assertEquals(Object.isFrozen(decision), true);
    assertEquals(Object.isFrozen(decision.rejects), true);
  });
  it("has no duration if the clock fails, and the order is decided all the same", () => {
    const durations: (bigint | undefined)[] = [];
    const broken = Engine.builder().clock(raise).preTrade(policy("p"))
      .observer({ onDecision: ({ durationNs }) => void durations.push(durationNs) })
      .build();
    assertEquals(broken.executePreTrade(orderOf(1)).ok, true);
    assertEquals(durations, [undefined]);
    assertEquals(broken.observerFailures, 0);
  });
});

describe("what an observer is told of blocks and settings", () => {
  it("tells a decision first, then the blocks it led to", () => {
    const log: string[] = [];
    const start = () => [refusal({ scope: "account" })];
    const engine = watched(policy("p", { start }), scribe(log));
    engine.executePreTrade(orderOf(1));
    engine.executePreTrade(orderOf(1));
    assertEquals(log, [
      "executePreTrade of 1: refused | account Other [p] no: because",
      "block account 1: AccountBlocked [p] no: because",
      "executePreTrade of 1: refused | account AccountBlocked [p] no: because",
    ]);
  });
  it("gives block records that are plain data in JSON", () => {
    const lines: string[] = [];
    const accounts = watched(policy("p"), {
      onBlock: (record) => void lines.push(JSON.stringify(record)),
      onUnblock: (record) => void lines.push(JSON.stringify(record)),
    }).accounts();
    accounts.blockGroup(7, "g");
    accounts.block(1, "a");
    accounts.unblock(1);
    const cause = (text: string) =>
      `{"policy":"Engine","code":"AccountBlocked","reason":"${text}","details":"${text}","userData":"0"}`;
    assertEquals(lines, [
      `{"slot":"group","accountGroupId":"7","block":${cause("g")}}`,
      `{"slot":"account","accountId":"1","block":${cause("a")}}`,
      '{"slot":"account","accountId":"1"}',
    ]);
  });
  it("tells of the operator's blocks, each change once", () => {
    const log: string[] = [];
    const accounts = watched(policy("p"), scribe(log)).accounts();
    accounts.block(1, "a");
    accounts.block(1, "b");
    accounts.replaceBlockReason(1, "c");
    accounts.blockWithCause(2, new AccountBlock("x", "Other", "y", "z"));
    accounts.blockGroup(3, "g");
    accounts.replaceGroupBlockReason(3, "h");
    accounts.unblock(1);
    accounts.unblock(1);
    accounts.unblockGroup(3);
    accounts.unblockGroup(3);
    accounts.unblockAll();
    assertEquals(log, [
      "block account 1: AccountBlocked [Engine] a: a",
      "block account 1: AccountBlocked [Engine] c: c",
      "block account 2: Other [x] y: z",
      "block group 3: AccountBlocked [Engine] g: g",
      "block group 3: AccountBlocked [Engine] h: h",
      "unblock account 1",
      "unblock group 3",
    ]);
  });
  it("tells of an engine-wide block without a cause, and of its end", () => {
    const log: string[] = [];
    const blocker = {
      ...policy("p"),
      applyExecutionReport: () => ({ accountBlocks: [new AccountBlock("p", "Other", "r", "d")] }),
    } as Policy;
    const engine = watched(blocker, scribe(log));
    engine.applyExecutionReport({});
    engine.applyExecutionReport({});
    engine.accounts().unblockAll();
    assertEquals(log, [
      "applyExecutionReport of nobody: accepted",
      "block engine: undefined",
      "applyExecutionReport of nobody: accepted",
      "unblock engine",
    ]);
  });
  it("tells of changed settings, not of refused ones", () => {
    const log: string[] = [];
    const barrier = new RateLimitAccountBarrier(new RateLimit(1, 1), 1);
    const engine = Engine.builder().observer(scribe(log))
      .builtin(buildRateLimit().accountBarriers([barrier]))
      .build();
    engine.configure().rateLimit("RateLimitPolicy", { accountBarriers: [] });
    assertThrows(() => engine.configure().rateLimit("RateLimitPolicy", { broker: 1 as never }));
    assertThrows(() => engine.configure().rateLimit("other", {}));
    assertEquals(log, ["configure rateLimit RateLimitPolicy"]);
  });
});
