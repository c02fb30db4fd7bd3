interface Host {
  readonly SharedArrayBuffer?: new (bytes: number) => ArrayBufferLike;
}

/** Memory that threads share; undefined where the host has none. */
export function sharedMemory(bytes: number): ArrayBufferLike | undefined {
  const { SharedArrayBuffer } = globalThis as Host;
  return SharedArrayBuffer === undefined ? undefined : new SharedArrayBuffer(bytes);
}

/** Whether a value is such memory. */
export function isSharedMemory(value: unknown): value is ArrayBufferLike {
  const { SharedArrayBuffer } = globalThis as Host;
  return SharedArrayBuffer !== undefined && value instanceof SharedArrayBuffer;
}

/** Whether this thread may be blocked: hosts forbid it where it would freeze a page or other tenants. */
export function mayBlock(): boolean {
  const memory = sharedMemory(4);
  if (memory === undefined) return false;
  try {
    Atomics.wait(new Int32Array(memory), 0, 0, 0);
    return true;
  } catch {
    return false;
  }
}
