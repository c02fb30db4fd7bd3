import process from "node:process";
import { setImmediate } from "node:timers";

interface Collectors {
  readonly gc?: () => void;
  readonly Bun?: { gc(isSynchronous: boolean): unknown };
}

const BYTES_PER_MB = 1e6;
// One turn tells of what was collected; what the callbacks let go is collected in the next round.
const SETTLING_ROUNDS = 5;

/** Collects all garbage now; false where nobody exposed the collector, as `--expose-gc` does. */
export function collect(): boolean {
  const { gc, Bun } = globalThis as unknown as Collectors;
  if (Bun !== undefined) Bun.gc(true);
  else if (gc === undefined) return false;
  else gc();
  return true;
}

/** What is alive on the heap after a collection, in MB; NaN where there is no collector. */
export function liveMb(): number {
  return collect() ? process.memoryUsage().heapUsed / BYTES_PER_MB : NaN;
}

/** What the process holds of the machine's memory, in MB. */
export function residentMb(): number {
  return process.memoryUsage().rss / BYTES_PER_MB;
}

/** A turn of the event loop, a macrotask: finalization callbacks run in it, and only in such a one. */
export function turn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

/** Collects until the callbacks of what was collected have run, too. */
export async function settle(): Promise<void> {
  for (let round = 0; round < SETTLING_ROUNDS; round++) {
    collect();
    await turn();
  }
}
