import type { AccountBlock, PolicyHost } from "../pretrade/internal.ts";
import type { Clock } from "../runtime/clock.ts";
import type { Blocks } from "./blocks.ts";
import type { Currencies } from "./currencies.ts";
import type { AccountGroups } from "./groups.ts";
import type { Guard } from "./guard.ts";

/** What of an engine its built-in policies may use. */
export interface HostParts {
  readonly clock: Clock;
  readonly guard: Guard;
  readonly blocks: Blocks;
  readonly groups: AccountGroups;
  readonly currencies: Currencies;
}

/** The engine as its built-in policies see it: what they read is what is now. */
export class EnginePolicyHost implements PolicyHost {
  readonly readClock: () => bigint;
  readonly #guard: Guard;
  readonly #blocks: Blocks;
  readonly #groups: AccountGroups;
  readonly #currencies: Currencies;

  constructor(parts: HostParts) {
    this.readClock = () => parts.guard.readClock(parts.clock);
    this.#guard = parts.guard;
    this.#blocks = parts.blocks;
    this.#groups = parts.groups;
    this.#currencies = parts.currencies;
  }

  groupOf(account: bigint): number | undefined {
    return this.#groups.groupOf(account);
  }

  currencyOf(account: bigint, group: number | undefined): string | undefined {
    return this.#currencies.inGroup(account, group);
  }

  *listedAccounts(): Generator<bigint> {
    yield* this.#groups.accounts();
    yield* this.#currencies.accounts();
  }

  blockAccount(account: bigint, cause: AccountBlock): boolean {
    if (this.#blocks.isAccountBlocked(account)) return false;
    this.#blocks.blockAccount(account, cause);
    return true;
  }

  beginCallback(): void {
    this.#guard.beginCallback();
  }

  endCallback(): void {
    this.#guard.endCallback();
  }
}
