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

/**
 * Runs `onCollected` some time after a watched object was collected, where the host can tell; elsewhere
 * nothing is ever told. Some hosts lack the registry, so it is looked up at the call.
 */
export function createFinalizer<T extends object>(onCollected: (held: T) => void): Finalizer<T> {
  const host = globalThis as {
    readonly FinalizationRegistry?: new (callback: (held: T) => void) => Registry<T>;
  };
  if (host.FinalizationRegistry === undefined) return { watch() {}, release() {} };
  const registry = new host.FinalizationRegistry(onCollected);
  return {
    watch: (object, held) => registry.register(object, held, held),
    release: (held) => void registry.unregister(held),
  };
}
