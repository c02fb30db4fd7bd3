/**
 * Runs `examples/rate_pnl_killswitch.ts` as a user does: as a program of its own, on the runtime
 * that runs this test. What it must print is worked out here from the limits: 100 orders in 10 s,
 * a realized P&L of −500 to 500 USD.
 */
import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine } from "@openpit-ts/openpit";
import { FakeClock } from "@openpit-ts/openpit/testing";
import { spawnSync } from "node:child_process";
import process from "node:process";
import { fileURLToPath } from "node:url";
import {
  buildGuardedEngine,
  type GuardedEngine,
} from "../../examples/rate_pnl_killswitch/limits.ts";
import {
  type Handlers,
  type OrderEvent,
  Reactor,
} from "../../examples/rate_pnl_killswitch/reactor.ts";

const PROGRAM = fileURLToPath(
  new URL("../../examples/rate_pnl_killswitch.ts", import.meta.url),
);

function run(...args: string[]): { code: number | null; out: string; err: string } {
  const launch = "deno" in process.versions ? ["run", "--no-lock", "--no-prompt"] : [];
  const child = spawnSync(process.execPath, [...launch, PROGRAM, ...args], { encoding: "utf8" });
  return { code: child.status, out: child.stdout, err: child.stderr };
}

const RATE = { policy: "RateLimitPolicy", code: "RateLimitExceeded" };
const SWITCH = { policy: "PnlBoundsKillSwitchPolicy", code: "PnlKillSwitchTriggered" };
/** What the report leaves behind: the next order is told the same. */
const TRIPPED = {
  ...SWITCH,
  reason: "pnl kill switch triggered",
  details: "realized pnl -509.5, settlement asset USD",
};

/** Cents as dollars, with as many digits as the engine shows after adding such texts. */
function dollars(cents: number, digits: number): string {
  return (cents / 100).toFixed(digits);
}

/** The whole story, event by event. */
function expectedEvents(): object[] {
  const events: object[] = [];
  for (let order = 1; order <= 100; order++) {
    events.push({ atMs: (order - 1) * 50, event: "accepted", order });
  }
  for (let order = 101; order <= 105; order++) {
    const reason = "rate limit exceeded: broker barrier";
    const details = `submitted ${order} orders in 10s window, max allowed: 100`;
    const causes = [{ ...RATE, reason, details }];
    events.push({ atMs: (order - 1) * 50, event: "rejected", order, causes });
  }
  for (let order = 1; order <= 99; order++) {
    const dayPnl = dollars(-50 * order, 1);
    const atMs = 6000 + (order - 1) * 50;
    events.push({ atMs, event: "report", order, pnl: "-0.5", dayPnl, causes: [] });
  }
  const [pnl, dayPnl] = ["-460", dollars(-50 * 99 - 46000, 1)];
  events.push(
    { atMs: 10_950, event: "report", order: 100, pnl, dayPnl, causes: [TRIPPED] },
    { atMs: 11_000, event: "rejected", order: 106, causes: [TRIPPED] },
    { atMs: 12_000, event: "review", what: "account unblocked" },
  );
  const reason = "pnl kill switch triggered: broker barrier";
  const details = "lower bound breached: realized pnl -509.5, lower bound -500, " +
    "upper bound 500, settlement asset USD";
  const causes = [{ ...SWITCH, reason, details }];
  const what = "P&L of the switch set to 0, account unblocked";
  events.push(
    { atMs: 12_000, event: "rejected", order: 107, causes },
    { atMs: 60_000, event: "review", what },
  );
  const orders = [108, 109, 110];
  for (const order of orders) events.push({ atMs: 60_000, event: "accepted", order });
  for (const order of orders) {
    const dayPnl = dollars(-50950 + 1225 * (order - 107), 2);
    events.push({ atMs: 66_000, event: "report", order, pnl: "12.25", dayPnl, causes: [] });
  }
  return events;
}

describe("examples/rate_pnl_killswitch.ts", () => {
  it("prints every event as JSON: refusals, the trip, the review, trading again", () => {
    const { code, out, err } = run("--json");
    assertEquals([code, err], [0, ""]);
    const lines = out.trimEnd().split("\n");
    assertEquals(lines.map((line) => JSON.parse(line)), expectedEvents());
  });

  it("tells the same as a story, with the reason of each refusal", () => {
    const { code, out, err } = run();
    assertEquals([code, err], [0, ""]);
    const lines = out.split("\n");
    assertEquals(lines.slice(0, 7), [
      "Limits",
      "  orders of all accounts together: 100 in 10 s",
      "  realized P&L of an account: -500 to 500 USD",
      "",
      "  0.00 s   orders 1 to 100 accepted",
      "  5.00 s   order 101 rejected",
      "           RateLimitPolicy, RateLimitExceeded: rate limit exceeded: broker barrier",
    ]);
    const trip = lines.findIndex((line) => line.includes("account blocked"));
    assertEquals(lines.slice(trip - 1), [
      "  6.00 s   reports on orders 1 to 99: P&L of the day -49.5",
      " 10.95 s   report on order 100: P&L -460, of the day -509.5; account blocked",
      "           PnlBoundsKillSwitchPolicy, PnlKillSwitchTriggered: pnl kill switch triggered",
      "           realized pnl -509.5, settlement asset USD",
      " 11.00 s   order 106 rejected",
      "           PnlBoundsKillSwitchPolicy, PnlKillSwitchTriggered: pnl kill switch triggered",
      "           realized pnl -509.5, settlement asset USD",
      " 12.00 s   review: account unblocked",
      " 12.00 s   order 107 rejected",
      "           PnlBoundsKillSwitchPolicy, PnlKillSwitchTriggered: " +
      "pnl kill switch triggered: broker barrier",
      "           lower bound breached: realized pnl -509.5, lower bound -500, upper bound 500, " +
      "settlement asset USD",
      " 60.00 s   review: P&L of the switch set to 0, account unblocked",
      " 60.00 s   orders 108 to 110 accepted",
      " 66.00 s   reports on orders 108 to 110: P&L of the day -472.75",
      "",
      "103 orders accepted, 7 rejected, 103 trades, P&L of the day -472.75 USD, " +
      "reports that tripped the switch: 1",
      "",
    ]);
  });

  it("prints the same at every run", () => {
    assertEquals(run(), run());
  });

  it("prints its help, and refuses arguments that it does not know", () => {
    const help = run("--help");
    assertEquals([help.code, help.err], [0, ""]);
    for (const args of [["--unknown"], ["day.csv"]]) {
      const { code, out, err } = run(...args);
      assertEquals([code, out], [2, ""]);
      assertStringIncludes(err, help.out);
    }
  });
});

describe("Reactor of examples/rate_pnl_killswitch", () => {
  const order = (id: number, atMs: number): OrderEvent => (
    { type: "order", id, atMs, account: 1, quantity: "1", price: "1" }
  );
  const QUIET: Handlers = { onAccepted() {}, onRejected() {}, onReport() {} };

  it("handles events by time, those of one time in the order of their arrival", () => {
    const clock = new FakeClock();
    const seen: [number, bigint][] = [];
    const reactor = new Reactor(buildGuardedEngine(clock.now), clock, {
      ...QUIET,
      onAccepted: ({ id }) => {
        seen.push([id, clock.now()]);
        if (id === 3) reactor.push(order(4, 7)); // pushed while it runs
      },
    });
    for (const [id, atMs] of [[1, 5], [2, 7], [3, 0], [5, 8]] as const) {
      reactor.push(order(id, atMs));
    }
    reactor.run();
    const ns = 1_000_000n;
    assertEquals(seen, [[3, 0n], [1, 5n * ns], [2, 7n * ns], [4, 7n * ns], [5, 8n * ns]]);
  });

  it("commits what went out, and rolls back what the venue did not take", () => {
    const ends: string[] = [];
    const engine = Engine.builder().preTrade({
      name: "recorder",
      checkPreTradeStart() {},
      performPreTradeCheck: () => ({
        mutations: [{
          commit: () => void ends.push("commit"),
          rollback: () => void ends.push("rollback"),
        }],
      }),
    }).build();
    const reactor = new Reactor(engine as GuardedEngine, new FakeClock(), {
      ...QUIET,
      onAccepted: ({ id }) => {
        ends.push(`order ${id}`);
        if (id === 1) throw new Error("venue is down");
      },
    });
    reactor.push(order(1, 0));
    reactor.push(order(2, 0));
    assertThrows(() => reactor.run(), Error, "venue is down");
    assertEquals(ends, ["order 1", "rollback"]);
    reactor.run();
    assertEquals(ends, ["order 1", "rollback", "order 2", "commit"]);
  });
});
