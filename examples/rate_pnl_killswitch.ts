/**
 * Broker guard rails: a rate limit and a P&L kill switch in front of a strategy that runs wild.
 *
 *     deno run examples/rate_pnl_killswitch.ts
 *     bun examples/rate_pnl_killswitch.ts
 *     node examples/rate_pnl_killswitch.ts        (Node 24)
 *
 * In `rate_pnl_killswitch/`, `limits.ts` builds the engine, `reactor.ts` asks it about each event,
 * `desk.ts` does what follows from the answers, `narrator.ts` puts it into words. The engine runs on
 * the time of the events, so every run prints the same.
 */
import process from "node:process";
import { parseArgs } from "node:util";
import type { Lock } from "@openpit-ts/openpit/pretrade";
import { PnlBoundsKillswitchBuilder } from "@openpit-ts/openpit/pretrade/policies";
import { FakeClock } from "@openpit-ts/openpit/testing";
import { Desk, type Entry } from "./rate_pnl_killswitch/desk.ts";
import { buildGuardedEngine, INSTRUMENT, LIMITS } from "./rate_pnl_killswitch/limits.ts";
import { Narrator } from "./rate_pnl_killswitch/narrator.ts";
import { type OrderEvent, Reactor } from "./rate_pnl_killswitch/reactor.ts";

const HELP = `A rate limit and a P&L kill switch stop a strategy that runs wild.

Options:
  --json     print one event per line instead of the story
  --help     print this text

Exit code: 0, or 2 for bad arguments.
`;

const ACCOUNT = 99224416;

function main(args: string[]): number {
  if (args.includes("--help")) {
    process.stdout.write(HELP);
    return 0;
  }
  let json: boolean;
  try {
    json = parseArgs({ args, options: { json: { type: "boolean" } } }).values.json ?? false;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${HELP}`);
    return 2;
  }
  if (json) play((entry) => print(JSON.stringify(entry)));
  else tell();
  return 0;
}

function tell(): void {
  const narrator = new Narrator();
  print(["Limits", ...LIMITS.map((limit) => `  ${limit}`), ""].join("\n"));
  const desk = play((entry) => narrator.tell(entry).forEach(print));
  narrator.end().forEach(print);
  print(`\n${desk.summary()}`);
}

/** Plays the day and returns the desk, which has counted. */
function play(note: (entry: Entry) => void): Desk {
  const clock = new FakeClock();
  const engine = buildGuardedEngine(clock.now);
  const venue = { send: (order: OrderEvent, lock: Lock) => report(order, lock) };
  const desk = new Desk(venue, note);
  const reactor = new Reactor(engine, clock, desk);
  function report(order: OrderEvent, lock: Lock): void {
    const atMs = order.atMs + 6000; // fills take their time
    reactor.push({ type: "report", atMs, order, lock, pnl: profitOf(order.id) });
  }

  // The strategy sends 105 orders, 50 ms apart: five too many for one window. What was accepted is
  // filled at a loss, and the last fill trips the switch. One more order is on its way by then; the
  // rate limit would let it pass, in a new window.
  for (let id = 1; id <= 105; id++) reactor.push(buy(id, (id - 1) * 50));
  reactor.push(buy(106, 11_000));
  reactor.run();

  // To lift the block alone does not help: the next order finds the same loss.
  engine.accounts().unblock(ACCOUNT);
  note({ atMs: 12_000, event: "review", what: "account unblocked" });
  reactor.push(buy(107, 12_000));
  reactor.run();

  // Somebody has looked into it: the switch counts from zero again, the desk's own sum goes on.
  const { settlementAsset } = INSTRUMENT;
  engine.configure().setAccountPnl(PnlBoundsKillswitchBuilder.NAME, {
    account: ACCOUNT,
    settlementAsset,
    pnl: "0",
  });
  engine.accounts().unblock(ACCOUNT);
  note({ atMs: 60_000, event: "review", what: "P&L of the switch set to 0, account unblocked" });
  for (let id = 108; id <= 110; id++) reactor.push(buy(id, 60_000));
  reactor.run();
  return desk;
}

function buy(id: number, atMs: number): OrderEvent {
  return { type: "order", atMs, id, account: ACCOUNT, quantity: "100", price: "185" };
}

/** What the fill of an order brings, in USD. */
function profitOf(orderId: number): string {
  if (orderId === 100) return "-460";
  return orderId < 100 ? "-0.5" : "12.25";
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

// A reader that needs no more, such as `| head`, closes the pipe; that is no failure.
process.stdout.on("error", (error: Error & { code?: string }) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});
process.exitCode = main(process.argv.slice(2));
