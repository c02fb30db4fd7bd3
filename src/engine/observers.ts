import { makeAccountGroupId, makeAccountId } from "../param/internal.ts";
import type { AccountGroupId, AccountId } from "../param/mod.ts";
import type { AccountBlock } from "../pretrade/internal.ts";
import type { Clock } from "../runtime/clock.ts";
import type { BlockListener, BlockSlot } from "./blocks.ts";
import { requireSynchronous } from "./custom_callback.ts";
import type { Guard } from "./guard.ts";
import type {
  BlockRecord,
  DecisionRecord,
  HandlerName,
  Observer,
  ObserverRecords,
} from "./observer.ts";

/**
 * Everyone who watches an engine. What happens while an operation runs is told when it has ended, so that no observer ever
 * sees a half-done one. Source: docs/semantics.md rule OBS-1.
 */
export class Observers implements BlockListener {
  readonly #observers: readonly Observer[];
  readonly #guard: Guard;
  readonly #clock: Clock;
  readonly #waiting: (() => void)[] = [];
  #isHeld = false;
  /** How many handlers have thrown or returned a promise. */
  failures = 0;

  constructor(observers: readonly Observer[], guard: Guard, clock: Clock) {
    this.#observers = observers;
    this.#guard = guard;
    this.#clock = clock;
  }

  /** A clock reading for a duration; undefined if the clock fails, which must not reach the caller. */
  now(): bigint | undefined {
    try {
      return this.#guard.readClock(this.#clock);
    } catch {
      return undefined;
    }
  }

  /** An operation begins: everything is held back until `release()`. */
  hold(): void {
    this.#isHeld = true;
  }

  /** The operation has ended: its decision is told, then what was held back. */
  release(decision?: DecisionRecord): void {
    if (decision !== undefined) this.#call("onDecision", decision);
    this.#isHeld = false;
    this.#tellWaiting();
  }

  /** Settings were changed. */
  configured(setting: string, policyName: string): void {
    this.#tell("onConfigure", Object.freeze({ setting, policyName }));
  }

  blocked(slot: BlockSlot, id: bigint | number | undefined, cause: AccountBlock | undefined): void {
    this.#tell("onBlock", new BlockChange(slot, id, cause));
  }

  unblocked(slot: BlockSlot, id: bigint | number | undefined): void {
    this.#tell("onUnblock", new BlockChange(slot, id, undefined));
  }

  #tell<Name extends HandlerName>(name: Name, record: ObserverRecords[Name]): void {
    this.#waiting.push(() => this.#call(name, record));
    // A kept account control works inside any callback; whoever is in one is told by the next operation.
    if (!this.#isHeld && !this.#guard.isInCallback) this.#tellWaiting();
  }

  #tellWaiting(): void {
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) next();
  }

  #call<Name extends HandlerName>(name: Name, record: ObserverRecords[Name]): void {
    for (const observer of this.#observers) {
      const handler = observer[name] as ((record: ObserverRecords[Name]) => unknown) | undefined;
      if (handler === undefined) continue;
      this.#guard.beginCallback();
      try {
        requireSynchronous(handler(record));
      } catch {
        this.failures++;
      } finally {
        this.#guard.endCallback();
      }
    }
  }
}

/** A block that was recorded or, without one, lifted. */
class BlockChange implements BlockRecord {
  readonly slot: BlockSlot;
  readonly accountId: AccountId | undefined;
  readonly accountGroupId: AccountGroupId | undefined;
  readonly block: AccountBlock | undefined;

  constructor(
    slot: BlockSlot,
    id: bigint | number | undefined,
    cause: AccountBlock | undefined,
  ) {
    this.slot = slot;
    this.accountId = typeof id === "bigint" ? makeAccountId(id) : undefined;
    this.accountGroupId = typeof id === "number" ? makeAccountGroupId(id) : undefined;
    this.block = cause?.clone();
    Object.freeze(this.block);
    Object.freeze(this);
  }

  toJSON(): Record<string, unknown> {
    const { slot, accountId, accountGroupId, block } = this;
    return {
      slot,
      accountId: accountId?.toString(),
      accountGroupId: accountGroupId?.toString(),
      block,
    };
  }
}
