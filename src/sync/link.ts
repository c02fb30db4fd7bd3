import {
  type CallWire,
  checkLease,
  decodeAnswers,
  decodeThrown,
  encodeCalls,
  endedError,
  type Json,
  leaseOf,
} from "../engine/internal.ts";
import { rangeError } from "../param/internal.ts";
import { LifecycleError } from "../pretrade/internal.ts";
import { type OpenPort, openPort, type PortLike } from "../runtime/port.ts";
import { currentThread, type ThreadIdentity } from "../runtime/thread.ts";
import { every } from "../runtime/timer.ts";
import { FarBatch, FarObject, FarWatch } from "./far_object.ts";

/** How a caller is connected. */
export interface LinkOptions {
  /** How many calls may be on their way at once; the next one waits here. Default 1024. */
  readonly maxInFlight?: number | undefined;
  /** For how many milliseconds a silent other end counts as alive; Infinity: without end. Default: as {@linkcode leaseOf} says. */
  readonly leaseMs?: number | undefined;
  /** The error of open and later calls when the other end is gone; by default the one that it is given. */
  readonly endError?: ((cause: Error) => Error) | undefined;
  /** The connection has ended; with what error open calls were answered. */
  readonly onEnd?: ((why: Error) => void) | undefined;
}

/** Reads the value of an answer. */
export type ReadAnswer<Value> = (value: Json, id: number) => Value;

interface Waiting {
  readonly read: ReadAnswer<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Checks how a caller is to be connected, before its port is used up. @throws {RangeError} If a number is out of range. */
export function checkLinkOptions({ maxInFlight = MAX_IN_FLIGHT, leaseMs }: LinkOptions): void {
  if (!Number.isSafeInteger(maxInFlight) || maxInFlight < 1) {
    throw rangeError("maxInFlight must be a positive integer");
  }
  checkLease(leaseMs);
}

/** What is said of an engine's thread that counts as gone because it has not answered in time. */
export function silentError(timeoutMs: number): LifecycleError {
  return new LifecycleError(
    `the engine's thread has not answered for ${timeoutMs} ms: it is busy or gone, and the connection has ended`,
  );
}

const MAX_IN_FLIGHT = 1024;
/** Signs of life in one lease. */
const BEATS = 3;

/**
 * A caller's end of a connection. Calls of one turn travel in one message; they keep their order, and many may be on their way. Beyond a number of
 * them they wait here. Source: docs/semantics.md rules SYN-6 and SYN-7.
 */
export class Link {
  readonly #from: ThreadIdentity = currentThread();
  readonly #watch: FarWatch = new FarWatch(this);
  readonly #port: OpenPort;
  readonly #options: LinkOptions;
  readonly #maxInFlight: number;
  readonly #inFlight = new Map<number, Waiting>();
  /** Calls that wait for their turn, from `#next` on. */
  #queue: CallWire[] = [];
  #next = 0;
  readonly #queued = new Map<number, Waiting>();
  #outbox: CallWire[] = [];
  #lastId = 0;
  #isFlushing = false;
  #isHeard = true;
  #silentBeats = 0;
  #ending: Promise<void> | undefined;
  #whenIdle: (() => void) | undefined;
  readonly #stopBeats: () => void;
  /** Why the connection has ended. */
  endedBy: Error | undefined = undefined;

  constructor(port: PortLike, options: LinkOptions = {}) {
    this.#options = options;
    checkLinkOptions(options);
    this.#maxInFlight = options.maxInFlight ?? MAX_IN_FLIGHT;
    this.#port = openPort(port, {
      onMessage: (data) => this.#receive(data),
      onClose: () => this.lose(endedError()),
    });
    this.#port.keepAlive(false);
    const leaseMs = leaseOf(options.leaseMs);
    this.#stopBeats = leaseMs === Infinity
      ? () => {}
      : every(leaseMs / BEATS, (isLate) => this.#beat(isLate));
  }

  /** Makes a call; its number is what it opens. */
  call<Value>(read: ReadAnswer<Value>, op: string, ...args: Json[]): Promise<Value> {
    return this.#call(1, read, op, args);
  }

  /**
   * Makes a call of much work that takes several numbers: what it opens is known by its own and those that follow. It does not wait for
   * the end of the turn, so that the other end is at work while this one makes the next.
   */
  callMany<Value>(
    numbers: number,
    read: ReadAnswer<Value>,
    op: string,
    ...args: Json[]
  ): Promise<Value> {
    const answer = this.#call(numbers, read, op, args);
    this.#flush();
    return answer;
  }

  #call<Value>(
    numbers: number,
    read: ReadAnswer<Value>,
    op: string,
    args: Json[],
  ): Promise<Value> {
    if (this.endedBy !== undefined) return Promise.reject(this.endedBy);
    if (this.#ending !== undefined) return Promise.reject(endedError());
    const id = this.#lastId + 1;
    this.#lastId += numbers;
    return new Promise<Value>((resolve, reject) => {
      const waiting = { read, resolve: resolve as (value: unknown) => void, reject };
      const call: CallWire = [id, op, ...args];
      if (this.#inFlight.size < this.#maxInFlight && this.#queued.size === 0) {
        this.#post(call, waiting);
      } else {
        this.#queue.push(call);
        this.#queued.set(id, waiting);
      }
    });
  }

  /** Asks for a sign of life: settles once the other end has answered. */
  greet(): Promise<void> {
    return this.call(() => undefined, "hello");
  }

  /** The far side of a handle, which is let go if the handle is collected. */
  open(handle: object, id: number, ended: string): FarObject {
    const far = new FarObject(id, this.#watch, ended);
    this.#watch.watch(handle, far);
    return far;
  }

  /** The far sides of the handles of one call, which are let go if the object that those handles share is collected. */
  openBatch(shared: object): FarBatch {
    const batch = new FarBatch(this.#watch);
    this.#watch.watch(shared, batch);
    return batch;
  }

  /** Lets something go that nobody refers to any more; nothing comes back. */
  forget(id: number): void {
    if (this.endedBy === undefined) this.#port.send(["drop", id]);
  }

  /** @throws {LifecycleError} If the connection has ended. */
  requireOpen(): void {
    if (this.endedBy !== undefined) throw this.endedBy;
  }

  /** Sends what no text can carry; nothing comes back. */
  give(message: readonly unknown[], transfer: unknown[]): void {
    this.requireOpen();
    this.#flush();
    this.#port.send(message, transfer);
  }

  /** Ends the connection once all calls so far have been answered. */
  close(): Promise<void> {
    return this.#ending ??= this.#closeWhenIdle();
  }

  /** Ends the connection at once: the other end is gone, or counts as gone. */
  lose(cause: Error): void {
    this.#end(this.#options.endError?.(cause) ?? cause);
  }

  async #closeWhenIdle(): Promise<void> {
    if (this.#inFlight.size > 0) await new Promise<void>((resolve) => this.#whenIdle = resolve);
    if (this.endedBy !== undefined) return;
    this.#port.send(encodeCalls(this.#from, [[0, "bye"]]));
    this.#end(endedError());
  }

  #post(call: CallWire, waiting: Waiting): void {
    if (this.#inFlight.size === 0) this.#port.keepAlive(true);
    this.#inFlight.set(call[0], waiting);
    this.#outbox.push(call);
    if (this.#isFlushing) return;
    this.#isFlushing = true;
    void Promise.resolve().then(() => this.#flush());
  }

  #flush(): void {
    this.#isFlushing = false;
    if (this.#outbox.length === 0 || this.endedBy !== undefined) return;
    const calls = this.#outbox;
    this.#outbox = [];
    try {
      this.#send(calls);
    } catch {
      this.#sendSingly(calls);
    }
  }

  #send(calls: readonly CallWire[]): void {
    this.#port.send(encodeCalls(this.#from, calls));
  }

  /** What is too long for one text may do in several; a call that is too long by itself fails, and no other. */
  #sendSingly(calls: readonly CallWire[]): void {
    for (const call of calls) {
      try {
        this.#send([call]);
      } catch (error) {
        this.#inFlight.get(call[0])?.reject(error);
        this.#inFlight.delete(call[0]);
      }
    }
    this.#advance();
  }

  #receive(data: unknown): void {
    this.#isHeard = true;
    const frame = decodeAnswers(data);
    if (frame === undefined) return;
    for (const [id, isDone, value] of frame[1]) {
      const waiting = this.#inFlight.get(id);
      if (waiting === undefined) continue;
      this.#inFlight.delete(id);
      settle(waiting, id, isDone === 1, value);
    }
    this.#advance();
  }

  #advance(): void {
    while (this.#queued.size > 0 && this.#inFlight.size < this.#maxInFlight) {
      const call = this.#queue[this.#next++] as CallWire;
      const waiting = this.#queued.get(call[0]) as Waiting;
      this.#queued.delete(call[0]);
      this.#post(call, waiting);
    }
    if (this.#queued.size === 0) {
      this.#queue = [];
      this.#next = 0;
    }
    if (this.#inFlight.size > 0) return;
    this.#port.keepAlive(false);
    this.#whenIdle?.();
  }

  #beat(isLate: boolean): void {
    this.#port.send(encodeCalls(this.#from, []));
    if (this.#inFlight.size === 0 || isLate || this.#isHeard) this.#silentBeats = 0;
    else if (++this.#silentBeats > BEATS) this.lose(endedError());
    this.#isHeard = false;
  }

  #end(why: Error): void {
    if (this.endedBy !== undefined) return;
    this.endedBy = why;
    this.#stopBeats();
    this.#port.keepAlive(false);
    this.#port.close();
    const open = [...this.#inFlight.values(), ...this.#queued.values()];
    this.#inFlight.clear();
    this.#queued.clear();
    for (const { reject } of open) reject(why);
    this.#whenIdle?.();
    this.#options.onEnd?.(why);
  }
}

function settle(waiting: Waiting, id: number, isDone: boolean, value: Json): void {
  try {
    if (isDone) waiting.resolve(waiting.read(value, id));
    else waiting.reject(decodeThrown(value));
  } catch (error) {
    waiting.reject(error);
  }
}
