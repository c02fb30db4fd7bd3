/** Each mode and each way to call, on real threads: who gets a result, and who gets which error. */
import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine, type ShareHandle, type SyncMode } from "../../src/engine/mod.ts";
import { attachEngine, currentThread } from "../../src/sync/mod.ts";
import { makeOrder, makeScenario } from "./_scenario.ts";
import { TestThread, THREAD_KINDS, type ThreadKind } from "./_threads.ts";

const LIMITS = { balance: 100, budget: 1000 };

/** How the callers of a cell are started and attached. */
interface Callers {
  readonly kind: ThreadKind;
  readonly isBlocking: boolean;
}

/** Carries out one cell; what happened, as words. */
type Cell = (mode: SyncMode, callers: Callers) => Promise<string>;

const accepted = (isAccepted: boolean | undefined): string => isAccepted ? "accepted" : "refused";

/** Starts threads, attaches them to an engine, and ends them whatever happens. */
async function withThreads(
  engine: Engine,
  count: number,
  { kind, isBlocking }: Callers,
  use: (threads: TestThread[]) => Promise<string>,
): Promise<string> {
  const threads: TestThread[] = [];
  try {
    for (let index = 0; index < count; index++) {
      const shared = engine.share();
      const thread = await TestThread.start(kind);
      threads.push(thread);
      const { error } = await thread.attach(shared, isBlocking);
      if (error !== undefined) return error;
    }
    return await use(threads);
  } catch (error) {
    return (error as Error).name;
  } finally {
    for (const thread of threads) await thread.end();
  }
}

/** An engine whose policy calls it from inside. */
function reentrant(mode: SyncMode): Engine {
  const engine: Engine = Engine.builder()[mode]().preTrade({
    name: "Inward",
    checkPreTradeStart: () => [],
    performPreTradeCheck: () => void engine.accounts(),
  }).build();
  return engine;
}

const CELLS: Readonly<Record<string, Cell>> = {
  "the owner calls": (mode) => {
    const { engine } = makeScenario(mode, LIMITS);
    return Promise.resolve(accepted(engine.executePreTrade(makeOrder(1, "1")).ok));
  },
  "another thread calls": (mode, callers) => {
    const { engine } = makeScenario(mode, LIMITS);
    return withThreads(engine, 1, callers, async ([thread]) => {
      const first = await thread?.ask({ do: "execute", account: 1, tag: "1" });
      const second = await thread?.ask({ do: "commit" });
      return second?.error ?? `${accepted(first?.isAccepted)}, committed`;
    });
  },
  "the owner's policy calls back": (mode) => {
    try {
      reentrant(mode).executePreTrade(makeOrder(1, "1"));
      return Promise.resolve("accepted");
    } catch (error) {
      const { name, cause } = error as Error;
      return Promise.resolve(`${name} of ${(cause as Error).name}`);
    }
  },
  "another thread's call makes the policy call back": (mode, callers) =>
    withThreads(reentrant(mode), 1, callers, async ([thread]) => {
      const { error, cause } = await thread?.ask({ do: "execute", account: 1, tag: "1" }) ?? {};
      return `${error} of ${cause}`;
    }),
  "two threads on one account": (mode, callers) => {
    const { engine } = makeScenario(mode, LIMITS);
    return withThreads(engine, 2, callers, async ([a, b]) => {
      await a?.ask({ do: "execute", account: 1, tag: "1" });
      const during = await b?.ask({ do: "execute", account: 1, tag: "2" });
      await a?.ask({ do: "commit" });
      const after = await b?.ask({ do: "execute", account: 1, tag: "3" });
      const isNamed = during?.error === undefined || during.owner === currentThread();
      return `${during?.error ?? accepted(during?.isAccepted)}${
        isNamed ? "" : " of nobody"
      }, then ${accepted(after?.isAccepted)}`;
    });
  },
  "two threads on two accounts": (mode, callers) => {
    const { engine } = makeScenario(mode, LIMITS);
    return withThreads(engine, 2, callers, async ([a, b]) => {
      const both = await Promise.all([
        a?.ask({ do: "execute", account: 1, tag: "1" }),
        b?.ask({ do: "execute", account: 2, tag: "2" }),
      ]);
      return both.map((reply) => reply?.error ?? accepted(reply?.isAccepted)).join(", ");
    });
  },
  "holdings, seen from another thread": (mode, callers) => {
    const { engine } = makeScenario(mode, LIMITS);
    return withThreads(engine, 2, callers, async ([a, b]) => {
      await a?.ask({ do: "execute", account: 1, tag: "1.50" });
      const first = await b?.ask({ do: "holdings", account: 1 });
      await a?.ask({ do: "rollback" });
      const second = await b?.ask({ do: "holdings", account: 1 });
      return first?.error ?? `${first?.dollars}, then ${second?.dollars}`;
    });
  },
  "a thread dies with an open reservation": (mode, callers) => {
    const { engine, events } = makeScenario(mode, LIMITS);
    const held = (): string => `${engine.accounts().holdings(1, "USD")[0]?.held}`;
    return withThreads(engine, 1, callers, async ([thread]) => {
      await thread?.ask({ do: "execute", account: 1, tag: "1" });
      const before = held();
      await thread?.end();
      // Where no host tells of the end, the lease does: after 5 to 10 s.
      for (let turn = 0; turn < 1500 && events.at(-1)?.what !== "rollback"; turn++) {
        await new Promise<void>((resolve) => setTimeout(resolve, 10));
      }
      const after = held();
      // The order takes all that there is.
      const { ok } = engine.executePreTrade(makeOrder(1, "100"));
      return `holds ${after} after ${before}, then ${accepted(ok)}`;
    });
  },
};

const BACK = "PolicyCallbackError of ReentrancyError";
const NO = "ThreadAffinityError";

/** What must happen: noSync, fullSync, accountSync. */
const EXPECTED: Readonly<Record<string, readonly [string, string, string]>> = {
  "the owner calls": ["accepted", "accepted", "accepted"],
  "another thread calls": [NO, "accepted, committed", "accepted, committed"],
  "the owner's policy calls back": [BACK, BACK, BACK],
  "another thread's call makes the policy call back": [NO, BACK, BACK],
  "two threads on one account": [
    NO,
    "accepted, then accepted",
    "AccountChainError, then accepted",
  ],
  "two threads on two accounts": [NO, "accepted, accepted", "accepted, accepted"],
  "holdings, seen from another thread": [
    NO,
    "98.50 free, 1.50 held, then 100.00 free, 0.00 held",
    "98.50 free, 1.50 held, then 100.00 free, 0.00 held",
  ],
  "a thread dies with an open reservation": [
    NO,
    "holds 0 after 1, then accepted",
    "holds 0 after 1, then accepted",
  ],
};

describe("sync modes on real threads", () => {
  const modes = ["noSync", "fullSync", "accountSync"] as const;
  for (const kind of THREAD_KINDS) {
    for (const isBlocking of [false, true]) {
      for (const [cell, run] of Object.entries(CELLS)) {
        for (const [index, mode] of modes.entries()) {
          it(`${mode}: ${cell} (${kind} workers, ${isBlocking ? "blocking" : "async"})`, async () => {
            assertEquals(await run(mode, { kind, isBlocking }), EXPECTED[cell]?.[index]);
          });
        }
      }
    }
  }
});

/** Short, so that the tests of what no host tells end soon. */
const LEASE_MS = 200;

describe("threads that end while others count on them", () => {
  for (const kind of THREAD_KINDS) {
    it(`an owner that dies fails the calls on their way and those that come later (${kind} workers)`, async () => {
      const owner = await TestThread.start(kind);
      const { handle } = await owner.ask({ do: "own", leaseMs: LEASE_MS });
      const engine = await attachEngine(handle as ShareHandle);
      const { ok } = await engine.executePreTrade(makeOrder(1, "1"));
      await block(owner);
      const pending = nameOf(engine.executePreTrade(makeOrder(1, "2")));
      await owner.end();
      assertEquals([ok, await within(pending)], [true, "LifecycleError"]);
      assertEquals(await within(nameOf(engine.policies())), "LifecycleError");
    });
    it(`an owner that was gone before cannot be attached to (${kind} workers)`, async () => {
      const owner = await TestThread.start(kind);
      const { handle } = await owner.ask({ do: "own", leaseMs: Infinity });
      await owner.end();
      const attached = attachEngine(handle as ShareHandle, { timeoutMs: 300 });
      assertEquals(await nameOf(attached), "LifecycleError");
    });
    it(`a caller with promises that is ended while it is blocked holds nothing (${kind} workers)`, async () => {
      const { engine, events, openCount } = makeScenario("fullSync", LIMITS);
      const thread = await TestThread.start(kind);
      await thread.attach(engine.share({ leaseMs: LEASE_MS }), false);
      await thread.ask({ do: "execute", account: 1, tag: "1" });
      assertEquals(openCount(), 1);
      await block(thread);
      void thread.end();
      for (let turn = 0; turn < 500 && openCount() > 0; turn++) await wait(10);
      assertEquals(events.map(({ what }) => what), ["accepted", "rollback"]);
    });
  }
});

/** Lets a thread hang, and waits until it does. */
async function block(thread: TestThread): Promise<void> {
  const isHanging = new Int32Array(new SharedArrayBuffer(4));
  void thread.ask({ do: "hang", isHanging });
  while (Atomics.load(isHanging, 0) === 0) await wait(1);
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

async function nameOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return "an answer";
  } catch (error) {
    return (error as Error).name;
  }
}

/** A call that nobody answers must not hold up the tests. */
async function within(promise: Promise<string>): Promise<string> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve("silence"), 5000);
  });
  const first = await Promise.race([promise, late]);
  clearTimeout(timer);
  return first;
}
