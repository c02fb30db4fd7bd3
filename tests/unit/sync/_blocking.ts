/** A blocking caller and its engine in one realm: messages are delivered within the call, so the answer is there before anybody waits. */
import type { Engine } from "../../../src/engine/mod.ts";
import type { EngineServer } from "../../../src/engine/internal.ts";
import { mayBlock } from "../../../src/runtime/shared_memory.ts";
import { type BlockingEngine, makeBlockingEngine } from "../../../src/sync/blocking_engine.ts";
import { BlockingLink } from "../../../src/sync/blocking_link.ts";
import { describeEngine, serveEngine } from "../../../src/sync/serve.ts";
import { type FakePort, portPair } from "./_ports.ts";

export interface Blocking {
  readonly engine: BlockingEngine;
  readonly link: BlockingLink;
  readonly server: EngineServer;
  readonly port: FakePort;
}

/** Connects, where this thread may block; elsewhere there is nothing to test, and undefined. */
export function blocking(engine: Engine): Blocking | undefined {
  if (!mayBlock()) return undefined;
  const [own, port] = portPair(true);
  const server = serveEngine(engine, own, { asOwner: true });
  const link = new BlockingLink(port, { timeoutMs: 20, leaseMs: undefined });
  return {
    engine: makeBlockingEngine(link, describeEngine(engine), undefined),
    link,
    server,
    port,
  };
}
