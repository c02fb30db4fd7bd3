import { AttemptLog } from "./_attempt_log.ts";
import { AccountAssetMap } from "./account_asset_map.ts";
import type { RateCap } from "./rate_limit_barriers.ts";
import type { RateLimitSettings } from "./rate_limit_settings.ts";

// With fewer barriers than this, idle logs are left alone.
const SWEEP_MIN = 1024;
// Barriers looked at per step: more than one, so that sweeping outruns growth.
const SWEEP_STEP = 2;
// A step comes with every new log, and else with every so many attempts (a power of two): seldom enough that orders of many accounts
// don't pay for looking at memory that is not in the cache.
const SWEEP_EVERY = 64;

/** A barrier of an account or a pair at work: one look-up per order finds the limit and what counts against it. */
export class SlidingBarrier {
  /** Undefined once the barrier was removed; its log lives on, because it may come back. */
  cap: RateCap | undefined = undefined;
  /** Undefined while there is no attempt that could matter. */
  log: AttemptLog | undefined = undefined;
}

/**
 * The barriers with sliding windows and their logs. Idle logs are given back little by little, so that an order never pays for all.
 * Source: docs/semantics.md rule RTL-5.
 */
export class SlidingBarriers {
  readonly #accounts = new Map<bigint, SlidingBarrier>();
  readonly #pairs = new AccountAssetMap<SlidingBarrier>();
  /** How many barriers there are, removed ones with a log too. */
  #size = 0;
  #attempts = 0;
  #cursor: Iterator<SlidingBarrier> | undefined;
  /** The longest window so far. Never less than before, because a barrier that was removed may come back. */
  #keepNs = 0n;

  /** Takes settings over. Logs live on, also those of barriers that are removed. O(barriers). */
  use({ accounts, accountAssets }: RateLimitSettings): void {
    for (const barrier of this.#all()) barrier.cap = undefined;
    for (const [account, cap] of accounts) this.#setAccount(account, cap);
    for (const [account, asset, cap] of accountAssets.entries()) this.#setPair(account, asset, cap);
    this.#forgetRemoved();
  }

  /** The barrier of an account, at work or removed. */
  ofAccount(account: bigint): SlidingBarrier | undefined {
    return this.#accounts.get(account);
  }

  /** The barrier of an account and asset, at work or removed. */
  ofPair(account: bigint, asset: string): SlidingBarrier | undefined {
    return this.#pairs.get(account, asset);
  }

  /** The log of a barrier for one more attempt, made if there is none. O(1). */
  logOf(barrier: SlidingBarrier, now: bigint): AttemptLog {
    this.#attempts = (this.#attempts + 1) & (SWEEP_EVERY - 1);
    if (barrier.log === undefined || this.#attempts === 0) this.#sweep(now);
    return barrier.log ??= new AttemptLog();
  }

  /** Forgets the barriers of an account. */
  deleteAccount(account: bigint): void {
    this.#size -= this.#pairs.ofAccount(account)?.size ?? 0;
    this.#pairs.deleteAccount(account);
    if (this.#accounts.delete(account)) this.#size--;
  }

  #setAccount(account: bigint, cap: RateCap): void {
    let barrier = this.#accounts.get(account);
    if (barrier === undefined) {
      this.#accounts.set(account, barrier = new SlidingBarrier());
      this.#size++;
    }
    this.#arm(barrier, cap);
  }

  #setPair(account: bigint, asset: string, cap: RateCap): void {
    let barrier = this.#pairs.get(account, asset);
    if (barrier === undefined) {
      this.#pairs.set(account, asset, barrier = new SlidingBarrier());
      this.#size++;
    }
    this.#arm(barrier, cap);
  }

  #arm(barrier: SlidingBarrier, cap: RateCap): void {
    barrier.cap = cap;
    if (cap.windowNs > this.#keepNs) this.#keepNs = cap.windowNs;
  }

  #forgetRemoved(): void {
    for (const [account, barrier] of this.#accounts) {
      if (isForgettable(barrier) && this.#accounts.delete(account)) this.#size--;
    }
    for (const [account, asset, barrier] of this.#pairs.entries()) {
      if (!isForgettable(barrier)) continue;
      this.#pairs.delete(account, asset);
      this.#size--;
    }
  }

  *#all(): Generator<SlidingBarrier> {
    yield* this.#accounts.values();
    yield* this.#pairs.values();
  }

  /** Looks at the next few barriers and gives back the logs whose windows are empty. O(1). */
  #sweep(now: bigint): void {
    if (this.#size < SWEEP_MIN) return;
    for (let step = 0; step < SWEEP_STEP; step++) {
      this.#cursor ??= this.#all();
      const { done, value } = this.#cursor.next();
      if (done === true) this.#cursor = undefined;
      else if (value.log?.isIdle(now, this.#keepNs) === true) value.log = undefined;
    }
  }
}

function isForgettable({ cap, log }: SlidingBarrier): boolean {
  return cap === undefined && log === undefined;
}
