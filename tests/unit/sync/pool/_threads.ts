/** Threads of a pool without a host: each is a shard host in this realm, so that the same tests run where there are no threads. */
import type { EnginePoolOptions } from "../../../../src/sync/pool/options.ts";
import { type EnginePool, startPool } from "../../../../src/sync/pool/pool.ts";
import type { Threads } from "../../../../src/sync/pool/shard.ts";
import { hostShard } from "../../../../src/sync/pool/shard_host.ts";
import type { Channel } from "../../../../src/runtime/port.ts";
import type { SpawnedWorker, WorkerParent, WorkerUser } from "../../../../src/runtime/worker.ts";
import { type FakePort, portPair } from "../_ports.ts";

type Exports = Readonly<Record<string, unknown>>;

/** A thread that can be made to die. */
export class FakeThread implements SpawnedWorker {
  readonly sent: unknown[] = [];
  isTerminated = false;
  isKeptAlive = true;
  #isBlocked = false;
  readonly #user: WorkerUser;
  readonly #port: FakePort;
  #take: (data: unknown) => void = () => {};

  constructor(user: WorkerUser, port: FakePort, load: (address: string) => Promise<Exports>) {
    this.#user = user;
    this.#port = port;
    const parent: WorkerParent = {
      send: (message) => user.onMessage(message),
      onMessage: (take) => {
        this.#take = take;
      },
    };
    hostShard(parent, load);
  }

  send(message: unknown): void {
    this.sent.push(message);
    void Promise.resolve().then(() => this.#take(message));
  }

  keepAlive(isWaiting: boolean): void {
    this.isKeptAlive = isWaiting;
  }

  terminate(): Promise<void> {
    this.isTerminated = true;
    if (!this.#isBlocked) this.#port.tell("close", {});
    return Promise.resolve();
  }

  /** Answers nothing any more. Ending it ends no connection: so it is on Deno. */
  block(): void {
    this.#isBlocked = true;
    if (this.#port.other !== undefined) this.#port.other.isOpen = false;
  }

  /** What runs on the thread posts a message to who started it. */
  say(message: unknown): void {
    this.#user.onMessage(message);
  }

  /** How many messages with a call of this operation have come to its port. */
  received(operation: string): number {
    return this.#port.sent.filter((text) => `${text}`.includes(`,"${operation}",`)).length;
  }

  /** The thread ends by itself; who waits at its port is told first, or who started it. */
  die(cause: unknown, first: "port" | "thread" = "port"): void {
    if (first === "port") this.#port.tell("close", {});
    this.#user.onEnd(cause);
    this.#port.tell("close", {});
  }
}

/** Threads that load one module, whatever its address. */
export class FakeThreads implements Threads {
  readonly started: FakeThread[] = [];
  readonly loaded: string[] = [];
  readonly #exports: Exports;
  #port: FakePort | undefined;

  constructor(exports: Exports) {
    this.#exports = exports;
  }

  connect(): Channel {
    const [own, given] = portPair();
    this.#port = own;
    return { own, given };
  }

  spawn(user: WorkerUser): SpawnedWorker {
    const load = (address: string): Promise<Exports> => {
      this.loaded.push(address);
      return Promise.resolve(this.#exports);
    };
    const thread = new FakeThread(user, this.#port as FakePort, load);
    this.started.push(thread);
    return thread;
  }
}

/** Where the engines of the tests are said to come from. */
export const ADDRESS = "https://desk.example/risk.ts";

/** Starts a pool of fake threads whose engines `createEngine` makes. */
export async function fakePool(
  createEngine: (shard: { readonly index: number; readonly count: number }) => unknown,
  options: Partial<EnginePoolOptions> = {},
): Promise<{ readonly pool: EnginePool; readonly threads: FakeThreads }> {
  const threads = new FakeThreads({ createEngine });
  const pool = await startPool({ size: 3, engine: ADDRESS, ...options }, threads);
  return { pool, threads };
}

/** For each of three shards an account that belongs to it; worked out in rendezvous_test.ts. */
export const ACCOUNT_OF: readonly [bigint, bigint, bigint] = [42n, 1n, 9223372036854775808n];
