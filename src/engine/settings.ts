import type { ReadOptions } from "../model/internal.ts";
import type { Clock } from "../runtime/clock.ts";
import type { EngineCore } from "./core.ts";
import type { Engine } from "./engine.ts";
import { EngineBuildError } from "./errors.ts";
import type { Observer } from "./observer.ts";
import type { SyncMode } from "./sync_rules.ts";

/** Wraps a finished core. Handed down the chain, so that the builders don't depend on the engine's class. */
export type MakeEngine = (core: EngineCore, input: ReadOptions) => Engine;

/** What a builder chain carries besides its policies. */
export interface EngineSettings {
  /** Where the time comes from. */
  readonly clock: Clock;
  /** Whether unknown fields in canonical groups are refused. */
  readonly isStrictInput: boolean;
  /** Who watches. */
  readonly observers: readonly Observer[];
  /** Who may call; undefined until it is said. */
  readonly syncMode: SyncMode | undefined;
  /** Makes the engine at the end of the chain. */
  readonly makeEngine: MakeEngine;
}

/** Settings with a sync mode. @throws {EngineBuildError} InvalidConfiguration, if the chain has one already. */
export function withSyncMode(settings: EngineSettings, syncMode: SyncMode): EngineSettings {
  if (settings.syncMode !== undefined) {
    throw new EngineBuildError(
      `sync mode is already set to ${settings.syncMode}`,
      "InvalidConfiguration",
    );
  }
  return { ...settings, syncMode };
}
