import { typeError } from "../param/internal.ts";
import type { PendingMutation } from "../pretrade/internal.ts";
import { requireSynchronous } from "./custom_callback.ts";
import type { Guard } from "./guard.ts";

type Finalizer = () => unknown;

/** The two functions of a custom policy's mutation, run as callbacks of the engine. */
export class CustomMutation implements PendingMutation {
  readonly isCustom = true;
  readonly #commit: Finalizer;
  readonly #rollback: Finalizer;
  readonly #guard: Guard;

  private constructor(commit: Finalizer, rollback: Finalizer, guard: Guard) {
    this.#commit = commit;
    this.#rollback = rollback;
    this.#guard = guard;
  }

  /** Reads a mutation: any object with two functions. @throws {TypeError} If it isn't. */
  static read(value: unknown, guard: Guard): CustomMutation {
    if (typeof value !== "object" || value === null) throw typeError("mutation must be an object");
    const { commit, rollback } = value as {
      readonly commit?: unknown;
      readonly rollback?: unknown;
    };
    if (typeof commit !== "function") throw typeError("policy.commit must be a function");
    if (typeof rollback !== "function") throw typeError("policy.rollback must be a function");
    return new CustomMutation(commit as Finalizer, rollback as Finalizer, guard);
  }

  commit(): void {
    this.#run(this.#commit);
  }

  rollback(): void {
    this.#run(this.#rollback);
  }

  /** Called without arguments and without `this`. */
  #run(finalizer: Finalizer): void {
    this.#guard.beginCallback();
    try {
      requireSynchronous(finalizer());
    } finally {
      this.#guard.endCallback();
    }
  }
}
