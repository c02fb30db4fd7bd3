import { makeChannel, type PortLike } from "../../runtime/port.ts";
import { currentThread, type ThreadIdentity } from "../../runtime/thread.ts";
import { ThreadAffinityError } from "../sync_errors.ts";
import { checkLease } from "./lease.ts";
import { EngineServer, type ServeOptions } from "./server.ts";
import type { EngineParts } from "./session.ts";
import { WIRE_VERSION } from "./frames.ts";
import type { EngineDescription } from "./wire.ts";

/** How an engine is shared. */
export interface ShareOptions {
  /**
   * For how many milliseconds a silent thread counts as alive, at both ends: up to 2147483647, or Infinity for no such limit. Default: Infinity where
   * the host tells when a thread is gone (Node, Bun), else 5000 (Deno, browsers). Both ends give signs of life by themselves as long as their
   * event loops turn; a silent end is given up after one to two times as long.
   */
  readonly leaseMs?: number | undefined;
}

/** What another thread needs to attach: plain data and a port. One handle, one thread. */
export interface ShareHandle extends EngineDescription {
  /** Says what this is. */
  readonly kind: "openpit-engine";
  /** The wire that the engine speaks. */
  readonly version: number;
  /** The lease, if there is one. */
  readonly leaseMs: number | undefined;
  /** The connection; gone once the handle was attached. */
  port: PortLike | undefined;
}

/** A handle, and what must be handed over with it: `postMessage(handle, transfer)`. */
export interface SharedEngine {
  /** For the other thread. */
  readonly handle: ShareHandle;
  /** The second argument of `postMessage`. */
  readonly transfer: Transfer;
}

/** The second argument of `postMessage`: a list of ports, which each host types by classes of its own. */
// deno-lint-ignore no-explicit-any -- it must fit every host's type
export type Transfer = any[];

/** Serves an engine on a new connection and gives its other end. @throws {ThreadAffinityError} In noSync mode, or without ports. @throws {RangeError} If `leaseMs` is none. */
export function serveOnNewPort(parts: EngineParts, options: ShareOptions = {}): SharedEngine {
  const description = describe(parts);
  if (description.mode === "noSync") {
    throw affinityError(
      "an engine in noSync mode cannot be shared: build it with fullSync() or accountSync()",
    );
  }
  checkLease(options.leaseMs);
  const channel = makeChannel();
  if (channel === undefined) {
    throw affinityError("an engine cannot be shared here: this host has no message ports");
  }
  serve(parts, channel.own, options);
  return sharedEngine(description, channel.given, options.leaseMs);
}

/** A handle on the other end of a served port. */
export function sharedEngine(
  description: EngineDescription,
  port: PortLike,
  leaseMs: number | undefined,
): SharedEngine {
  const handle: ShareHandle = {
    kind: "openpit-engine",
    version: WIRE_VERSION,
    ...description,
    leaseMs,
    port,
  };
  return { handle, transfer: [port] };
}

/** Serves an engine on a port. */
export function serve(parts: EngineParts, port: PortLike, options: ServeOptions): EngineServer {
  return new EngineServer(parts, port, options);
}

/** What callers must know of an engine. */
export function describe({ core, input }: EngineParts): EngineDescription {
  return {
    mode: core.guard.mode,
    owner: currentThread(),
    isStrictInput: input.isStrict,
    keepsAdditions: input.keepsAdditions,
  };
}

function affinityError(message: string): ThreadAffinityError {
  const owner: ThreadIdentity = currentThread();
  return new ThreadAffinityError(message, { owner, caller: owner });
}
