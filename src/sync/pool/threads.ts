import { makeChannel } from "../../runtime/port.ts";
import { spawnWorker } from "../../runtime/worker.ts";
import type { Threads } from "./shard.ts";
import { SHARD_ENTRY } from "./shard_entry.ts";

/** The threads of the runtime, each at the entry of shards. */
export const HOST_THREADS: Threads = {
  spawn: (user) => SHARD_ENTRY === undefined ? undefined : spawnWorker(SHARD_ENTRY, user),
  connect: makeChannel,
};
