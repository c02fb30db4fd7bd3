import process from "node:process";
import { getHeapStatistics } from "node:v8";
import { measure } from "mitata";

/** What one bench measured: time of one call, and bytes that one call left on the heap before collection. */
export interface Row {
  readonly name: string;
  readonly p50Ns: number;
  readonly avgNs: number;
  readonly p99Ns: number;
  /** Undefined where the runtime tells nothing. */
  readonly heapBytes: number | undefined;
  /** What only a probe knows, by a name that tells the unit. */
  readonly figures?: Readonly<Record<string, number>>;
}

/** A timed body and the makers of its arguments, which run outside of the timed part. */
export interface Timed {
  readonly args: readonly (() => unknown)[];
  // Its result must be kept by `do_not_optimize`, or the compiler drops the work.
  readonly body: (...args: never[]) => unknown;
}

/** A named bench. Set-up runs once, right before the measurement; one that takes long may do less in a smoke run. */
export interface Bench {
  readonly name: string;
  setUp(isSmoke: boolean): Timed;
}

/** Something that measures itself, because repeating one call would not show it. */
export interface Probe {
  readonly name: string;
  run(isSmoke: boolean): Promise<Row>;
}

/** The options of mitata that are used here. */
interface Options {
  heap?: () => number;
  gc?: boolean;
  min_cpu_time?: number;
  min_samples?: number;
  batch_samples?: number;
}

type Body = (...args: unknown[]) => unknown;

// A cold first call looks slow to mitata, which would then time every call alone and measure its own clock. And a just-in-time compiler may
// take a hundred thousand calls to give its best: what is measured is a service that has run for a second.
const WARM_UP_CALLS = 100_000;

/** Measures one bench; `isSmoke` only proves that it runs. */
export async function measureBench(bench: Bench | Probe, isSmoke: boolean): Promise<Row> {
  if ("run" in bench) return await bench.run(isSmoke);
  const timed = bench.setUp(isSmoke);
  warmUp(timed, isSmoke ? 2 : WARM_UP_CALLS);
  const stats = await measure(mitataForm(timed), isSmoke ? smokeOptions() : fullOptions());
  const heap = stats.heap?.avg ?? NaN;
  return {
    name: bench.name,
    p50Ns: stats.p50,
    avgNs: stats.avg,
    p99Ns: stats.p99,
    heapBytes: Number.isNaN(heap) ? undefined : heap,
  };
}

/** A maker that gives the values in turn, so that no single one can be folded into the code. */
export function inTurn<T>(values: readonly T[]): () => T {
  let index = 0;
  return () => values[index++ % values.length] as T;
}

function warmUp(timed: Timed, calls: number): void {
  const body = timed.body as Body;
  for (let call = 0; call < calls; call++) body(...timed.args.map((make) => make()));
}

/** A generator that yields computed parameters under the keys 0, 1, ... beside the timed body. */
function mitataForm(timed: Timed): Parameters<typeof measure>[0] {
  const form = { ...timed.args, bench: timed.body } as unknown as () => unknown;
  return function* (): Generator<() => unknown, void, undefined> {
    yield form;
  } as Parameters<typeof measure>[0];
}

function smokeOptions(): Options {
  return { min_cpu_time: 0, min_samples: 2, batch_samples: 64, gc: false };
}

function fullOptions(): Options {
  if (process.versions["bun"] !== undefined) return {};
  // Without an exposed collector mitata would provoke one by allocating a gigabyte.
  return "gc" in globalThis ? { heap: heapSize } : { heap: heapSize, gc: false };
}

/** What V8 tells; JavaScriptCore updates its figure at collections only, so Bun has none. */
function heapSize(): number {
  const statistics = getHeapStatistics();
  return statistics.used_heap_size + statistics.malloced_memory;
}
