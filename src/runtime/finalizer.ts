/** Stands for a watched object: the only thing of it that a registry refers to. */
interface Watch {
  /** Who is to be told; it is not kept alive for that. */
  readonly finalizer: WeakRef<Watcher>;
  /** The object and what stands for it, until it is registered; then undefined. */
  object: object | undefined;
  held: Watched | undefined;
  /** Where its finalizer keeps what stands for it, once it is registered; else −1. */
  place: number;
}

/** What stands for an object that may be collected. */
export interface Watched {
  /** Set while the object is watched; the finalizer's affair. */
  watch: Watch | undefined;
  /** The object was collected. */
  letGo(): void;
}

/** Tells what stands for an object when the object was collected. */
export interface Finalizer {
  /** Watches an object; `held` must not refer to it. */
  watch(object: object, held: Watched): void;
  /** Stops watching the object that `held` stands for. */
  release(held: Watched): void;
}

interface Registry {
  register(object: object, held: Watch, token: Watch): void;
  unregister(token: Watch): boolean;
}

type RegistryClass = new (callback: (watch: Watch) => void) => Registry;

// Objects that may wait to be registered, which keeps them alive: few enough to be no leak in a long loop without a turn.
const WAITING_MAX = 4096;

const registries = new Map<RegistryClass, Registry>();

/**
 * The registry of this thread, of all engines and connections. It is never collected: on V8 as in Node 20 and 24, a registry that is
 * collected while callbacks of its own are due ends those of every registry of the thread.
 */
function registryOf(registryClass: RegistryClass): Registry {
  let registry = registries.get(registryClass);
  if (registry === undefined) {
    registry = new registryClass((watch) => watch.finalizer.deref()?.tell(watch));
    registries.set(registryClass, registry);
  }
  return registry;
}

/**
 * Makes what tells of collected objects, some time after, as long as it is referred to itself and where the host can; elsewhere
 * nothing is ever told. Some hosts lack the registry, so it is looked up at the call.
 */
export function createFinalizer(): Finalizer {
  const { FinalizationRegistry } = globalThis as { readonly FinalizationRegistry?: RegistryClass };
  if (FinalizationRegistry === undefined) return { watch() {}, release() {} };
  return new Watcher(registryOf(FinalizationRegistry));
}

/**
 * A registration can cost more than a whole check, and most objects are released in the turn in which they were made: those that
 * are left at its end are registered then.
 *
 * The registry lives as long as the thread, and may keep what it was given long after a release, out of reach of quick
 * collections. So it is given a small object that leads to nothing: what stands for a watched object is kept here, and goes with the
 * engine even if it refers to the object after all.
 */
class Watcher implements Finalizer {
  readonly #registry: Registry;
  readonly #self = new WeakRef<Watcher>(this);
  /** What stands for registered objects, in places that are used again. */
  readonly #held: (Watched | undefined)[] = [];
  readonly #free: number[] = [];
  #waiting: Watch[] = [];
  #isScheduled = false;

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  watch(object: object, held: Watched): void {
    this.#waiting.push(held.watch = { finalizer: this.#self, object, held, place: -1 });
    if (this.#waiting.length === WAITING_MAX) this.#registerWaiting();
    else if (!this.#isScheduled) {
      this.#isScheduled = true;
      void Promise.resolve().then(() => this.#registerWaiting());
    }
  }

  release(held: Watched): void {
    const { watch } = held;
    if (watch === undefined) return;
    if (watch.place >= 0) {
      this.#registry.unregister(watch);
      this.#take(watch);
      return;
    }
    held.watch = undefined;
    watch.object = undefined;
    watch.held = undefined;
    // Most are released before the next one is watched.
    if (this.#waiting[this.#waiting.length - 1] === watch) this.#waiting.pop();
  }

  /** The object was collected. */
  tell(watch: Watch): void {
    this.#take(watch)?.letGo();
  }

  #registerWaiting(): void {
    const due = this.#waiting;
    this.#waiting = [];
    this.#isScheduled = false;
    for (const watch of due) {
      const { object, held } = watch;
      if (object === undefined) continue;
      watch.place = this.#free.pop() ?? this.#held.length;
      this.#held[watch.place] = held;
      watch.object = undefined;
      watch.held = undefined;
      this.#registry.register(object, watch, watch);
    }
  }

  /** Takes out what stands for a registered object; undefined if it was released. */
  #take(watch: Watch): Watched | undefined {
    const { place } = watch;
    if (place < 0) return undefined;
    const held = this.#held[place] as Watched;
    watch.place = -1;
    held.watch = undefined;
    this.#held[place] = undefined;
    this.#free.push(place);
    return held;
  }
}
