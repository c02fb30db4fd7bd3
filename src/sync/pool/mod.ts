/** Engines on threads of their own, each account on exactly one of them. */
export { ShardUnavailableError } from "./errors.ts";
export type { EnginePoolOptions, PoolCloseOptions, ShardRestart } from "./options.ts";
export { EnginePool, type ShardStatus } from "./pool.ts";
export type { ShardInfo } from "./shard_host.ts";
