/** A second, deliberately plain rate limit: lists of everything that ever happened, gone through from the start at each order. */

/** So many orders per window. */
export interface Cap {
  readonly max: number;
  readonly windowNs: bigint;
}

/** The barriers of each axis; keys of assets, accounts and, joined by a blank, pairs. */
export interface Caps {
  readonly broker: Cap | undefined;
  readonly assets: Readonly<Record<string, Cap>>;
  readonly accounts: Readonly<Record<string, Cap>>;
  readonly pairs: Readonly<Record<string, Cap>>;
}

interface Attempt {
  readonly at: bigint;
  readonly windowNs: bigint;
}

/** The naive policy: what it answers is the text of the refusal, or `pass`. */
export class NaiveRateLimit {
  caps: Caps;
  #fixed: Record<string, Attempt[]> = {};
  readonly #logs: Record<string, bigint[]> = {};

  constructor(caps: Caps) {
    this.caps = caps;
  }

  /** Replaces all barriers; counters of broker and assets go with theirs, logs stay. */
  configure(caps: Caps): void {
    const kept = ["broker", ...Object.keys(caps.assets).map((asset) => `asset ${asset}`)];
    if (caps.broker === undefined) kept.shift();
    const counters = Object.entries(this.#fixed).filter(([key]) => kept.includes(key));
    this.#fixed = Object.fromEntries(counters);
    this.caps = caps;
  }

  order(account: number, asset: string, time: bigint, isDryRun: boolean): string {
    const at = time > 0n ? time : 0n;
    const { broker, assets, accounts, pairs } = this.caps;
    const counts = [
      ["broker", broker, this.#countFixed("broker", broker, at, isDryRun)],
      ["asset", assets[asset], this.#countFixed(`asset ${asset}`, assets[asset], at, isDryRun)],
      [
        "account",
        accounts[account],
        this.#countSliding(`${account}`, accounts[account], at, isDryRun),
      ],
      [
        "account+asset",
        pairs[`${account} ${asset}`],
        this.#countSliding(`${account} ${asset}`, pairs[`${account} ${asset}`], at, isDryRun),
      ],
    ] as const;
    for (const [axis, cap, count] of counts) {
      if (cap !== undefined && count > cap.max) {
        return `order RateLimitExceeded [RateLimitPolicy] rate limit exceeded: ${axis} barrier: submitted ${count} orders in ${cap.windowNs}ns window, max allowed: ${cap.max}`;
      }
    }
    return "pass";
  }

  #countFixed(key: string, cap: Cap | undefined, at: bigint, isDryRun: boolean): number {
    if (cap === undefined) return 0;
    const attempts = [...this.#fixed[key] ?? [], { at, windowNs: cap.windowNs }];
    if (!isDryRun) this.#fixed[key] = attempts;
    let start = 0n;
    let count = 0;
    for (const attempt of attempts) {
      const isOver = attempt.at - start >= attempt.windowNs;
      if (isOver) start = attempt.at;
      count = isOver ? 1 : count + 1;
    }
    return count;
  }

  #countSliding(key: string, cap: Cap | undefined, at: bigint, isDryRun: boolean): number {
    if (cap === undefined) return 0;
    const live = (this.#logs[key] ?? []).filter((time) => at - time < cap.windowNs);
    if (!isDryRun) this.#logs[key] = [...live, at];
    return live.length + 1;
  }
}
