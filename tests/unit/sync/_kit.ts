/** Engines behind fake connections. */
import type { Engine } from "../../../src/engine/mod.ts";
import {
  encodeCalls,
  type EngineServer,
  type Json,
  type ServeOptions,
} from "../../../src/engine/internal.ts";
import type { LinkOptions } from "../../../src/sync/link.ts";
import { connectEngine, type RemoteEngine } from "../../../src/sync/remote_engine.ts";
import { describeEngine, serveEngine } from "../../../src/sync/serve.ts";
import { type FakePort, portPair } from "./_ports.ts";

/** An engine, who serves it, and who calls it. */
export interface Served {
  readonly server: EngineServer;
  readonly remote: RemoteEngine;
  /** The caller's end. */
  readonly port: FakePort;
  /** The owner's end. */
  readonly own: FakePort;
}

/** Serves an engine and connects to it in this realm. */
export function served(
  engine: Engine,
  options: LinkOptions = {},
  serveOptions: ServeOptions = {},
): Served {
  const [own, port] = portPair();
  const server = serveEngine(engine, own, serveOptions);
  return { server, remote: connectEngine(port, describeEngine(engine), options), port, own };
}

/** A caller of another thread's name that speaks the wire by hand. */
export class RawCaller {
  readonly #port: FakePort;
  readonly #from: string;
  readonly #answers: Json[] = [];

  constructor(engine: Engine, from: string, options: ServeOptions = {}) {
    const [own, port] = portPair(true);
    this.#port = port;
    this.#from = from;
    port.addEventListener("message", ({ data }) => this.#answers.push(JSON.parse(`${data}`)));
    serveEngine(engine, own, options);
  }

  /** Sends calls in one message and gives the parsed answer to it. */
  send(...calls: (readonly [number, string, ...Json[]])[]): Json {
    this.#port.postMessage(encodeCalls(this.#from, calls));
    return this.#answers.at(-1) ?? null;
  }

  /** Sends anything. */
  sendRaw(message: unknown): Json {
    this.#port.postMessage(message);
    return this.#answers.at(-1) ?? null;
  }

  /** All answers so far. */
  get answers(): readonly Json[] {
    return this.#answers;
  }

  /** The last answer. */
  get last(): Json {
    return this.#answers.at(-1) ?? null;
  }

  /** Whether the other end still listens. */
  get isServed(): boolean {
    return this.#port.other?.isOpen === true;
  }

  /** The thread dies. */
  die(): void {
    this.#port.other?.tell("close", {});
  }
}

/** The wire form of a plain limit order. */
export function orderWire(account: string | null, quantity = "10"): Json {
  return ["AAPL", "USD", account, "BUY", quantity, null, "185.50"];
}

/** What a promise is rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    return error as Error;
  }
  throw new Error("The promise was fulfilled");
}
