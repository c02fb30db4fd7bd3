/** Stands for a watched object: the only thing of it that a registry refers to. */
interface Watch {
  /** What is to be told; undefined once it was released. */
  held: Watched | undefined;
  /** The object until it is registered; then undefined. */
  object: object | undefined;
}

/** What can be told when an object was collected. */
export interface Watched {
  /** Set while an object is watched for it; the finalizer's affair. */
  watch: Watch | undefined;
}

/** Told when a watched object was collected. */
export interface Finalizer<T extends Watched> {
  /** Watches an object; `held` must not refer to it. */
  watch(object: object, held: T): void;
  /** Stops watching the object that `held` stands for. */
  release(held: T): void;
}

interface Registry {
  register(object: object, held: Watch, token: Watch): void;
  unregister(token: Watch): boolean;
}

// Objects that may wait to be registered, which keeps them alive: few enough to be no leak in a long loop without a turn.
const WAITING_MAX = 4096;

/**
 * Runs `onCollected` some time after a watched object was collected, where the host can tell; elsewhere
 * nothing is ever told. Some hosts lack the registry, so it is looked up at the call.
 *
 * A registration can cost more than a whole check, and most objects are released in the turn in which they were made: those that
 * are left at its end are registered then. A registry may keep what it was given long after a release, and out of reach of quick
 * collections: so it is given a small object, which forgets everything when it is released.
 */
export function createFinalizer<T extends Watched>(onCollected: (held: T) => void): Finalizer<T> {
  const host = globalThis as {
    readonly FinalizationRegistry?: new (callback: (watch: Watch) => void) => Registry;
  };
  if (host.FinalizationRegistry === undefined) return { watch() {}, release() {} };
  const registry = new host.FinalizationRegistry(({ held }) => {
    if (held !== undefined) onCollected(held as T);
  });
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
      else if (waiting.at(-1) === watch) waiting.pop();
      watch.object = undefined;
    },
  };
}
