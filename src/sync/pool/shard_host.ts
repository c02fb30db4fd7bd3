import {
  encodeThrown,
  type EngineDescription,
  type Json,
  partsOf,
  takeLimitShare,
} from "../../engine/internal.ts";
import { Engine, EngineBuildError } from "../../engine/mod.ts";
import type { LimitShare } from "../../pretrade/internal.ts";
import type { PortLike } from "../../runtime/port.ts";
import type { WorkerParent } from "../../runtime/worker.ts";
import { describeEngine, serveEngine } from "../serve.ts";
import { shardOfAccount } from "./rendezvous.ts";

/** What `createEngine` is told of the shard that it makes the engine of. */
export interface ShardInfo {
  /** Which shard it is, counted from 0. */
  readonly index: number;
  /** How many shards the pool has. */
  readonly count: number;
}

/** What part of the whole a shard is, as data. */
type ShardShare = Omit<LimitShare, "owns">;

/** What a pool tells a thread that it has started. */
export interface ShardOrder {
  /** Address of the module that exports `createEngine`. */
  readonly module: string;
  /** What part of the whole the shard is. */
  readonly share: ShardShare;
  /** Where the engine is to be served. */
  readonly port: PortLike;
}

const ANSWER = "openpit-shard";

/** What the thread answers, once. Its kind tells it from messages that the module of the engine may have for who started its thread. */
export type ShardAnswer =
  & { readonly kind: typeof ANSWER }
  & ({ readonly ready: EngineDescription } | { readonly failed: Json });

/** Whether a message of a thread is its answer. */
export function isShardAnswer(message: unknown): message is ShardAnswer {
  return typeof message === "object" && message !== null && "kind" in message &&
    message.kind === ANSWER;
}

type LoadModule = (address: string) => Promise<Readonly<Record<string, unknown>>>;

/** Waits for the order of the pool that started this thread, then makes the engine and serves it. */
export function hostShard(parent: WorkerParent, load: LoadModule): void {
  parent.onMessage(async (data) => {
    const { module, share, port } = data as ShardOrder;
    try {
      const engine = await makeShardEngine(await loaded(module, load), module, share);
      serveEngine(engine, port, { asOwner: true, leaseMs: Infinity });
      parent.send({ kind: ANSWER, ready: describeEngine(engine) } satisfies ShardAnswer);
    } catch (thrown) {
      parent.send({ kind: ANSWER, failed: encodeThrown(thrown) } satisfies ShardAnswer);
    }
  });
}

async function loaded(address: string, load: LoadModule): ReturnType<LoadModule> {
  try {
    return await load(address);
  } catch (cause) {
    throw new EngineBuildError(
      `${address} could not be loaded: ${String(cause)}`,
      "InvalidConfiguration",
      { cause },
    );
  }
}

async function makeShardEngine(
  exports: Readonly<Record<string, unknown>>,
  address: string,
  share: ShardShare,
): Promise<Engine> {
  const { createEngine } = exports;
  if (typeof createEngine !== "function") {
    throw refusal(`${address} exports no function createEngine`);
  }
  const shard: ShardInfo = { index: share.index, count: share.count };
  const engine: unknown = await createEngine(shard);
  if (!(engine instanceof Engine)) {
    throw refusal(`createEngine of ${address} returned no Engine of this package`);
  }
  takeLimitShare(partsOf(engine).core.units, {
    ...share,
    owns: (account) => shardOfAccount(account, share.count) === share.index,
  });
  return engine;
}

function refusal(message: string): EngineBuildError {
  return new EngineBuildError(message, "InvalidConfiguration");
}
