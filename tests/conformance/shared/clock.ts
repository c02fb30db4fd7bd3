/** The clock of one scenario: it stands still unless a step moves it, backwards included. */
export class HeldClock {
  #nanoseconds = 0n;

  readonly now = (): bigint => this.#nanoseconds;

  set(nanoseconds: bigint): void {
    this.#nanoseconds = nanoseconds;
  }
}
