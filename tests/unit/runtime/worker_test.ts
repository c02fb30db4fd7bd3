import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { spawnWorker, type WorkerHost, workerParent } from "../../../src/runtime/worker.ts";

const MARK = "openpit-thread";
const NEW_THREAD = ["new", "x:entry", { workerData: MARK }];

type Listener = (value: unknown) => void;

/** Something that listeners can be hung on, and what was asked of it. */
class Source {
  readonly asked: unknown[] = [];
  readonly #listeners = new Map<string, Listener[]>();

  on(event: string, listener: Listener): void {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
  }

  emit(event: string, value: unknown): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(value);
  }

  postMessage(message: unknown, transfer?: unknown): void {
    this.asked.push(transfer === undefined ? ["post", message] : ["post", message, transfer]);
  }

  terminate(): Promise<void> {
    this.asked.push("terminate");
    return Promise.resolve();
  }

  ref(): void {
    this.asked.push("ref");
  }

  unref(): void {
    this.asked.push("unref");
  }

  addEventListener = this.on;
}

class Address {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

/** A class of workers whose only instance is the source. */
function workerClass(source: Source): new (entry: object, options?: object) => Source {
  return function (entry: object, options?: object) {
    source.asked.push(options === undefined ? ["new", `${entry}`] : ["new", `${entry}`, options]);
    return source;
  } as unknown as new (entry: object, options?: object) => Source;
}

function hostWithThreads(
  source: Source,
  parentPort: Source | null = null,
  workerData: unknown = MARK,
): WorkerHost {
  const threads = { Worker: workerClass(source), parentPort, workerData };
  const getBuiltinModule = (name: string) => name === "node:worker_threads" ? threads : undefined;
  return { URL: Address, process: { getBuiltinModule } };
}

function webHost(source: Source): WorkerHost {
  return { URL: Address, Worker: workerClass(source) } as unknown as WorkerHost;
}

function recorder(): { told: unknown[]; onMessage: Listener; onEnd: Listener } {
  const told: unknown[] = [];
  return {
    told,
    onMessage: (data) => void told.push(["message", data]),
    onEnd: (cause) => void told.push(["end", String(cause)]),
  };
}

describe("spawnWorker()", () => {
  it("uses the worker threads of the runtime where there are any", async () => {
    const source = new Source();
    const user = recorder();
    const worker = spawnWorker("x:entry", user, hostWithThreads(source));
    source.emit("message", 7);
    worker?.send("order", []);
    worker?.keepAlive(false);
    worker?.keepAlive(true);
    await worker?.terminate();
    assertEquals(user.told, [["message", 7]]);
    assertEquals(
      source.asked,
      [NEW_THREAD, ["post", "order", []], "unref", "ref", "terminate"],
    );
  });
  it("has an entry that came over http imported by one of data, which is all that such threads start at", () => {
    const source = new Source();
    const user = recorder();
    spawnWorker('https://x.example/a b"c.ts?d=%20#e', user, hostWithThreads(source));
    assertEquals(source.asked, [[
      "new",
      "data:text/javascript,import%20%22https%3A%2F%2Fx.example%2Fa%20b%5C%22c.ts%3Fd%3D%2520%23e%22%3B",
      { workerData: MARK },
    ]]);
  });
  it("tells of the end of a thread once, with the first sign of it", () => {
    const source = new Source();
    const user = recorder();
    spawnWorker("x:entry", user, hostWithThreads(source));
    source.emit("error", new TypeError("boom"));
    source.emit("exit", 1);
    assertEquals(user.told, [["end", "TypeError: boom"]]);
  });
  it("tells the exit code if there is nothing else to tell", () => {
    const source = new Source();
    const user = recorder();
    spawnWorker("x:entry", user, hostWithThreads(source));
    source.emit("exit", 3);
    assertEquals(user.told, [["end", "Error: The thread ended with exit code 3"]]);
  });
  it("says nothing of an end that was asked for", async () => {
    const source = new Source();
    const user = recorder();
    const worker = spawnWorker("x:entry", user, hostWithThreads(source));
    await worker?.terminate();
    source.emit("exit", 1);
    assertEquals(user.told, []);
  });
  it("uses a module worker of the web elsewhere", async () => {
    const source = new Source();
    const user = recorder();
    const worker = spawnWorker("x:entry", user, webHost(source));
    source.emit("message", { data: 7 });
    worker?.send("order", []);
    worker?.keepAlive(false);
    await worker?.terminate();
    assertEquals(user.told, [["message", 7]]);
    assertEquals(source.asked, [
      ["new", "x:entry", { type: "module", name: MARK }],
      ["post", "order", []],
      "terminate",
    ]);
  });
  it("takes an error that nobody caught for the end of a web worker, and keeps it from the page", () => {
    const errors: readonly (readonly [object, string])[] = [
      [{ error: new TypeError("boom") }, "TypeError: boom"],
      [{ message: "no such file" }, "Error: no such file"],
      [{}, "Error: The thread could not be started"],
    ];
    for (const [event, told] of errors) {
      const source = new Source();
      const user = recorder();
      let isPrevented = false;
      spawnWorker("x:entry", user, webHost(source));
      const preventDefault = () => {
        isPrevented = true;
      };
      source.emit("error", { ...event, preventDefault });
      source.emit("error", { ...event, preventDefault });
      assertEquals([isPrevented, user.told], [true, [["end", told]]]);
    }
  });
  it("gives nothing where the host starts no threads", () => {
    assertEquals(spawnWorker("x:entry", recorder(), { URL: Address }), undefined);
  });
});

describe("workerParent()", () => {
  it("is nobody on the main thread, and on threads that others have started", () => {
    assertEquals(workerParent(hostWithThreads(new Source())), undefined);
    for (const workerData of [null, { plan: 1 }, "shard"]) {
      const host = hostWithThreads(new Source(), new Source(), workerData);
      assertEquals(workerParent(host), undefined);
    }
    assertEquals(workerParent(new Source() as unknown as WorkerHost), undefined);
    assertEquals(workerParent({ URL: Address, name: "tab" }), undefined);
  });
  it("is who started a worker thread", () => {
    const port = new Source();
    const seen: unknown[] = [];
    const parent = workerParent(hostWithThreads(new Source(), port));
    parent?.onMessage((data) => void seen.push(data));
    port.emit("message", "order");
    parent?.send("ready");
    assertEquals([seen, port.asked], [["order"], [["post", "ready"]]]);
  });
  it("is reached through the global scope in a web worker", () => {
    const scope = Object.assign(new Source(), { name: MARK });
    const seen: unknown[] = [];
    const parent = workerParent(scope as unknown as WorkerHost);
    parent?.onMessage((data) => void seen.push(data));
    scope.emit("message", { data: "order" });
    parent?.send("ready");
    assertEquals([seen, scope.asked], [["order"], [["post", "ready"]]]);
  });
});
