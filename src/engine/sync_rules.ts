import { makeAccountId } from "../param/internal.ts";
import { currentThread, type ThreadIdentity } from "../runtime/thread.ts";
import { AccountChainError, ThreadAffinityError } from "./sync_errors.ts";

/** Who may call an engine, and in what order. */
export type SyncMode = "noSync" | "fullSync" | "accountSync";

/** A thread that calls; undefined stands for the owner, whose name nobody needs until there is something to say. */
export type Caller = ThreadIdentity | undefined;

/** What a sync mode asks of calls; chosen when the engine is built. */
export interface SyncRule {
  /** Which mode it is. */
  readonly mode: SyncMode;
  /** Whether it wants to know of every open request and reservation. */
  readonly isCounting: boolean;
  /** Lets a thread in. @throws {ThreadAffinityError} If only the owner may call. */
  admit(caller: Caller): void;
  /** Lets a call for an account begin. @throws {AccountChainError} If another thread has something open for it. */
  claim(account: bigint | undefined, caller: Caller): void;
  /** A request or reservation of the account was opened. */
  hold(account: bigint | undefined, caller: Caller): void;
  /** It has ended. */
  release(account: bigint | undefined): void;
}

/** Only the owner calls, in its own order. Source: docs/semantics.md rule SYN-2. */
class OwnerOnly implements SyncRule {
  readonly mode = "noSync";
  readonly isCounting = false;

  admit(caller: Caller): void {
    if (caller !== undefined) {
      throw new ThreadAffinityError(
        "an engine in noSync mode serves its own thread only: build it with fullSync() or accountSync() to call it from others",
        { owner: currentThread(), caller },
      );
    }
  }

  claim(): void {}
  hold(): void {}
  release(): void {}
}

/** Any thread calls; the owner's inbox is the order. Source: docs/semantics.md rule SYN-3. */
class AnyThread implements SyncRule {
  readonly mode = "fullSync";
  readonly isCounting = false;

  admit(): void {}
  claim(): void {}
  hold(): void {}
  release(): void {}
}

/** What is open for an account; while there is something, all of it belongs to one caller. */
interface Chain {
  readonly account: bigint | undefined;
  caller: Caller;
  open: number;
}

/** With more chains than this those of idle accounts are given up. */
const CHAINS_KEPT = 4096;
// Chains looked at per new one: more than one, so that looking outruns growth.
const SWEEP_STEP = 2;

/**
 * Any thread calls, each account from one thread as long as something of it is open. Source: docs/semantics.md rule SYN-4.
 *
 * An order comes here three times, to begin, to be held and to end: it costs one look-up, since the chain of the last account is at
 * hand. Chains of idle accounts stay, to be found again, until there are too many; then they go little by little.
 */
class ThreadPerAccount implements SyncRule {
  readonly mode = "accountSync";
  readonly isCounting = true;
  readonly #chains = new Map<bigint, Chain>();
  #last: Chain = { account: undefined, caller: undefined, open: 0 };
  #cursor: Iterator<Chain> | undefined;

  admit(): void {}

  claim(account: bigint | undefined, caller: Caller): void {
    if (account === undefined) return;
    const chain = this.#chainOf(account);
    if (chain.open > 0 && chain.caller !== caller) throw chainError(account, chain, caller);
  }

  hold(account: bigint | undefined, caller: Caller): void {
    if (account === undefined) return;
    const chain = this.#chainOf(account);
    if (chain.open++ === 0) chain.caller = caller;
  }

  release(account: bigint | undefined): void {
    if (account === undefined) return;
    this.#chainOf(account).open--;
  }

  #chainOf(account: bigint): Chain {
    if (this.#last.account === account) return this.#last;
    return this.#last = this.#chains.get(account) ?? this.#newChain(account);
  }

  #newChain(account: bigint): Chain {
    if (this.#chains.size >= CHAINS_KEPT) this.#sweep();
    const chain: Chain = { account, caller: undefined, open: 0 };
    this.#chains.set(account, chain);
    return chain;
  }

  /** Looks at the next few chains and drops those of idle accounts. O(1). */
  #sweep(): void {
    for (let step = 0; step < SWEEP_STEP; step++) {
      this.#cursor ??= this.#chains.values();
      const { done, value } = this.#cursor.next();
      if (done === true) this.#cursor = undefined;
      else if (value.open === 0) this.#chains.delete(value.account as bigint);
    }
  }
}

/** The rule of a mode, for one engine. */
export function ruleOf(mode: SyncMode): SyncRule {
  if (mode === "accountSync") return new ThreadPerAccount();
  return mode === "fullSync" ? new AnyThread() : new OwnerOnly();
}

function chainError(account: bigint, chain: Chain, caller: Caller): AccountChainError {
  const owner = currentThread();
  const holder = chain.caller ?? owner;
  return new AccountChainError(
    `account ${account} belongs to the chain of thread ${holder} while something of it is open: send its calls from one thread, or wait until its requests and reservations have ended`,
    { owner, caller: caller ?? owner, holder, accountId: makeAccountId(account) },
  );
}
