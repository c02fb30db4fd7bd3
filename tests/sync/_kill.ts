/** Threads that are ended at random points of their work: nothing that they held outlives them. */
import { assertEquals } from "@std/assert";
import { Random } from "./_random.ts";
import { assertReplay } from "./_replay.ts";
import { FUNDED, makeScenario } from "./_scenario.ts";
import { TestThread, THREAD_KINDS } from "./_threads.ts";

/** So much that every thread of a long run finds funds to hold; that limits bind is seen under load. */
const LIMITS = { balance: 2_000_000, budget: 100_000_000 };
/** Longer than any thread lives here. */
const CALLS = 1_000_000;
const LIFE_MS_MAX = 25;
/** For a thread that Deno ends while it is blocked, of which nothing else tells. */
const LEASE = { leaseMs: 1000 };

/** What a run saw. */
export interface KillReport {
  readonly accepted: number;
  readonly committed: number;
  readonly rolledBack: number;
}

/** Starts and ends so many threads, a few at a time, and checks what is left. */
export async function killThreads(
  count: number,
  seed: number,
  parallel: number,
): Promise<KillReport> {
  const scenario = makeScenario("fullSync", LIMITS);
  const random = new Random(seed);
  let started = 0;
  const lane = async (): Promise<void> => {
    while (started < count) {
      const index = started++;
      const isBlocking = random.below(4) === 0;
      const lifeMs = random.below(LIFE_MS_MAX);
      const lanes = 1 + random.below(32);
      const thread = await TestThread.start(THREAD_KINDS[index % THREAD_KINDS.length] ?? "node");
      const { error } = await thread.attach(scenario.engine.share(LEASE), isBlocking);
      assertEquals(error, undefined);
      void thread.ask({
        do: "work",
        work: {
          seed: seed + index,
          thread: index,
          calls: CALLS,
          accounts: FUNDED,
          lanes,
          isCareless: true,
        },
      });
      await wait(lifeMs);
      await thread.end();
    }
  };
  await Promise.all(Array.from({ length: parallel }, lane));
  for (let turn = 0; turn < 1000 && scenario.openCount() > 0; turn++) await wait(10);
  assertEquals(scenario.openCount(), 0, "orders still hold something");
  const accepted = assertReplay(scenario, LIMITS);
  const countOf = (name: string) => scenario.events.filter(({ what }) => what === name).length;
  return { accepted, committed: countOf("commit"), rolledBack: countOf("rollback") };
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
