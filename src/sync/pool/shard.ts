import { decodeThrown, type EngineDescription } from "../../engine/internal.ts";
import { EngineBuildError } from "../../engine/mod.ts";
import type { Channel } from "../../runtime/port.ts";
import type { SpawnedWorker, WorkerUser } from "../../runtime/worker.ts";
import { connectEngine, type RemoteEngine } from "../remote_engine.ts";
import { ShardUnavailableError } from "./errors.ts";
import type { PoolSettings } from "./options.ts";
import type { ShardAnswer, ShardOrder } from "./shard_host.ts";

/** How threads and the connections to them are made. */
export interface Threads {
  /** Starts a thread at the entry of shards; undefined where the host starts none. */
  spawn(user: WorkerUser): SpawnedWorker | undefined;
  /** Makes a connection; undefined where the host has none. */
  connect(): Channel | undefined;
}

/** A shard of a pool, as the pool's thread sees it. Source: docs/semantics.md rules SYN-21 and SYN-26. */
export class Shard {
  readonly index: number;
  /** The engine of the shard. Once the thread is gone, its calls fail with {@linkcode ShardUnavailableError}. */
  readonly engine: RemoteEngine;
  readonly #worker: SpawnedWorker;
  #lostBy: ShardUnavailableError | undefined;

  /** Takes over a thread that serves an engine at the other end of the channel. */
  constructor(
    index: number,
    thread: { readonly worker: SpawnedWorker; readonly channel: Channel },
    description: EngineDescription,
    maxInFlight: number | undefined,
  ) {
    this.index = index;
    this.#worker = thread.worker;
    this.engine = connectEngine(thread.channel.own, description, {
      ...(maxInFlight === undefined ? {} : { maxInFlight }),
      // The events of the worker tell when it is gone.
      leaseMs: Infinity,
      endError: (cause) => this.lose(cause),
    });
    // From now on only calls that wait for an answer keep the process alive.
    thread.worker.keepAlive(false);
  }

  /** Why the shard is gone; undefined as long as it is there. */
  get lostBy(): ShardUnavailableError | undefined {
    return this.#lostBy;
  }

  /** The thread is gone, or can't be trusted any more: the state is lost, and no other engine takes its place. */
  lose(cause: unknown): ShardUnavailableError {
    if (this.#lostBy !== undefined) return this.#lostBy;
    const why = cause instanceof Error ? cause.message : String(cause);
    this.#lostBy = new ShardUnavailableError(
      `shard ${this.index} is unavailable, its state is lost: ${why}`,
      this.index,
      { cause },
    );
    void this.#worker.terminate();
    return this.#lostBy;
  }

  /** Waits for the calls on their way and ends the thread. */
  async close(): Promise<void> {
    await this.engine.close();
    await this.#worker.terminate();
  }
}

/**
 * Starts the thread of a shard; settles when its engine is ready.
 *
 * @throws {EngineBuildError} InvalidConfiguration, if there can be no such shard. Or what `createEngine` has thrown.
 */
export async function startShard(
  { size, module, isSplit, maxInFlight }: PoolSettings,
  index: number,
  threads: Threads,
): Promise<Shard> {
  let takeAnswer: (answer: ShardAnswer) => void = () => {};
  let takeEnd: (cause: unknown) => void = () => {};
  const answer = new Promise<ShardAnswer>((resolve) => takeAnswer = resolve);
  const end = new Promise<unknown>((resolve) => takeEnd = resolve);
  const channel = threads.connect();
  const worker = threads.spawn({
    onMessage: (data) => takeAnswer(data as ShardAnswer),
    onEnd: (cause) => takeEnd(cause),
  });
  if (channel === undefined || worker === undefined) {
    throw refusal("this runtime starts no threads");
  }
  const share = { index, count: size, isSplit };
  worker.send({ module, share, port: channel.given } satisfies ShardOrder, [channel.given]);
  const first = await Promise.race([answer, end.then((cause) => ({ ended: cause }))]);
  if ("ended" in first) throw refusal(`shard ${index} ended before it was ready: ${first.ended}`);
  if ("failed" in first) {
    await worker.terminate();
    throw decodeThrown(first.failed);
  }
  const shard = new Shard(index, { worker, channel }, first.ready, maxInFlight);
  void end.then((cause) => shard.lose(cause));
  return shard;
}

function refusal(message: string): EngineBuildError {
  return new EngineBuildError(message, "InvalidConfiguration");
}
