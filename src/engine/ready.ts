/** Settled from the start: nothing has to be loaded. Kept so that code written for the WebAssembly package runs. */
export const ready: Promise<void> = Promise.resolve();

/** Does nothing. Kept so that code written for the WebAssembly package runs. */
export function ensureInit(): Promise<void> {
  return ready;
}
