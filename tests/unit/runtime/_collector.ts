/** Collects garbage now; undefined, and said so, where nobody can ask for that. */
export function hostCollector(): (() => void) | undefined {
  const { gc, Bun } = globalThis as {
    readonly gc?: () => void;
    readonly Bun?: { readonly gc: (isSynchronous: boolean) => void };
  };
  const collect = gc ?? (Bun === undefined ? undefined : () => Bun.gc(true));
  if (collect === undefined) {
    // deno-lint-ignore no-console -- a case that proves less than its name says why
    console.log("the host's collector can't be asked for: collected objects were not tested");
  }
  return collect;
}

/** Collects garbage until something has come of it, but not for ever. */
export async function collectUntil(collect: () => void, isDone: () => boolean): Promise<void> {
  for (let turn = 0; turn < 50 && !isDone(); turn++) {
    collect();
    await new Promise<void>((resolve) => setTimeout(resolve, 1));
  }
}
