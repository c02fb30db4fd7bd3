/** What callers in Web Workers must see, whether they wait with promises or blocking. */
import { assertEquals } from "@std/assert";
import { it } from "@std/testing/bdd";
import type { SharedEngine, ShareHandle } from "../../../src/engine/mod.ts";
import { attachEngine } from "../../../src/sync/mod.ts";
import { makeScenario } from "../../sync/_scenario.ts";
import { TestThread } from "../../sync/_threads.ts";

export const LIMITS = { balance: 100, budget: 1000 };
/** A browser doesn't tell when a worker is gone: a short one, so that it shows soon. */
const LEASE_MS = 200;

/** Starts a worker, and ends it whatever happens. */
export async function withWorker(use: (worker: TestThread) => Promise<void>): Promise<void> {
  const worker = await TestThread.start("web");
  try {
    await use(worker);
  } finally {
    await worker.end();
  }
}

/** A handle to a new engine of another thread. */
export async function engineOf(owner: TestThread): Promise<ShareHandle> {
  const { handle } = await owner.ask({ do: "own", leaseMs: 5000 });
  return handle as ShareHandle;
}

/** Registers the cases. */
export function callerCases(isBlocking: boolean): void {
  const how = isBlocking ? "blocking" : "with promises";

  it(`a worker uses an engine of the page, ${how}`, async () => {
    const { engine, events } = makeScenario("fullSync", LIMITS);
    await withWorker(async (worker) => {
      assertEquals(await useUp(worker, engine.share(), isBlocking), USED_UP);
    });
    assertEquals(events.map(({ what }) => what), ["accepted", "commit", "refused"]);
    assertEquals(inWords(engine.accounts().holdings(1, "USD")), "0.50 free, 99.50 held");
  });

  it(`a worker uses an engine of another worker, ${how}; the page sees what it did`, async () => {
    await withWorker((owner) =>
      withWorker(async (worker) => {
        const engine = await attachEngine(await engineOf(owner));
        assertEquals(await useUp(worker, engine.share(), isBlocking), USED_UP);
        const dollars = inWords(await engine.accounts().holdings(1, "USD"));
        assertEquals(dollars, "0.50 free, 99.50 held");
      })
    );
  });

  it(`what a worker held is rolled back when it is ended, ${how}`, async () => {
    const { engine, events, openCount } = makeScenario("fullSync", LIMITS);
    await withWorker(async (worker) => {
      await worker.attach(engine.share({ leaseMs: LEASE_MS }), isBlocking);
      await worker.ask({ do: "execute", account: 1, tag: "99.50" });
      assertEquals(inWords(engine.accounts().holdings(1, "USD")), "0.50 free, 99.50 held");
    });
    for (let turn = 0; turn < 500 && openCount() > 0; turn++) {
      await new Promise<void>((resolve) => setTimeout(resolve, 10));
    }
    assertEquals(events.map(({ what }) => what), ["accepted", "rollback"]);
    assertEquals(inWords(engine.accounts().holdings(1, "USD")), "100.00 free, 0.00 held");
  });
}

interface Holding {
  readonly available: { toString(): string };
  readonly held: { toString(): string };
}

function inWords([holding]: readonly Holding[]): string {
  return `${holding?.available} free, ${holding?.held} held`;
}

const USED_UP = [undefined, true, "0.50 free, 99.50 held", undefined, false];

/** Attaches, sends an order that goes out, and one that the account can't pay; what the worker saw. */
async function useUp(
  worker: TestThread,
  shared: SharedEngine,
  isBlocking: boolean,
): Promise<readonly unknown[]> {
  const attached = await worker.attach(shared, isBlocking);
  const first = await worker.ask({ do: "execute", account: 1, tag: "99.50" });
  const { dollars } = await worker.ask({ do: "holdings", account: 1 });
  const sent = await worker.ask({ do: "commit" });
  const second = await worker.ask({ do: "execute", account: 1, tag: "0.51" });
  return [attached.error, first.isAccepted, dollars, sent.error, second.isAccepted];
}
