/**
 * One engine, many threads: strategies on threads of their own share one limit, and nothing that a
 * thread holds outlives it.
 *
 * deno run -A examples/shared_engine.ts (or with bun, or with Node 24)
 */
import { Engine } from "@openpit-ts/openpit";
import { AccountId } from "@openpit-ts/openpit/param";
import { buildRateLimit, RateLimitBrokerBarrier } from "@openpit-ts/openpit/pretrade/policies";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { OpenOrders } from "./shared_engine/open_orders.ts";
import type { StrategyPlan } from "./shared_engine/strategy.ts";

const LIMIT = 100;
const DESKS = ["desk-1", "desk-2", "desk-3"];
const ORDERS = 60;
const OPEN_MAX = 5;

interface Outcome {
  readonly accountId: string;
  readonly accepted: number;
  readonly refused: number;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Starts a strategy on a new thread that may call the engine. */
function startStrategy(engine: Engine, plan: Omit<StrategyPlan, "handle">): Worker {
  const { handle, transfer } = engine.share(); // one handle, one thread
  return new Worker(new URL("./shared_engine/strategy.ts", import.meta.url), {
    workerData: { ...plan, handle },
    transferList: transfer,
  });
}

function outcomeOf(worker: Worker): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}

/** Three threads spend one budget: together they get what one would get, whoever is faster. */
async function shareLimit(): Promise<void> {
  const limit = new RateLimitBrokerBarrier({ maxOrders: LIMIT, windowMs: 3_600_000 });
  const engine = Engine.builder()
    .fullSync() // any thread may call; the owner's inbox is the order
    .builtin(buildRateLimit().brokerBarrier(limit))
    .build();
  const outcomes = await Promise.all(DESKS.map((accountId) =>
    outcomeOf(
      startStrategy(engine, { accountId, orderCount: ORDERS, leavesOpen: false }),
    )
  ));
  print(`One limit of ${LIMIT} orders, ${DESKS.length} threads with ${ORDERS} orders each`);
  for (const { accountId, accepted, refused } of outcomes) {
    print(`  ${accountId}: ${accepted} accepted, ${refused} refused`);
  }
  const total = outcomes.reduce((sum, { accepted }) => sum + accepted, 0);
  print(`  together: ${total} accepted`);
}

/** A thread dies with open reservations: the engine rolls them back. */
async function survive(): Promise<void> {
  const openOrders = new OpenOrders(OPEN_MAX);
  const engine = Engine.builder().accountSync().preTrade(openOrders).build();
  const account = AccountId.fromString("desk-4").value;
  const strategy = startStrategy(engine, {
    accountId: "desk-4",
    orderCount: OPEN_MAX + 1,
    leavesOpen: true,
  });
  const { accepted, refused } = await outcomeOf(strategy);
  print("A thread that dies");
  print(`  desk-4: ${accepted} accepted, ${refused} refused, ${openOrders.of(account)} open`);
  await strategy.terminate();
  while (openOrders.of(account) > 0) await sleep(1);
  print(`  its thread was terminated: ${openOrders.of(account)} open`);
}

await shareLimit();
await survive();
