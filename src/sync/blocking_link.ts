import {
  decodeAnswers,
  decodeThrown,
  encodeCalls,
  endedError,
  type Json,
  leaseOf,
  replyBytes,
  ReplyReader,
} from "../engine/internal.ts";
import { LifecycleError } from "../pretrade/internal.ts";
import { type OpenPort, openPort, type PortLike } from "../runtime/port.ts";
import { sharedMemory } from "../runtime/shared_memory.ts";
import { currentThread, type ThreadIdentity } from "../runtime/thread.ts";
import { every } from "../runtime/timer.ts";
import { FarWatch } from "./far_object.ts";
import { silentError } from "./link.ts";

/** The room for answers to begin with, in code units; an answer that needs more gets more. */
const ROOM = 16_384;
/** Signs of life in one lease, as long as the event loop turns. */
const BEATS = 3;

/** How a blocking caller is connected. */
export interface BlockingOptions {
  /** After how many milliseconds without an answer the connection counts as broken. */
  readonly timeoutMs: number;
  /** For how many milliseconds the owner's thread takes silence for life. Default: as {@linkcode leaseOf} says. */
  readonly leaseMs: number | undefined;
}

/**
 * A caller's end of a connection that blocks its thread: the question goes by message, which wakes the owner's event loop, and the
 * answer comes back through shared memory. Source: docs/semantics.md rule SYN-9.
 */
export class BlockingLink {
  readonly #from: ThreadIdentity = currentThread();
  /** Lets go what belongs to handles that were collected. */
  readonly watch: FarWatch = new FarWatch(this);
  readonly #port: OpenPort;
  readonly #timeoutMs: number;
  readonly #stopBeats: () => void;
  #replies: ReplyReader;
  #lastId = 0;
  #isBusy = false;
  /** Why the connection has ended. */
  endedBy: Error | undefined = undefined;

  constructor(port: PortLike, { timeoutMs, leaseMs }: BlockingOptions) {
    const lease = leaseOf(leaseMs);
    this.#timeoutMs = timeoutMs;
    this.#port = openPort(port, {
      // Answers come through memory: a message is an answer to a sign of life.
      onMessage: () => {},
      onClose: () => this.#end(endedError()),
    });
    this.#port.keepAlive(false);
    this.#replies = this.#offerMemory(ROOM);
    this.#stopBeats = lease === Infinity ? () => {} : every(lease / BEATS, () => {
      if (this.endedBy === undefined) this.#port.send(["beat"]);
    });
  }

  /** Makes a call and waits for its answer; its number is what it opens. */
  call<Value>(read: (value: Json, id: number) => Value, op: string, ...args: Json[]): Value {
    this.requireOpen();
    if (this.#isBusy) throw new LifecycleError("a blocking call cannot begin inside another one");
    const id = ++this.#lastId;
    this.#isBusy = true;
    try {
      this.#replies.expect();
      this.#port.send(encodeCalls(this.#from, [[id, op, ...args]]));
      const answer = decodeAnswers(this.#awaitReply())?.[1][0];
      if (answer === undefined) throw this.#end(endedError());
      if (answer[1] === 0) throw decodeThrown(answer[2]);
      return read(answer[2], id);
    } finally {
      this.#isBusy = false;
    }
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
    this.#port.send(message, transfer);
  }

  /** Ends the connection; what is still open is let go. May be repeated. */
  close(): void {
    if (this.endedBy !== undefined) return;
    this.#port.send(encodeCalls(this.#from, [[0, "bye"]]));
    this.#end(endedError());
  }

  #awaitReply(): string {
    for (;;) {
      if (!this.#replies.wait(this.#timeoutMs)) {
        throw this.#end(silentError(this.#timeoutMs));
      }
      const { missing } = this.#replies;
      if (missing === undefined) return this.#replies.read();
      // The owner writes the waiting answer as soon as it gets the larger memory.
      this.#replies = this.#offerMemory(missing);
    }
  }

  #offerMemory(room: number): ReplyReader {
    const memory = sharedMemory(replyBytes(room)) as ArrayBufferLike;
    this.#port.send(["memory", memory]);
    return new ReplyReader(memory);
  }

  #end(why: Error): Error {
    if (this.endedBy !== undefined) return this.endedBy;
    this.endedBy = why;
    this.#stopBeats();
    this.#port.close();
    return why;
  }
}
