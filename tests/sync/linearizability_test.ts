/**
 * Several threads, pipelined and blocking, work at random on one engine: what they were told is what the owner decided, and the owner's decisions
 * are those of one order after the other.
 */
import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { Reply, Seen } from "./_commands.ts";
import { assertReplay, assertTold } from "./_replay.ts";
import { type Limits, makeScenario } from "./_scenario.ts";
import { TestThread, THREAD_KINDS } from "./_threads.ts";

const THREADS = 4;
const CALLS = 250;
const ACCOUNTS = 3;
/** Fixed ones, and one of this run's own. */
const SEEDS = [11, 22, 33, 1 + Date.now() % 1_000_000];
/** In one the balances bind, in the other the budget. */
const LIMITS: readonly Limits[] = [
  { balance: 40, budget: 100_000 },
  { balance: 100_000, budget: 600 },
];

async function hammer(seed: number, limits: Limits): Promise<number> {
  const scenario = makeScenario("fullSync", limits);
  const threads: TestThread[] = [];
  try {
    for (let index = 0; index < THREADS; index++) {
      const kind = THREAD_KINDS[index % THREAD_KINDS.length];
      const thread = await TestThread.start(kind ?? "node");
      threads.push(thread);
      const { error } = await thread.attach(scenario.engine.share(), index === 3);
      assertEquals(error, undefined);
    }
    const lanes = [1, 8, 64, 1];
    const replies: Reply[] = await Promise.all(threads.map((thread, index) =>
      thread.ask({
        do: "work",
        work: {
          seed: seed * 100 + index,
          thread: index,
          calls: CALLS,
          accounts: ACCOUNTS,
          lanes: lanes[index] ?? 1,
        },
      })
    ));
    assertEquals(replies.map(({ error }) => error), replies.map(() => undefined));
    const seen: Seen[] = replies.flatMap((reply) => reply.seen ?? []);
    assertEquals(seen.length, THREADS * CALLS);
    assertTold(scenario.events, seen);
    return assertReplay(scenario, limits);
  } finally {
    for (const thread of threads) await thread.end();
  }
}

describe("one engine under the load of several threads", () => {
  for (const seed of SEEDS) {
    for (const limits of LIMITS) {
      it(`decides one order after the other (seed ${seed}), balance ${limits.balance}, budget ${limits.budget}`, async () => {
        const accepted = await hammer(seed, limits);
        // The limit was reached, so it was tested.
        assert(accepted > 0 && accepted < THREADS * CALLS, `${accepted} accepted`);
      });
    }
  }
});
