import { AttemptLog } from "./_attempt_log.ts";

// With fewer accounts than this, idle logs are left alone.
const SWEEP_MIN = 1024;
// Accounts looked at per sweep step: more than one, so that sweeping outruns growth.
const SWEEP_STEP = 2;

/** The logs of one account. */
class AccountLogs {
  own: AttemptLog | undefined = undefined;
  readonly assets = new Map<string, AttemptLog>();

  isIdle(now: bigint, windowNs: bigint): boolean {
    if (this.own !== undefined && !this.own.isIdle(now, windowNs)) return false;
    for (const log of this.assets.values()) if (!log.isIdle(now, windowNs)) return false;
    return true;
  }
}

/** The sliding logs of all accounts. Idle ones are given back little by little, so that an order never pays for all. */
export class AttemptLogs {
  readonly #accounts = new Map<bigint, AccountLogs>();
  #cursor: Iterator<[bigint, AccountLogs]> | undefined;
  #keepNs = 0n;

  /** Lets attempts matter at least as long as a window. Never less than before: a barrier that went may come back. */
  keepFor(windowNs: bigint): void {
    if (windowNs > this.#keepNs) this.#keepNs = windowNs;
  }

  /** The log of an account, made if there is none. */
  ofAccount(account: bigint, now: bigint): AttemptLog {
    this.#sweep(now);
    return this.#logsOf(account).own ??= new AttemptLog();
  }

  /** The log of an account and asset, made if there is none. */
  ofPair(account: bigint, asset: string, now: bigint): AttemptLog {
    this.#sweep(now);
    const { assets } = this.#logsOf(account);
    let log = assets.get(asset);
    if (log === undefined) assets.set(asset, log = new AttemptLog());
    return log;
  }

  /** The log of an account, if there is one. */
  findAccount(account: bigint): AttemptLog | undefined {
    return this.#accounts.get(account)?.own;
  }

  /** The log of an account and asset, if there is one. */
  findPair(account: bigint, asset: string): AttemptLog | undefined {
    return this.#accounts.get(account)?.assets.get(asset);
  }

  /** Forgets an account. */
  deleteAccount(account: bigint): void {
    this.#accounts.delete(account);
  }

  #logsOf(account: bigint): AccountLogs {
    let logs = this.#accounts.get(account);
    if (logs === undefined) this.#accounts.set(account, logs = new AccountLogs());
    return logs;
  }

  /** Looks at the next few accounts and forgets those whose windows are empty. O(1). */
  #sweep(now: bigint): void {
    if (this.#accounts.size < SWEEP_MIN) return;
    for (let step = 0; step < SWEEP_STEP; step++) {
      this.#cursor ??= this.#accounts.entries();
      const next = this.#cursor.next();
      if (next.done === true) this.#cursor = undefined;
      else if (next.value[1].isIdle(now, this.#keepNs)) this.#accounts.delete(next.value[0]);
    }
  }
}
