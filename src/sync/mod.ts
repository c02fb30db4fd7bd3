/**
 * Engines across threads: sync modes, thread identity, engines that other threads call, and pools of engines.
 *
 * @module
 */
export { currentThread, type ThreadIdentity } from "../runtime/thread.ts";
export {
  AccountChainError,
  type ChainDetails,
  type EngineDescription,
  type PortLike,
  ReentrancyError,
  type SharedEngine,
  type ShareHandle,
  type ShareOptions,
  type SyncMode,
  ThreadAffinityError,
  type ThreadDetails,
  type Transfer,
} from "../engine/mod.ts";
export type { AccountsMethod, ConfiguratorMethod } from "../engine/internal.ts";
export { attachEngine, type AttachOptions } from "./attach.ts";
export { attachEngineSync, type AttachSyncOptions } from "./attach_sync.ts";
export {
  type BlockingAccounts,
  type BlockingConfigurator,
  BlockingEngine,
} from "./blocking_engine.ts";
export type { RemoteAccounts, RemoteConfigurator } from "./remote_accounts.ts";
export { RemoteEngine } from "./remote_engine.ts";
export {
  type RemoteDropCopyAccepted,
  RemoteDropCopyOperation,
  type RemoteDropCopyResult,
  type RemoteExecuteAccepted,
  type RemoteExecuteResult,
  type RemoteRejected,
  RemoteRequest,
  RemoteReservation,
  type RemoteStartAccepted,
  type RemoteStartResult,
} from "./remote_handles.ts";
export {
  EnginePool,
  type EnginePoolOptions,
  type PoolCloseOptions,
  type ShardInfo,
  type ShardRestart,
  type ShardStatus,
  ShardUnavailableError,
} from "./pool/mod.ts";
