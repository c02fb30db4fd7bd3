import { typeError } from "../../param/internal.ts";
import { LifecycleError } from "../../pretrade/internal.ts";
import { type OpenPort, openPort, type PortLike } from "../../runtime/port.ts";
import { isSharedMemory } from "../../runtime/shared_memory.ts";
import { currentThread, type ThreadIdentity } from "../../runtime/thread.ts";
import { every } from "../../runtime/timer.ts";
import type { Caller } from "../sync_rules.ts";
import { perform } from "./calls.ts";
import { encodeThrown } from "./error_codec.ts";
import { decodeCalls, encodeAnswers } from "./frames.ts";
import { leaseOf } from "./lease.ts";
import { ReplyBuffer } from "./reply_buffer.ts";
import { type EngineParts, Session } from "./session.ts";
import type { AnswerWire, CallFrame, CallWire } from "./wire.ts";

/** How an engine is served on a port. */
export interface ServeOptions {
  /** Whether calls count as the owner thread's own; default false. */
  readonly asOwner?: boolean | undefined;
  /** For how many milliseconds a silent caller counts as alive; Infinity: without end. Default: as {@linkcode leaseOf} says. */
  readonly leaseMs?: number | undefined;
  /** The caller is gone, and what it had open was let go. */
  readonly onEnd?: (() => void) | undefined;
}

/** So many malformed messages in a row are a flood. */
const MALFORMED_MAX = 16;

/**
 * Serves an engine to one caller: reads its calls, passes them through the guard on its behalf, answers all calls of one message by one message, a batch at once.
 * Whatever the caller has open ends with the connection. Source: docs/semantics.md rules SYN-5 to SYN-8.
 */
export class EngineServer {
  readonly #session: Session;
  readonly #options: ServeOptions;
  readonly #port: OpenPort;
  readonly #stopLease: () => void;
  #replies: ReplyBuffer | undefined;
  #malformed = 0;
  /** Whether the caller was heard since the last look; undefined before its first message, which a handle on its way delays. */
  #isAlive: boolean | undefined = undefined;
  #hasEnded = false;

  constructor(parts: EngineParts, port: PortLike, options: ServeOptions) {
    const leaseMs = leaseOf(options.leaseMs);
    this.#session = new Session(parts);
    this.#options = options;
    this.#port = openPort(port, {
      onMessage: (data) => this.#receive(data),
      onClose: () => this.#end(),
    });
    // Callers keep their own threads alive; the owner's lives for reasons of its own.
    this.#port.keepAlive(false);
    this.#stopLease = leaseMs === Infinity
      ? () => {}
      : every(leaseMs, (isLate) => this.#checkLease(isLate));
  }

  /** How many requests and reservations the caller has open. */
  get openCount(): number {
    return this.#session.size;
  }

  /** Lets everything go and ends the connection. */
  close(): void {
    this.#end();
  }

  #receive(data: unknown): void {
    this.#isAlive = true;
    if (Array.isArray(data)) return this.#receiveObject(data);
    const frame = decodeCalls(data);
    if (frame === undefined) return this.#refuse();
    this.#malformed = 0;
    const isLast = frame[2].some(([, op]) => op === "bye");
    this.#run(frame);
    if (isLast) this.#end();
  }

  /** What no text can carry, or what asks for no answer. */
  #receiveObject([kind, object, leaseMs]: readonly unknown[]): void {
    try {
      if (kind === "beat") return;
      if (kind === "drop") return this.#session.drop(object as number);
      if (kind === "port") return this.#serveAnother(object as PortLike, leaseMs);
      if (kind !== "memory" || !isSharedMemory(object)) return this.#refuse();
      this.#replies = new ReplyBuffer(object, this.#replies?.unsent);
    } catch {
      this.#refuse();
    }
  }

  /** The caller shares the engine with one more thread. */
  #serveAnother(port: PortLike, leaseMs: unknown): void {
    new EngineServer(this.#session, port, { leaseMs: leaseMs as number | undefined });
  }

  #run([, from, calls]: CallFrame): void {
    const { guard } = this.#session.core;
    try {
      guard.beginCaller(this.#callerOf(from));
    } catch (thrown) {
      return this.#answer(calls.map(([id]) => [id, 0, encodeThrown(thrown)]));
    }
    let answers: AnswerWire[] = [];
    try {
      for (const call of calls) {
        const name = call[1];
        if (name !== "bye") answers.push(this.#perform(call));
        if (name !== "batch") continue;
        // Much work, here and there: the caller goes on while the next call is carried out.
        this.#answer(answers);
        answers = [];
      }
    } finally {
      guard.endCaller();
    }
    // A message without calls is a sign of life, and its answer is one.
    if (calls.at(-1)?.[1] !== "batch") this.#answer(answers);
  }

  #perform([id, name, ...args]: CallWire): AnswerWire {
    try {
      return [id, 1, perform(this.#session, id, name, args)];
    } catch (thrown) {
      return [id, 0, encodeThrown(thrown)];
    }
  }

  #callerOf(from: string): Caller {
    const isOwner = this.#options.asOwner === true || from === currentThread();
    return isOwner ? undefined : from as ThreadIdentity;
  }

  #answer(answers: readonly AnswerWire[]): void {
    let text: string;
    try {
      text = encodeAnswers(answers);
    } catch {
      return this.#answerSingly(answers);
    }
    this.#send(text);
  }

  /**
   * What is too long for one text may do in several. An answer that can't be written at all, such as one that is nested too deep, is told
   * as the error that says so, and leaves nothing open; no other is lost because of it.
   */
  #answerSingly(answers: readonly AnswerWire[]): void {
    for (const answer of answers) {
      let text: string;
      try {
        text = encodeAnswers([answer]);
      } catch (thrown) {
        this.#session.drop(answer[0]);
        text = encodeAnswers([[answer[0], 0, encodeThrown(thrown)]]);
      }
      this.#send(text);
    }
  }

  #send(text: string): void {
    if (this.#replies === undefined) this.#port.send(text);
    else this.#replies.write(text);
  }

  #refuse(): void {
    this.#answer([[
      0,
      0,
      encodeThrown(typeError("Cannot read a message: it is no frame of calls")),
    ]]);
    if (++this.#malformed >= MALFORMED_MAX) this.#end();
  }

  #checkLease(isLate: boolean): void {
    // If this thread was held up itself, what the caller sent may not have been read yet.
    if (this.#isAlive === false && !isLate) this.#end();
    if (this.#isAlive === true) this.#isAlive = isLate;
  }

  #end(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#stopLease();
    this.#port.close();
    this.#session.dropAll();
    this.#options.onEnd?.();
  }
}

/** The error of calls whose connection has ended. */
export function endedError(): LifecycleError {
  return new LifecycleError("the connection to the engine has ended");
}
