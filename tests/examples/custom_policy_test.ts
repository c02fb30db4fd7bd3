/**
 * Runs `examples/custom_policy.ts` as a user does: as a program of its own, on the runtime that
 * runs this test. Its policy is asked once more by itself. All sums are worked out by hand.
 */
import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine } from "@openpit-ts/openpit";
import type { ExecutionReportInit } from "@openpit-ts/openpit/model";
import type { Lock } from "@openpit-ts/openpit/pretrade";
import { spawnSync } from "node:child_process";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { NotionalCap } from "../../examples/custom_policy/notional_cap.ts";

const PROGRAM = fileURLToPath(new URL("../../examples/custom_policy.ts", import.meta.url));

describe("examples/custom_policy.ts", () => {
  it("prints who may buy what, by the open notional of the account", () => {
    const launch = "deno" in process.versions ? ["run", "--no-lock", "--no-prompt"] : [];
    const child = spawnSync(process.execPath, [...launch, PROGRAM], { encoding: "utf8" });
    assertEquals([child.status, child.stderr], [0, ""]);
    const exceeded = (sum: string) =>
      `rejected: RiskLimitExceeded, requested ${sum}, max allowed: 100000`;
    assertEquals(child.stdout.split("\n"), [
      "Cap: 100000 USD in open orders per account",
      "",
      "desk-7 buys 300 at 200: accepted",
      `desk-7 buys 250 at 200: ${exceeded("110000")}`, // 60000 + 50000
      "desk-8 buys 250 at 200: accepted",
      "desk-7 buys 200 at 200: accepted", // 60000 + 40000
      `desk-7 buys 1 at 0.01: ${exceeded("100000.01")}`,
      "the venue is not reached, desk-7 takes its second order back",
      "the venue trades 100 of the first 300", // 40000 open
      "desk-7 buys 300 at 200: accepted", // 40000 + 60000
      "the venue cancels the other 200", // 60000 open
      `desk-7 buys 200 at 200.01: ${exceeded("100002.00")}`, // 60000 + 40002
      "desk-7 buys 200 at 200: accepted",
      "",
    ]);
  });
});

describe("NotionalCap of examples/custom_policy", () => {
  const build = () => Engine.builder().preTrade(new NotionalCap("1000")).build();
  const buy = (quantity: string, price: string | undefined, settlementAsset = "USD") => ({
    operation: {
      underlyingAsset: "AAPL",
      settlementAsset,
      accountId: 7,
      side: "BUY" as const,
      tradeAmount: { quantity },
      ...(price === undefined ? {} : { price }),
    },
  });
  const report = (fill: NonNullable<ExecutionReportInit["fill"]>) => ({
    operation: { underlyingAsset: "AAPL", settlementAsset: "USD", accountId: 7 },
    fill,
  });
  /** Sends an order; what its check says of the sum, or its receipt. */
  const send = (engine: ReturnType<typeof build>, quantity: string): Lock | string | undefined => {
    const { reservation, rejects } = engine.executePreTrade(buy(quantity, "10"));
    const lock = reservation?.lock();
    reservation?.commit();
    return lock ?? rejects[0]?.details;
  };

  it("counts each settlement asset by itself", () => {
    const engine = build();
    assertEquals(engine.executePreTrade(buy("100", "10")).ok, true);
    assertEquals(engine.executePreTrade(buy("100", "10", "EUR")).ok, true);
    assertEquals(engine.executePreTrade(buy("1", "10", "EUR")).ok, false);
  });

  it("asks in a dry run without reserving anything", () => {
    const engine = build();
    for (let round = 0; round < 3; round++) {
      assertEquals(engine.executePreTradeDryRun(buy("100", "10")).isPass, true);
    }
    assertEquals(engine.executePreTradeDryRun(buy("101", "10")).isPass, false);
  });

  it("refuses an order whose notional nobody knows", () => {
    const { rejects } = build().executePreTrade(buy("1", undefined));
    assertEquals(rejects.map(({ code }) => code), ["UnsupportedOrderType"]);
  });

  it("releases trades and the rest of a final report at the price of the order", () => {
    const engine = build();
    const lock = send(engine, "100") as Lock;
    const lastTrade = { quantity: "30", price: "9" };
    engine.applyExecutionReport(report({ lock, lastTrade, isFinal: false }));
    assertEquals(send(engine, "31"), "requested 1010, max allowed: 1000"); // 700 + 310
    const rest = { lock, lastTrade, isFinal: true, remainingReservedQuantity: "40" };
    engine.applyExecutionReport(report(rest)); // 300 + 400 more: nothing is open
    assertEquals(send(engine, "101"), "requested 1010, max allowed: 1000");
    assertEquals(typeof send(engine, "100"), "object");
  });

  it("ignores reports on orders that it did not see", () => {
    const engine = build();
    engine.applyExecutionReport(report({ lastTrade: { quantity: "5", price: "10" } }));
    assertEquals(send(engine, "101"), "requested 1010, max allowed: 1000");
  });
});
