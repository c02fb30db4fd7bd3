import { EngineBuildError } from "../../engine/mod.ts";
import { isPlainRecord, rangeError, typeError } from "../../param/internal.ts";

/** What becomes of a shard that died: nothing, or a new engine with the state of the last snapshot. */
export type ShardRestart = "never" | "restore";

/** How to start a pool. */
export interface EnginePoolOptions {
  /** How many shards, each a thread of its own; 1 to 1024. */
  readonly size: number;
  /** Address of the module that exports `createEngine(shard)`: a `URL` or the text of an absolute one. Every shard loads it. */
  readonly engine: { readonly href: string } | string;
  /**
   * Whether limits that span accounts may be split: each shard then enforces its part of the orders of a broker-wide or asset-wide
   * rate barrier, in windows of its own. Off by default: a pool of several shards refuses such limits.
   */
  readonly splitGlobalLimits?: boolean;
  /** What becomes of a shard that died. `never` by default; `restore` is refused as long as engines have no snapshots. */
  readonly restart?: ShardRestart;
  /** How many calls per shard may be on their way; the next ones wait. 1024 by default. */
  readonly maxInFlight?: number;
}

/** How to close a pool. */
export interface PoolCloseOptions {
  /** For how many milliseconds calls on their way are waited for; those without an answer then fail. Without end by default. */
  readonly timeoutMs?: number | undefined;
}

/** Options that were checked. */
export interface PoolSettings {
  readonly size: number;
  readonly module: string;
  readonly isSplit: boolean;
  readonly maxInFlight: number | undefined;
}

const SIZE_MAX = 1024;

/**
 * Reads the options of a pool.
 *
 * @throws {TypeError} If one has a wrong type.
 * @throws {RangeError} If a number is out of range.
 * @throws {EngineBuildError} InvalidConfiguration, if shards shall be restored.
 */
export function readPoolOptions(options: unknown): PoolSettings {
  if (!isPlainRecord(options)) throw typeError("pool options must be a plain object");
  const { splitGlobalLimits, maxInFlight } = options;
  if (splitGlobalLimits !== undefined && typeof splitGlobalLimits !== "boolean") {
    throw typeError("splitGlobalLimits must be a boolean");
  }
  refuseRestore(options.restart);
  return {
    size: readSize(options.size),
    module: readAddress(options.engine),
    isSplit: splitGlobalLimits === true,
    maxInFlight: maxInFlight === undefined ? undefined : readLimit(maxInFlight),
  };
}

/**
 * Reads how long calls on their way are waited for.
 *
 * @throws {TypeError} If an option has a wrong type.
 * @throws {RangeError} If the time is negative.
 */
export function readCloseTime(options: unknown = {}): number {
  if (!isPlainRecord(options)) throw typeError("close options must be a plain object");
  const { timeoutMs = Infinity } = options;
  if (typeof timeoutMs !== "number") throw typeError("timeoutMs must be a number");
  if (!(timeoutMs >= 0)) throw rangeError("timeoutMs must not be negative");
  return timeoutMs;
}

function readSize(size: unknown): number {
  if (typeof size !== "number") throw typeError("size must be a number");
  if (!Number.isInteger(size) || size < 1 || size > SIZE_MAX) {
    throw rangeError(`size must be an integer in range 1..=${SIZE_MAX}`);
  }
  return size;
}

function readLimit(maxInFlight: unknown): number {
  if (typeof maxInFlight !== "number") throw typeError("maxInFlight must be a number");
  if (!Number.isSafeInteger(maxInFlight) || maxInFlight < 1) {
    throw rangeError("maxInFlight must be a positive integer");
  }
  return maxInFlight;
}

/** A text with a scheme; what is relative would be relative to a file of this package. */
function readAddress(engine: unknown): string {
  const isUrl = typeof engine === "object" && engine !== null && "href" in engine;
  const address: unknown = isUrl ? engine.href : engine;
  if (typeof address !== "string" || !/^[a-z][a-z0-9+.-]+:/i.test(address)) {
    throw typeError("engine must be a URL or the text of an absolute one");
  }
  return address;
}

function refuseRestore(restart: unknown): void {
  if (restart === undefined || restart === "never") return;
  if (restart !== "restore") throw typeError('restart must be "never" or "restore"');
  throw new EngineBuildError(
    "shards cannot be restored: engines have no snapshots in this version, and a fresh engine has lost what it held",
    "InvalidConfiguration",
  );
}
