const SIZE_MIN = 4;

/**
 * The times of attempts in a sliding window, oldest first, in a ring: recording one costs O(1), whatever the window. It holds every attempt of one
 * window, refused ones too, because a refusal says how many there were.
 */
export class AttemptLog {
  #ring: BigUint64Array = new BigUint64Array(SIZE_MIN);
  #head = 0;
  #size = 0;

  /** Records an attempt and gives the number of attempts in the window that ends with it. */
  record(now: bigint, windowNs: bigint): number {
    while (this.#size > 0 && isExpired(this.#at(0), now, windowNs)) {
      this.#head = (this.#head + 1) & (this.#ring.length - 1);
      this.#size--;
    }
    this.#add(now);
    return this.#size;
  }

  /** The number that `record` would give; records and drops nothing. */
  peek(now: bigint, windowNs: bigint): number {
    let expired = 0;
    let end = this.#size;
    // Expired attempts are at the front: the boundary is found by halving.
    while (expired < end) {
      const middle = (expired + end) >>> 1;
      if (isExpired(this.#at(middle), now, windowNs)) expired = middle + 1;
      else end = middle;
    }
    return this.#size - expired + 1;
  }

  /** Whether no attempt is left in a window of this length. */
  isIdle(now: bigint, windowNs: bigint): boolean {
    return this.#size === 0 || isExpired(this.#at(this.#size - 1), now, windowNs);
  }

  /** Keeps the order of time also if the clock went back. */
  #add(now: bigint): void {
    if (this.#size === this.#ring.length) this.#grow();
    let index = this.#size++;
    while (index > 0 && this.#at(index - 1) > now) {
      this.#put(index, this.#at(index - 1));
      index--;
    }
    this.#put(index, now);
  }

  #at(index: number): bigint {
    return this.#ring[(this.#head + index) & (this.#ring.length - 1)] as bigint;
  }

  #put(index: number, time: bigint): void {
    this.#ring[(this.#head + index) & (this.#ring.length - 1)] = time;
  }

  #grow(): void {
    const wider = new BigUint64Array(this.#ring.length * 2);
    for (let index = 0; index < this.#size; index++) wider[index] = this.#at(index);
    this.#ring = wider;
    this.#head = 0;
  }
}

/** An attempt that is exactly a window old is gone; one that is later than now is not. */
function isExpired(time: bigint, now: bigint, windowNs: bigint): boolean {
  return now >= time && now - time >= windowNs;
}
