import {
  describe,
  type EngineDescription,
  type EngineServer,
  partsOf,
  serve,
  type ServeOptions,
} from "../engine/internal.ts";
import type { Engine } from "../engine/mod.ts";
import type { PortLike } from "../runtime/port.ts";

/** Serves an engine on a port, whoever is at its other end. */
export function serveEngine(
  engine: Engine,
  port: PortLike,
  options: ServeOptions = {},
): EngineServer {
  return serve(partsOf(engine), port, options);
}

/** What callers must know of an engine before their first call. */
export function describeEngine(engine: Engine): EngineDescription {
  return describe(partsOf(engine));
}
