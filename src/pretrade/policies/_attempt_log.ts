const LENGTH_MIN = 4;
// A ring that a burst made longer than this is given back when the burst has expired.
const LENGTH_KEPT = 1024;
// So many attempts are told apart whatever the limit: up to here refusals tell the true count.
const EXACT_MIN = 65_536;
// How many times the mean of all entries a group may be. Two neighbours that are not joined are more than that together, so thinning half of the
// entries leaves half of those at most.
const GROUP_MAX = 8;

/**
 * The times of attempts in a sliding window, oldest first, in a ring: recording one costs O(1) on average, whatever the window.
 *
 * Refused attempts are in it too, because a refusal tells how many there were. Hammering must not make it grow without end, so a ring that is full
 * and at least twice as long as the limit is thinned: attempts of its older half are joined to groups, each as of the latest of them.
 *
 * Verdicts stay exact. While a group counts, so does the newer half, which is never joined and uses up the limit by itself; when a group no longer
 * counts, none of its attempts would. Only the number that a refusal tells may be too high, never too low: by the attempts that are a window old in
 * a group that is not. A limit raised later may reach back to groups; then that can refuse an order too many, until they are a window old.
 * Source: docs/semantics.md rules RTL-4 and RTL-5.
 */
export class AttemptLog {
  readonly #exactMin: number;
  #times: BigUint64Array = new BigUint64Array(LENGTH_MIN);
  /** Attempts per entry; undefined while there is no group. */
  #weights: Uint32Array | undefined = undefined;
  #head = 0;
  #size = 0;
  #count = 0;

  /** @param exactMin Attempts that are told apart whatever the limit, a power of two. */
  constructor(exactMin: number = EXACT_MIN) {
    this.#exactMin = exactMin;
  }

  /** Records an attempt and gives the number of attempts in the window that ends with it. */
  record(now: bigint, windowNs: bigint, maxOrders: number): number {
    while (this.#size > 0 && isExpired(this.#timeAt(0), now, windowNs)) this.#drop();
    if (this.#size === this.#times.length) this.#makeRoom(maxOrders);
    else if (this.#size === 0 && this.#times.length > LENGTH_KEPT) this.#shrink();
    this.#add(now);
    return this.#count;
  }

  /** The number that `record` would give; records and drops nothing. */
  peek(now: bigint, windowNs: bigint): number {
    let expired = 0;
    let end = this.#size;
    // Expired attempts are at the front: the boundary is found by halving.
    while (expired < end) {
      const middle = (expired + end) >>> 1;
      if (isExpired(this.#timeAt(middle), now, windowNs)) expired = middle + 1;
      else end = middle;
    }
    let count = this.#count + 1;
    if (this.#weights === undefined) return count - expired;
    while (expired > 0) count -= this.#weightAt(--expired);
    return count;
  }

  /** Whether no attempt is left in a window of this length. */
  isIdle(now: bigint, windowNs: bigint): boolean {
    return this.#size === 0 || isExpired(this.#timeAt(this.#size - 1), now, windowNs);
  }

  #drop(): void {
    this.#count -= this.#weightAt(0);
    this.#head = this.#slot(1);
    this.#size--;
    if (this.#count === this.#size) this.#weights = undefined;
  }

  /** Keeps the order of time also if the clock went back. */
  #add(now: bigint): void {
    this.#count++;
    let index = this.#size++;
    while (index > 0 && this.#timeAt(index - 1) > now) {
      this.#put(index, this.#timeAt(index - 1), this.#weightAt(index - 1));
      index--;
    }
    this.#put(index, now, 1);
  }

  #makeRoom(maxOrders: number): void {
    if (this.#times.length < Math.max(this.#exactMin, 2 * maxOrders)) this.#grow();
    else this.#thin();
  }

  #shrink(): void {
    this.#times = new BigUint64Array(LENGTH_MIN);
    this.#head = 0;
  }

  #grow(): void {
    const times = new BigUint64Array(this.#times.length * 2);
    const weights = this.#weights && new Uint32Array(times.length);
    for (let index = 0; index < this.#size; index++) {
      times[index] = this.#timeAt(index);
      if (weights !== undefined) weights[index] = this.#weightAt(index);
    }
    this.#times = times;
    this.#weights = weights;
    this.#head = 0;
  }

  /** Joins neighbours of the older half, later ones first, as far as no group gets too large. */
  #thin(): void {
    const { length } = this.#times;
    const weightMax = GROUP_MAX * this.#count / length;
    this.#weights ??= new Uint32Array(length).fill(1);
    let group = length / 2 - 1;
    for (let index = group - 1; index >= 0; index--) {
      const weight = this.#weightAt(index) + this.#weightAt(group);
      if (weight <= weightMax) this.#put(group, this.#timeAt(group), weight);
      else this.#put(--group, this.#timeAt(index), this.#weightAt(index));
    }
    this.#head = this.#slot(group);
    this.#size -= group;
  }

  #slot(index: number): number {
    return (this.#head + index) & (this.#times.length - 1);
  }

  #timeAt(index: number): bigint {
    return this.#times[this.#slot(index)] as bigint;
  }

  #weightAt(index: number): number {
    return this.#weights === undefined ? 1 : this.#weights[this.#slot(index)] as number;
  }

  #put(index: number, time: bigint, weight: number): void {
    const slot = this.#slot(index);
    this.#times[slot] = time;
    if (this.#weights !== undefined) this.#weights[slot] = weight;
  }
}

/** An attempt that is exactly a window old is gone; one that is later than now is not. */
function isExpired(time: bigint, now: bigint, windowNs: bigint): boolean {
  return now >= time && now - time >= windowNs;
}
