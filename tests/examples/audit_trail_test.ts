/**
 * Runs `examples/audit_trail.ts` as a user does: as a program of its own, on the runtime that runs
 * this test. Its observer is asked once more by itself.
 */
import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine } from "@openpit-ts/openpit";
import { orderDraft } from "@openpit-ts/openpit/testing";
import { buildOrderValidation } from "@openpit-ts/openpit/pretrade/policies";
import { spawnSync } from "node:child_process";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { AuditTrail } from "../../examples/audit_trail/audit_trail.ts";

const PROGRAM = fileURLToPath(new URL("../../examples/audit_trail.ts", import.meta.url));

/** A day at 2026-01-05T14:30:00Z and later; orders come 250 ms after the event before. */
function expectedLines(): object[] {
  const account = "99224416";
  const decision = { event: "decision", account };
  const order = (quantity: string) => ({
    operation: "executePreTrade",
    order: { asset: "AAPL", settlement: "USD", side: "BUY", quantity, price: "185.50" },
  });
  const accepted = { verdict: "accepted" };
  const commit = { operation: "commit", ...accepted };
  const tooMany = {
    policy: "OrderSizeLimitPolicy",
    code: "OrderQtyExceedsLimit",
    reason: "order quantity exceeded",
    details: "requested 101, max allowed: 100",
    userData: "0",
  };
  const tripped = {
    policy: "PnlBoundsKillSwitchPolicy",
    code: "PnlKillSwitchTriggered",
    reason: "pnl kill switch triggered",
    details: "realized pnl -509.50, settlement asset USD",
    userData: "0",
  };
  const report = { operation: "applyExecutionReport", pnl: "-509.50" };
  const lines: [string, object][] = [
    ["30:00.250", { ...decision, ...order("100"), ...accepted, reservation: "1" }],
    ["30:00.250", { ...decision, ...commit, reservation: "1" }],
    ["30:00.500", {
      ...{ ...decision, ...order("101"), verdict: "refused" },
      rejects: [{ ...tooMany, scope: "order" }],
    }],
    ["30:01.500", {
      ...{ event: "configure", setting: "orderSizeLimit", policy: "OrderSizeLimitPolicy" },
    }],
    ["30:01.750", { ...decision, ...order("101"), ...accepted, reservation: "2" }],
    ["30:01.750", { ...decision, ...commit, reservation: "2" }],
    ["30:02.750", { ...decision, ...report, ...accepted }],
    ["30:02.750", { event: "block", slot: "account", account, cause: tripped }],
    ["30:03.000", {
      ...{ ...decision, ...order("1"), verdict: "refused" },
      rejects: [{ ...tripped, scope: "account" }],
    }],
    ["31:03.000", { event: "unblock", slot: "account", account }],
  ];
  return lines.map(([time, line], index) => ({
    ...{ number: index + 1, at: `2026-01-05T14:${time}Z`, ...line },
  }));
}

describe("examples/audit_trail.ts", () => {
  it("writes one line of JSON per decision, block, unblock and changed setting", () => {
    const launch = "deno" in process.versions ? ["run", "--no-lock", "--no-prompt"] : [];
    const child = spawnSync(process.execPath, [...launch, PROGRAM], { encoding: "utf8" });
    assertEquals([child.status, child.stderr], [0, ""]);
    const lines = child.stdout.trimEnd().split("\n");
    assertEquals(lines.map((line) => JSON.parse(line)), expectedLines());
  });
});

describe("AuditTrail of examples/audit_trail", () => {
  it("leaves a gap in its numbers where a line could not be written", () => {
    const lines: string[] = [];
    let isFull = false;
    const trail = new AuditTrail((line) => {
      if (isFull) throw new Error("disk is full");
      lines.push(line);
    }, () => "now");
    const engine = Engine.builder().observer(trail).builtin(buildOrderValidation()).build();
    const ask = () => engine.executePreTrade(orderDraft()).ok;
    assertEquals(ask(), true);
    isFull = true;
    assertEquals(ask(), true);
    isFull = false;
    assertEquals(ask(), true);
    assertEquals(engine.observerFailures, 1);
    assertEquals(lines.map((line) => JSON.parse(line).number), [1, 3]);
  });

  it("tells whose block it is when a group is stopped", () => {
    const lines: string[] = [];
    const trail = new AuditTrail((line) => void lines.push(line), () => "now");
    const engine = Engine.builder().observer(trail).builtin(buildOrderValidation()).build();
    engine.accounts().registerGroup([1], 5);
    engine.accounts().blockGroup(5, "review");
    engine.accounts().unblockGroup(5);
    const [block, unblock] = lines.map((line) => JSON.parse(line));
    assertEquals([block.event, block.slot, block.group], ["block", "group", "5"]);
    assertEquals(block.cause.details, "review");
    assertEquals([unblock.event, unblock.slot, unblock.group], ["unblock", "group", "5"]);
  });
});
