/** Told when a watched object was collected. */
export interface Finalizer<T extends object> {
  /** Watches an object; `held` must not refer to it. */
  watch(object: object, held: T): void;
  /** Stops watching the object that `held` stands for. */
  release(held: T): void;
}

interface Registry<T> {
  register(object: object, held: T, token: T): void;
  unregister(token: T): boolean;
}

// Objects that may wait to be registered, which keeps them alive: few enough to be no leak in a long loop without a turn.
const WAITING_MAX = 4096;

/**
 * Runs `onCollected` some time after a watched object was collected, where the host can tell; elsewhere
 * nothing is ever told. Some hosts lack the registry, so it is looked up at the call.
 *
 * A registration can cost more than a whole check, and most objects are released in the turn in which they were made: those that
 * are left at its end are registered then.
 */
export function createFinalizer<T extends object>(onCollected: (held: T) => void): Finalizer<T> {
  const host = globalThis as {
    readonly FinalizationRegistry?: new (callback: (held: T) => void) => Registry<T>;
  };
  if (host.FinalizationRegistry === undefined) return { watch() {}, release() {} };
  const registry = new host.FinalizationRegistry(onCollected);
  const waiting = new Map<T, object>();
  let isScheduled = false;
  const registerWaiting = (): void => {
    isScheduled = false;
    for (const [held, object] of waiting) registry.register(object, held, held);
    waiting.clear();
  };
  return {
    watch: (object, held) => {
      waiting.set(held, object);
      if (waiting.size === WAITING_MAX) registerWaiting();
      else if (!isScheduled) {
        isScheduled = true;
        void Promise.resolve().then(registerWaiting);
      }
    },
    release: (held) => {
      if (!waiting.delete(held)) registry.unregister(held);
    },
  };
}
