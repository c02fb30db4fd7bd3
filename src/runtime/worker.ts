import type { PortLike } from "./port.ts";

/** A thread that was started here. */
export interface SpawnedWorker {
  /** Sends a message to the thread's entry; `transfer` moves ports. */
  send(message: unknown, transfer: readonly PortLike[]): void;
  /** Whether the thread keeps the process alive. */
  keepAlive(isWaiting: boolean): void;
  /** Ends the thread, whatever it does. Settles when it is gone, as far as the host tells. */
  terminate(): Promise<void>;
}

/** Who started a thread. */
export interface WorkerUser {
  /** The thread's entry sent a message. */
  onMessage(data: unknown): void;
  /** The thread is gone, or runs on after an error that nobody caught. Told once, and not after `terminate()`. */
  onEnd(cause: unknown): void;
}

/** What the entry of a thread sees of who started it. */
export interface WorkerParent {
  /** Sends a message to who started the thread. */
  send(message: unknown): void;
  /** Listens to who started the thread, and so keeps the thread alive. */
  onMessage(take: (data: unknown) => void): void;
}

interface NodeEvents {
  on(event: string, listener: (value: unknown) => void): void;
}

interface NodeWorker extends NodeEvents {
  postMessage(message: unknown, transfer: readonly unknown[]): void;
  terminate(): Promise<unknown>;
  ref(): void;
  unref(): void;
}

interface NodeThreads {
  readonly Worker: new (entry: object, options: { readonly workerData: string }) => NodeWorker;
  readonly workerData: unknown;
  readonly parentPort: (NodeEvents & { postMessage(message: unknown): void }) | null;
}

interface WebWorker {
  postMessage(message: unknown, transfer: readonly unknown[]): void;
  terminate(): void;
  addEventListener(type: string, listener: (event: WebEvent) => void): void;
}

interface WebEvent {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly message?: string;
  preventDefault(): void;
}

/** Tells the threads that were started here from all others. */
const MARK = "openpit-thread";

/** What a host has to offer for threads. */
export interface WorkerHost {
  readonly process?: { getBuiltinModule?(name: string): unknown };
  readonly URL: new (address: string) => object;
  readonly Worker?: new (
    entry: object,
    options: { readonly type: "module"; readonly name: string },
  ) => WebWorker;
  readonly name?: string;
  postMessage?(message: unknown): void;
  addEventListener?(type: string, listener: (event: WebEvent) => void): void;
}

/**
 * Starts a thread: by `node:worker_threads` where the runtime has it (Node, Deno, Bun), since that tells of every end of a
 * thread; elsewhere as a Web Worker. Undefined where the host starts no threads.
 */
export function spawnWorker(
  entry: string,
  user: WorkerUser,
  host: WorkerHost = globalThis as unknown as WorkerHost,
): SpawnedWorker | undefined {
  const { URL, Worker } = host;
  const threads = nodeThreads(host);
  if (threads !== undefined) {
    const address = new URL(loadableEntry(entry));
    return nodeWorker(new threads.Worker(address, { workerData: MARK }), user);
  }
  if (Worker === undefined) return undefined;
  return webWorker(new Worker(new URL(entry), { type: "module", name: MARK }), user);
}

/** Who started this thread by {@linkcode spawnWorker}; undefined on any other thread. */
export function workerParent(
  host: WorkerHost = globalThis as unknown as WorkerHost,
): WorkerParent | undefined {
  const threads = nodeThreads(host);
  if (threads !== undefined) {
    const { parentPort, workerData } = threads;
    if (parentPort === null || workerData !== MARK) return undefined;
    return {
      send: (message) => parentPort.postMessage(message),
      onMessage: (take) => parentPort.on("message", take),
    };
  }
  if (host.name !== MARK) return undefined;
  return {
    send: (message) => host.postMessage?.(message),
    onMessage: (take) => host.addEventListener?.("message", ({ data }) => take(data)),
  };
}

/** Loads a module whose address is known at run time only. */
export function importModule(address: string): Promise<Readonly<Record<string, unknown>>> {
  return import(address);
}

function nodeThreads({ process }: WorkerHost): NodeThreads | undefined {
  return process?.getBuiltinModule?.("node:worker_threads") as NodeThreads | undefined;
}

/**
 * Threads of `node:worker_threads` start at files and data only. Where modules come from the web, as those of JSR do on Deno, data may
 * import them.
 */
function loadableEntry(entry: string): string {
  if (!/^https?:/i.test(entry)) return entry;
  return `data:text/javascript,${encodeURIComponent(`import ${JSON.stringify(entry)};`)}`;
}

function nodeWorker(worker: NodeWorker, user: WorkerUser): SpawnedWorker {
  const end = once(user);
  worker.on("message", user.onMessage);
  worker.on("error", end.tell);
  worker.on("exit", (code) => end.tell(new Error(`The thread ended with exit code ${code}`)));
  return {
    send: (message, transfer) => worker.postMessage(message, transfer),
    keepAlive: (isWaiting) => isWaiting ? worker.ref() : worker.unref(),
    terminate: async () => {
      end.mute();
      await worker.terminate();
    },
  };
}

function webWorker(worker: WebWorker, user: WorkerUser): SpawnedWorker {
  const end = once(user);
  worker.addEventListener("message", ({ data }) => user.onMessage(data));
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    end.tell(event.error ?? new Error(event.message ?? "The thread could not be started"));
  });
  return {
    send: (message, transfer) => worker.postMessage(message, transfer),
    keepAlive: () => {},
    terminate: () => {
      end.mute();
      worker.terminate();
      return Promise.resolve();
    },
  };
}

/** Passes the first of several signs of one end on. */
function once(user: WorkerUser): { tell(cause: unknown): void; mute(): void } {
  let isOver = false;
  return {
    tell: (cause) => {
      if (isOver) return;
      isOver = true;
      user.onEnd(cause);
    },
    mute: () => {
      isOver = true;
    },
  };
}
