/**
 * Answers for a caller that blocks its thread: texts in shared memory. The head is three integers, the state first; code units follow.
 * Source: docs/semantics.md rule SYN-9.
 */

/** What the caller waits to see change. */
export const ReplyState = {
  /** No answer yet. */
  Waiting: 0,
  /** The answer is there. */
  Ready: 1,
  /** It does not fit; the head tells how long it is. */
  TooLong: 2,
} as const;

const STATE = 0;
const LENGTH = 1;
const HEAD_BYTES = 12;
/** Functions take only so many arguments. */
const CHUNK = 8192;

/** The memory that answers of so many code units need. */
export function replyBytes(codeUnits: number): number {
  return HEAD_BYTES + 2 * codeUnits;
}

/** The owner's side: writes. */
export class ReplyBuffer {
  readonly #head: Int32Array;
  readonly #units: Uint16Array;
  #unsent: string | undefined;

  /** Takes the caller's memory, and an answer that did not fit into an earlier one. */
  constructor(memory: ArrayBufferLike, unsent: string | undefined) {
    this.#head = new Int32Array(memory, 0, HEAD_BYTES / 4);
    this.#units = new Uint16Array(memory, HEAD_BYTES);
    if (unsent !== undefined) this.write(unsent);
  }

  /** The answer that waits for more room. */
  get unsent(): string | undefined {
    return this.#unsent;
  }

  /** Hands an answer over and wakes the caller. */
  write(text: string): void {
    const isTooLong = text.length > this.#units.length;
    this.#unsent = isTooLong ? text : undefined;
    if (!isTooLong) {
      for (let index = 0; index < text.length; index++) this.#units[index] = text.charCodeAt(index);
    }
    this.#head[LENGTH] = text.length;
    Atomics.store(this.#head, STATE, isTooLong ? ReplyState.TooLong : ReplyState.Ready);
    Atomics.notify(this.#head, STATE);
  }
}

/** The caller's side: waits and reads. */
export class ReplyReader {
  readonly #head: Int32Array;
  readonly #units: Uint16Array;

  constructor(memory: ArrayBufferLike) {
    this.#head = new Int32Array(memory, 0, HEAD_BYTES / 4);
    this.#units = new Uint16Array(memory, HEAD_BYTES);
  }

  /** To be called before the question is sent. */
  expect(): void {
    Atomics.store(this.#head, STATE, ReplyState.Waiting);
  }

  /** Blocks until there is an answer; false if none came in time. */
  wait(milliseconds: number): boolean {
    return Atomics.wait(this.#head, STATE, ReplyState.Waiting, milliseconds) !== "timed-out";
  }

  /** How long the answer is, if it did not fit. */
  get missing(): number | undefined {
    const isTooLong = Atomics.load(this.#head, STATE) === ReplyState.TooLong;
    return isTooLong ? this.#head[LENGTH] : undefined;
  }

  /** The answer. */
  read(): string {
    const length = this.#head[LENGTH] ?? 0;
    let text = "";
    for (let start = 0; start < length; start += CHUNK) {
      const end = Math.min(start + CHUNK, length);
      text += String.fromCharCode.apply(
        null,
        this.#units.subarray(start, end) as unknown as number[],
      );
    }
    return text;
  }
}
