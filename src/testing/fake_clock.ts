/** A clock that moves only when it is told to, for `Engine.builder().clock(clock.now)`. */
export class FakeClock {
  #nowNs: bigint;

  /** Starts at a reading in nanoseconds, 0 unless told otherwise. */
  constructor(startNs = 0n) {
    this.#nowNs = startNs;
  }

  /** The reading; may be passed on without its object. */
  readonly now: () => bigint = () => this.#nowNs;

  /** Moves on by milliseconds, fractions down to a nanosecond. Negative moves back. */
  advanceMs(milliseconds: number): void {
    this.#nowNs += BigInt(Math.round(milliseconds * 1e6));
  }

  /** Sets the reading in nanoseconds. */
  setNs(nowNs: bigint): void {
    this.#nowNs = nowNs;
  }
}
