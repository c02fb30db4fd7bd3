/** A counter that starts anew with the first order behind the end of its window. */
export class FixedWindow {
  #start = 0n;
  #count = 0;

  /** The count that `record` would give; counts nothing. */
  peek(now: bigint, windowNs: bigint): number {
    return this.#isOver(now, windowNs) ? 1 : this.#count + 1;
  }

  /** Counts an order at `now`. An order before the start counts in the running window. */
  record(now: bigint, windowNs: bigint): number {
    if (this.#isOver(now, windowNs)) {
      this.#start = now;
      this.#count = 0;
    }
    return ++this.#count;
  }

  #isOver(now: bigint, windowNs: bigint): boolean {
    return now >= this.#start && now - this.#start >= windowNs;
  }
}
