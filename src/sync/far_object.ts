import { createFinalizer, type Finalizer, type Watched } from "../runtime/finalizer.ts";
import { LifecycleError } from "../pretrade/internal.ts";

/** What can let something on another thread go without waiting for an answer. */
export interface Forgetful {
  forget(id: number): void;
}

/** Told that a far object was used, or that nobody can use it any more. */
interface Keeper extends Forgetful {
  release(far: FarObject): void;
}

/** A request or hold on another thread, known by the number of the call that made it. It can be used once. */
export class FarObject implements Watched {
  readonly id: number;
  watch: Watched["watch"] = undefined;
  readonly #keeper: Keeper;
  readonly #ended: string;
  #isOpen = true;

  /** @param ended What is said of a second use. */
  constructor(id: number, keeper: Keeper, ended: string) {
    this.id = id;
    this.#keeper = keeper;
    this.#ended = ended;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** @throws {LifecycleError} If it was used. */
  requireOpen(): void {
    if (!this.#isOpen) throw new LifecycleError(this.#ended);
  }

  /** Uses it up. @throws {LifecycleError} The second time. */
  use(): void {
    this.requireOpen();
    this.#isOpen = false;
    this.#keeper.release(this);
  }

  /** Lets it go, if it is still open. */
  letGo(): void {
    if (this.#isOpen) this.#keeper.forget(this.id);
  }
}

/**
 * The far objects of one call. They are watched together, since to watch each would cost more than its part of the call: those still
 * open are let go when none of their handles is left.
 */
export class FarBatch implements Keeper, Watched {
  watch: Watched["watch"] = undefined;
  readonly #watch: FarWatch;
  readonly #members: FarObject[] = [];
  #openCount = 0;

  constructor(watch: FarWatch) {
    this.#watch = watch;
  }

  /** One more of them. */
  open(id: number, ended: string): FarObject {
    const far = new FarObject(id, this, ended);
    this.#members.push(far);
    this.#openCount++;
    return far;
  }

  release(): void {
    if (--this.#openCount === 0) this.#watch.release(this);
  }

  forget(id: number): void {
    this.#watch.forget(id);
  }

  /** Lets go what is still open. */
  letGo(): void {
    for (const far of this.#members) far.letGo();
  }
}

/** Lets far objects go whose handle was collected as garbage, as a local engine does. */
export class FarWatch implements Keeper {
  readonly #finalizer: Finalizer = createFinalizer();
  readonly #owner: Forgetful;

  constructor(owner: Forgetful) {
    this.#owner = owner;
  }

  /** Ties far objects to the life of their handle, or of what their handles share. */
  watch(handle: object, far: FarObject | FarBatch): void {
    this.#finalizer.watch(handle, far);
  }

  release(far: FarObject | FarBatch): void {
    this.#finalizer.release(far);
  }

  forget(id: number): void {
    this.#owner.forget(id);
  }
}
