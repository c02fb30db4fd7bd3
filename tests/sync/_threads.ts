/** Threads of both kinds, as far as the runtime has them, that carry out what a test asks of them. */
import process from "node:process";
import { fileURLToPath } from "node:url";
import type { SharedEngine } from "../../src/engine/mod.ts";
import type { Command, Reply } from "./_commands.ts";

/** How a thread is started: by `node:worker_threads`, or as a Web Worker. */
export type ThreadKind = "node" | "web";

interface Started {
  post(message: unknown, transfer: unknown[]): void;
  end(): Promise<unknown>;
}

interface NodeWorker {
  postMessage(message: unknown, transfer: unknown[]): void;
  terminate(): Promise<unknown>;
  on(event: string, listener: (value: unknown) => void): void;
}

interface WebWorker {
  postMessage(message: unknown, transfer: unknown[]): void;
  terminate(): void;
  addEventListener(
    type: string,
    listener: (event: { data?: unknown; message?: string; preventDefault(): void }) => void,
  ): void;
}

interface Host {
  readonly Worker?: new (entry: URL, options: { type: "module" }) => WebWorker;
}

const host = globalThis as unknown as Host;

/** The kinds of this runtime; Node has no Web Workers. */
export const THREAD_KINDS: readonly ThreadKind[] = host.Worker === undefined
  ? ["node"]
  : ["node", "web"];

/** A thread that answers commands one after the other. */
export class TestThread {
  readonly #started: Started;
  readonly #waiting = new Map<number, (reply: Reply) => void>();
  #lastId = 0;

  private constructor(start: (onMessage: (data: unknown) => void) => Started) {
    this.#started = start((data) => {
      const reply = data as Reply;
      this.#waiting.get(reply.id)?.(reply);
      this.#waiting.delete(reply.id);
    });
  }

  /** Starts a thread. */
  static async start(kind: ThreadKind): Promise<TestThread> {
    if (kind === "web") return new TestThread(startWeb);
    const { Worker } = await import("node:worker_threads");
    const entry = await nodeEntry();
    return new TestThread((onMessage) => startNode(Worker as never, entry, onMessage));
  }

  /** Lets the thread attach to an engine: with promises, or blocking. */
  attach({ handle, transfer }: SharedEngine, isBlocking: boolean): Promise<Reply> {
    return this.ask({ do: "attach", handle, isBlocking }, transfer);
  }

  /** Asks something. The answer never comes if the thread is ended before. */
  ask(command: Command, transfer: unknown[] = []): Promise<Reply> {
    const id = ++this.#lastId;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#started.post({ id, command }, transfer);
    });
  }

  /** Ends the thread, whatever it does. */
  async end(): Promise<void> {
    await this.#started.end();
  }
}

/** Node reads TypeScript file by file, in each thread anew: one bundle starts several times as fast. */
let bundled: Promise<URL> | undefined;

function nodeEntry(): Promise<URL> {
  const entry = new URL("./_worker_node.ts", import.meta.url);
  return THREAD_KINDS.includes("web") ? Promise.resolve(entry) : bundled ??= bundle(entry);
}

async function bundle(entry: URL): Promise<URL> {
  const { build } = await import("esbuild");
  const outfile = new URL(`../../.tmp/sync/worker_${process.pid}.mjs`, import.meta.url);
  const entryPoints = [fileURLToPath(entry)];
  await build({
    ...{ entryPoints, outfile: fileURLToPath(outfile), bundle: true },
    ...{ format: "esm", platform: "node" },
  });
  return outfile;
}

function startNode(
  Worker: new (entry: URL) => NodeWorker,
  entry: URL,
  onMessage: (data: unknown) => void,
): Started {
  const worker = new Worker(entry);
  worker.on("message", onMessage);
  worker.on("error", (error) => {
    throw error;
  });
  return {
    post: (message, transfer) => worker.postMessage(message, transfer),
    end: () => worker.terminate(),
  };
}

function startWeb(onMessage: (data: unknown) => void): Started {
  const Worker = host.Worker as NonNullable<Host["Worker"]>;
  const worker = new Worker(new URL("./_worker_web.ts", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data }) => onMessage(data));
  worker.addEventListener("error", ({ message }) => {
    throw new Error(`The thread has failed: ${message}`);
  });
  return {
    post: (message, transfer) => worker.postMessage(message, transfer),
    end: () => Promise.resolve(worker.terminate()),
  };
}
