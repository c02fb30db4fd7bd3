/** Stands for a watched object: the only thing of it that a registry refers to. */
interface Watch {
  /** What is to be told; undefined once it was released. */
  held: Watched | undefined;
  /** The object until it is registered; then undefined. */
  object: object | undefined;
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
 * The registry of this realm, of all engines and connections. It is never collected: on V8 as in Node 20 and 24, a registry that is
 * collected while callbacks of its own are due ends those of every registry in the process.
 */
function registryOf(registryClass: RegistryClass): Registry {
  let registry = registries.get(registryClass);
  if (registry === undefined) {
    registry = new registryClass(({ held }) => held?.letGo());
    registries.set(registryClass, registry);
  }
  return registry;
}

/**
 * Makes what tells of collected objects, some time after, where the host can; elsewhere nothing is ever
 * told. Some hosts lack the registry, so it is looked up at the call.
 *
 * A registration can cost more than a whole check, and most objects are released in the turn in which they were made: those that
 * are left at its end are registered then. A registry may keep what it was given long after a release, and out of reach of quick
 * collections: so it is given a small object, which forgets everything when it is released.
 */
export function createFinalizer(): Finalizer {
  const { FinalizationRegistry } = globalThis as { readonly FinalizationRegistry?: RegistryClass };
  if (FinalizationRegistry === undefined) return { watch() {}, release() {} };
  const registry = registryOf(FinalizationRegistry);
  let waiting: Watch[] = [];
  let isScheduled = false;
  const registerWaiting = (): void => {
    const due = waiting;
    waiting = [];
    isScheduled = false;
    for (const watch of due) {
      if (watch.object !== undefined) registry.register(watch.object, watch, watch);
      watch.object = undefined;
    }
  };
  return {
    watch: (object, held) => {
      waiting.push(held.watch = { held, object });
      if (waiting.length === WAITING_MAX) registerWaiting();
      else if (!isScheduled) {
        isScheduled = true;
        void Promise.resolve().then(registerWaiting);
      }
    },
    release: (held) => {
      const { watch } = held;
      if (watch === undefined) return;
      held.watch = undefined;
      watch.held = undefined;
      if (watch.object === undefined) registry.unregister(watch);
      // Most are released before the next one is watched.
      else if (waiting[waiting.length - 1] === watch) waiting.pop();
      watch.object = undefined;
    },
  };
}
