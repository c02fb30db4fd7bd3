import { decodeThrown, type EngineDescription } from "../../engine/internal.ts";
import { EngineBuildError } from "../../engine/mod.ts";
import { LifecycleError } from "../../pretrade/internal.ts";
import type { Channel } from "../../runtime/port.ts";
import { withDeadline } from "../../runtime/timer.ts";
import type { SpawnedWorker, WorkerUser } from "../../runtime/worker.ts";
import { abandon, connectEngine, type RemoteEngine } from "../remote_engine.ts";
import { ShardUnavailableError } from "./errors.ts";
import type { PoolSettings } from "./options.ts";
import { isShardAnswer, type ShardAnswer, type ShardOrder } from "./shard_host.ts";

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
    // Not every host tells of the end of a connection whose other thread is blocked, or lives on.
    abandon(this.engine, this.#lostBy);
    void this.#worker.terminate();
    return this.#lostBy;
  }

  /** Waits for the calls on their way, so long at most, and ends the thread. Calls without an answer fail. */
  async close(timeoutMs: number): Promise<void> {
    const why = `the pool was closed, and calls had no answer for ${timeoutMs} ms`;
    await withDeadline(this.engine.close(), timeoutMs, () => this.lose(new LifecycleError(why)));
    await this.#worker.terminate();
  }
}

/**
 * Starts the thread of a shard; settles when its engine is ready. If it fails, or is given up, neither thread nor connection is left behind.
 *
 * @throws {EngineBuildError} InvalidConfiguration, if there can be no such shard. Or what `createEngine` has thrown.
 */
export async function startShard(
  settings: PoolSettings,
  index: number,
  threads: Threads,
  givenUp: Promise<void>,
): Promise<Shard> {
  const channel = threads.connect();
  if (channel === undefined) throw refusal(NO_THREADS);
  let worker: SpawnedWorker | undefined;
  try {
    let takeAnswer: (answer: ShardAnswer) => void = () => {};
    let takeEnd: (cause: unknown) => void = () => {};
    const answer = new Promise<ShardAnswer>((resolve) => takeAnswer = resolve);
    const end = new Promise<unknown>((resolve) => takeEnd = resolve);
    worker = threads.spawn({
      onMessage: (data) => isShardAnswer(data) && takeAnswer(data),
      onEnd: (cause) => takeEnd(cause),
    });
    if (worker === undefined) throw refusal(NO_THREADS);
    const { size, module, isSplit, maxInFlight } = settings;
    const share = { index, count: size, isSplit };
    worker.send({ module, share, port: channel.given } satisfies ShardOrder, [channel.given]);
    const first = await Promise.race([
      answer,
      end.then((cause) => ({ ended: cause })),
      givenUp.then(() => ({ ended: "another shard cannot be started" })),
    ]);
    if ("ended" in first) throw endedRefusal(index, first.ended);
    if ("failed" in first) throw decodeThrown(first.failed);
    const shard = new Shard(index, { worker, channel }, first.ready, maxInFlight);
    void end.then((cause) => shard.lose(cause));
    return shard;
  } catch (thrown) {
    channel.own.close();
    await worker?.terminate();
    throw thrown;
  }
}

const NO_THREADS = "this runtime starts no threads";

function refusal(message: string, details: { readonly cause?: unknown } = {}): EngineBuildError {
  return new EngineBuildError(message, "InvalidConfiguration", details);
}

function endedRefusal(index: number, cause: unknown): EngineBuildError {
  return refusal(`shard ${index} ended before it was ready: ${cause}`, { cause });
}
