/** What a test thread can do, and how it tells about it. */
import type { ShareHandle, Transfer } from "../../src/engine/mod.ts";
import {
  attachEngine,
  attachEngineSync,
  type BlockingEngine,
  currentThread,
  type RemoteEngine,
  type RemoteReservation,
} from "../../src/sync/mod.ts";
import type { Reservation } from "../../src/pretrade/mod.ts";
import { makeOrder, makeScenario } from "./_scenario.ts";
import { Random } from "./_random.ts";

/** A random stretch of work. */
export interface Work {
  readonly seed: number;
  /** Unique per thread, and thus a part of the tags; below 10000. */
  readonly thread: number;
  readonly calls: number;
  readonly accounts: number;
  /** How many calls are on their way at once; a blocking thread has one. */
  readonly lanes: number;
  /** Whether some reservations are left as they are. */
  readonly isCareless?: boolean;
}

/** What a thread is asked. */
export type Command =
  | { readonly do: "attach"; readonly handle: ShareHandle; readonly isBlocking: boolean }
  | { readonly do: "execute"; readonly account: number; readonly tag: string }
  | { readonly do: "commit" }
  | { readonly do: "rollback" }
  | { readonly do: "block" }
  | { readonly do: "holdings"; readonly account: number }
  | { readonly do: "work"; readonly work: Work }
  | { readonly do: "own"; readonly leaseMs: number }
  | { readonly do: "hang"; readonly isHanging: Int32Array<SharedArrayBuffer> }
  | { readonly do: "close" };

/** What became of an order, as the thread saw it. */
export type Seen = readonly [tag: string, isAccepted: boolean];

/** How a command ended. */
export interface Reply {
  readonly id: number;
  /** Name of the thrown error, and that of its cause. */
  readonly error?: string;
  readonly cause?: string;
  readonly owner?: string;
  /** Whether an order was accepted. */
  readonly isAccepted?: boolean;
  /** What the account has in dollars. */
  readonly dollars?: string;
  readonly seen?: readonly Seen[];
  /** For another thread, if this one owns an engine. */
  readonly handle?: ShareHandle;
  readonly thread?: string;
}

/** Deno lets a blocked thread live on when it is ended: longer than the test waits, but not for good. */
const HANG_MS = 8000;

type AnyEngine = RemoteEngine | BlockingEngine;

/** Answers commands, in their order. */
export function answerCommands(
  listen: (take: (data: unknown) => void) => void,
  post: (reply: Reply, transfer: Transfer) => void,
): void {
  let engine: AnyEngine | undefined;
  const open: (RemoteReservation | Reservation)[] = [];
  const carryOut = async (command: Command): Promise<Omit<Reply, "id">> => {
    if (command.do === "attach") {
      const { handle, isBlocking } = command;
      engine = isBlocking ? attachEngineSync(handle) : await attachEngine(handle);
      return { thread: currentThread() };
    }
    if (command.do === "own") {
      const { engine } = makeScenario("fullSync", { balance: 100, budget: 100 });
      return { handle: engine.share({ leaseMs: command.leaseMs }).handle };
    }
    const attached = engine as AnyEngine;
    switch (command.do) {
      case "execute": {
        const order = makeOrder(command.account, command.tag);
        const result = await attached.executePreTrade(order);
        if (result.ok) open.push(result.reservation);
        return { isAccepted: result.ok };
      }
      case "commit":
        await open.pop()?.commit();
        return {};
      case "rollback":
        await open.pop()?.rollback();
        return {};
      case "block":
        await attached.accounts().block(1, "stop");
        return {};
      case "holdings": {
        const [dollars] = await attached.accounts().holdings(command.account, "USD");
        return { dollars: `${dollars?.available} free, ${dollars?.held} held` };
      }
      case "work":
        return { seen: await work(attached, command.work) };
      case "hang":
        Atomics.store(command.isHanging, 0, 1);
        Atomics.wait(command.isHanging, 0, 1, HANG_MS);
        return {};
      case "close":
        await ("close" in attached ? attached.close() : attached.free());
        return {};
    }
  };
  let last: Promise<unknown> = Promise.resolve();
  listen((data) => {
    const { id, command } = data as { id: number; command: Command };
    last = last.then(() => carryOut(command)).then(
      (reply) => post({ id, ...reply }, reply.handle === undefined ? [] : [reply.handle.port]),
      (error) => post({ id, ...describe(error) }, []),
    );
  });
}

function describe(error: unknown): Omit<Reply, "id"> {
  const { name, cause, owner, message } = error as Error & { owner?: string };
  const details = cause instanceof Error ? { cause: cause.name } : {};
  return { error: name ?? `${message}`, ...details, ...(owner === undefined ? {} : { owner }) };
}

/** A tag of its own for each order: 1 to 5 dollars and fractions that tell thread and order. */
function tagOf(thread: number, index: number): string {
  const dollars = 1 + (thread + index) % 5;
  return `${dollars}.${`${thread}`.padStart(4, "0")}${`${index}`.padStart(7, "0")}`;
}

/** Sends orders as the seed says; each accepted one is committed, rolled back, or left to its fate for a while. */
async function work(engine: AnyEngine, task: Work): Promise<Seen[]> {
  const random = new Random(task.seed);
  const seen: Seen[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < task.calls) {
      const index = next++;
      // Deno ends a thread only when its event loop turns, which blocking calls alone never let it.
      if (index % 8 === 0) await new Promise<void>((resolve) => setTimeout(resolve, 0));
      const tag = tagOf(task.thread, index);
      const order = makeOrder(1 + random.below(task.accounts), tag);
      const fate = random.below(4);
      const result = await engine.executePreTrade(order);
      seen.push([tag, result.ok]);
      if (!result.ok || (task.isCareless === true && random.below(8) === 0)) continue;
      // What others do meanwhile is up to the host: one of the sources of disorder.
      if (fate === 3) await new Promise<void>((resolve) => setTimeout(resolve, 0));
      await (fate === 0 ? result.reservation.rollback() : result.reservation.commit());
    }
  };
  await Promise.all(Array.from({ length: task.lanes }, lane));
  return seen;
}
