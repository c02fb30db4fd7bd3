import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine } from "../../../src/engine/mod.ts";
import { Order } from "../../../src/model/mod.ts";
import { Context } from "../../../src/pretrade/mod.ts";
import { orderDraft, RecordingPolicy } from "../../../src/testing/mod.ts";

describe("RecordingPolicy", () => {
  it("accepts everything and notes which hooks were called, oldest first", () => {
    const policy = new RecordingPolicy("p");
    assertEquals([policy.name, policy.calls], ["p", []]);
    const engine = Engine.builder().preTrade(policy).build();
    const request = engine.startPreTrade(orderDraft()).request;
    assertEquals(policy.calls, ["start"]);
    assertEquals(request?.execute().ok, true);
    assertEquals(engine.executePreTrade(orderDraft()).ok, true);
    assertEquals(policy.calls, ["start", "main", "start", "main"]);
  });
  it("notes dry runs and drop copies too: they use the same hooks", () => {
    const policy = new RecordingPolicy("p");
    const engine = Engine.builder().preTrade(policy).build();
    engine.startPreTradeDryRun(orderDraft());
    engine.executePreTradeDryRun(orderDraft());
    engine.applyDropCopy(orderDraft()).operation?.commit();
    assertEquals(policy.calls, ["start", "start", "main", "start", "main"]);
  });
  it("answers as told, from the context and the order that it is given", () => {
    const seen: unknown[] = [];
    const policy = new RecordingPolicy("p", {
      start: (ctx, order) => {
        seen.push(ctx instanceof Context, order instanceof Order, order.operation?.side);
        return order.operation?.side === "SELL"
          ? [{ code: "Other", reason: "no sales", details: "d" }]
          : [];
      },
      main: (ctx) => ({ lockPrices: [ctx.accountId?.value ?? 0n] }),
    });
    const engine = Engine.builder().preTrade(policy).build();
    const { reservation } = engine.executePreTrade(orderDraft({ accountId: 7 }));
    assertEquals(reservation?.lock().toJson(), '[["7"]]');
    const refused = engine.executePreTrade(orderDraft({ side: "SELL" }));
    assertEquals(refused.rejects.map(({ policy, reason }) => [policy, reason]), [[
      "p",
      "no sales",
    ]]);
    assertEquals(seen, [true, true, "BUY", true, true, "SELL"]);
    assertEquals(policy.calls, ["start", "main", "start"]);
  });
  it("notes a call before it answers: one that throws is noted too", () => {
    const policy = new RecordingPolicy("p", {
      main: () => {
        throw new Error("boom");
      },
    });
    const engine = Engine.builder().preTrade(policy).build();
    let thrown: unknown;
    try {
      engine.executePreTrade(orderDraft());
    } catch (error) {
      thrown = error;
    }
    assert(thrown instanceof Error);
    assertEquals(thrown.message, "javascript policy callback failed: boom");
    assertEquals(policy.calls, ["start", "main"]);
  });
});
