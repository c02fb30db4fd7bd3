import { setClassName } from "../param/internal.ts";
import type { AccountId } from "../param/mod.ts";
import { LifecycleError } from "../pretrade/internal.ts";
import type { ThreadIdentity } from "../runtime/thread.ts";

/** Which threads a call was between. */
export interface ThreadDetails {
  /** The thread that built the engine. */
  readonly owner: ThreadIdentity;
  /** The thread that called. */
  readonly caller: ThreadIdentity;
}

/** A call from a thread that may not make it. Ours, not in the reference. */
export class ThreadAffinityError extends LifecycleError {
  /** The thread that built the engine. */
  readonly owner: ThreadIdentity;
  /** The thread that called. */
  readonly caller: ThreadIdentity;

  static {
    setClassName(this, "ThreadAffinityError");
  }

  /** Makes an error about two threads. */
  constructor(message: string, { owner, caller }: ThreadDetails) {
    super(message);
    this.owner = owner;
    this.caller = caller;
  }
}

/** What an {@linkcode AccountChainError} tells. */
export interface ChainDetails extends ThreadDetails {
  /** The thread that has something open for the account. */
  readonly holder: ThreadIdentity;
  /** Whose chain it is. */
  readonly accountId: AccountId;
}

/** A call for an account while another thread has something open for it; nothing was evaluated. Ours, not in the reference. */
export class AccountChainError extends LifecycleError {
  /** The thread that built the engine. */
  readonly owner: ThreadIdentity;
  /** The thread that called. */
  readonly caller: ThreadIdentity;
  /** The thread that has something open for the account. */
  readonly holder: ThreadIdentity;
  /** Whose chain it is. */
  readonly accountId: AccountId;

  static {
    setClassName(this, "AccountChainError");
  }

  /** Makes an error about an account. */
  constructor(message: string, { owner, caller, holder, accountId }: ChainDetails) {
    super(message);
    this.owner = owner;
    this.caller = caller;
    this.holder = holder;
    this.accountId = accountId;
  }
}
