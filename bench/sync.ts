/**
 * What it costs to call an engine from here, from another thread, and to spread it over threads. An order is a check and its commit,
 * but for the two blocking rows, which measure one round trip.
 */
import { do_not_optimize } from "mitata";
import { Worker } from "node:worker_threads";
import { Engine, type EngineBuilder } from "../mod.ts";
import {
  attachEngine,
  EnginePool,
  type RemoteExecuteResult,
  type RemoteReservation,
  type ShareHandle,
} from "../src/sync/mod.ts";
import type { Bench, Probe, Row, Timed } from "./_measure.ts";
import type { BlockingPlan } from "./sync/blocking_caller.ts";
import { makeEngine, orderOf } from "./sync/risk.ts";

/** How long a row of many threads is measured. */
const SECONDS = 2;
const WARM_UP_SECONDS = 0.5;
const BATCH = 256;
/** Batches on their way at once, so that no shard waits for the caller. */
const BATCHES_IN_FLIGHT = 4;

/** All rows, on the same three policies. */
export function syncBenches(): (Bench | Probe)[] {
  // Threads load their code from files beside this one, which a bundle doesn't have.
  if (!import.meta.url.endsWith(".ts")) return [];
  return [
    local("noSync", (builder) => builder),
    local("fullSync", (builder) => builder.fullSync()),
    local("accountSync", (builder) => builder.accountSync()),
    ...[1, 16, 256].map(remote),
    blocking("round_trip_atomics", () => ({ memory: new SharedArrayBuffer(8) })),
    blocking("round_trip_remote", async (owner) => ({ handle: await handleOf(owner) })),
    pool(1),
    pool(2),
  ];
}

function local(mode: string, choose: (builder: EngineBuilder) => EngineBuilder): Bench {
  return {
    name: `sync/local_${mode}`,
    setUp: (): Timed => {
      const engine = makeEngine(choose(Engine.builder()));
      let number = 0;
      return {
        args: [() => orderOf(number++)],
        body: (order: ReturnType<typeof orderOf>) => {
          const result = engine.executePreTrade(order);
          result.reservation?.commit();
          do_not_optimize(result);
        },
      };
    },
  };
}

/** So many orders on their way at once, from one caller. */
function remote(inFlight: number): Probe {
  const name = `sync/remote_${inFlight}`;
  return {
    name,
    run: async (isSmoke) => {
      const owner = new Worker(new URL("./sync/owner.ts", import.meta.url));
      const engine = await attachEngine(await handleOf(owner));
      try {
        const flow = async (number: number): Promise<number> => {
          const result = await engine.executePreTrade(orderOf(number));
          await reservationOf(result).commit();
          return 1;
        };
        return await throughput(name, inFlight, isSmoke, flow);
      } finally {
        await engine.close();
        await owner.terminate();
      }
    },
  };
}

/** Batches over shards, several on their way. */
function pool(size: number): Probe {
  const name = `sync/pool_${size}`;
  return {
    name,
    run: async (isSmoke) => {
      const engine = new URL("./sync/risk.ts", import.meta.url);
      const shards = await EnginePool.spawn({ size, engine });
      try {
        const flow = async (number: number): Promise<number> => {
          const orders = Array.from({ length: BATCH }, (_, at) => orderOf(number * BATCH + at));
          const results = await shards.executePreTradeBatch(orders);
          await shards.commitBatch(results.map(reservationOf));
          return BATCH;
        };
        return await throughput(name, BATCHES_IN_FLIGHT, isSmoke, flow);
      } finally {
        await shards.close();
      }
    },
  };
}

function reservationOf({ reservation }: RemoteExecuteResult): RemoteReservation {
  if (reservation === undefined) throw new Error("Cannot measure: the order was rejected");
  return reservation;
}

/** Time per order while so many flows run at once; p99 is that of slices of 20 ms, which is where pauses show. */
async function throughput(
  name: string,
  flows: number,
  isSmoke: boolean,
  flow: (number: number) => Promise<number>,
): Promise<Row> {
  const slices: number[] = [];
  let number = 0;
  let done = 0;
  const until = async (end: number): Promise<void> => {
    while (performance.now() < end) {
      const orders = await flow(number++);
      done += orders; // after the wait: other flows have added theirs meanwhile
    }
  };
  const run = async (seconds: number): Promise<void> => {
    const end = performance.now() + (isSmoke ? 1 : seconds * 1000);
    await Promise.all(Array.from({ length: flows }, () => until(end)));
  };
  await run(WARM_UP_SECONDS);
  let [sliceStart, sliceDone] = [performance.now(), done = 0];
  const watch = setInterval(() => {
    const now = performance.now();
    if (done > sliceDone) slices.push((now - sliceStart) * 1e6 / (done - sliceDone));
    [sliceStart, sliceDone] = [now, done];
  }, 20);
  const began = performance.now();
  await run(SECONDS);
  clearInterval(watch);
  const avgNs = (performance.now() - began) * 1e6 / done;
  return { ...rowOf(name, Float64Array.from(slices.length > 0 ? slices : [avgNs])), avgNs };
}

/** A thread that waits for each answer; times of single calls. */
function blocking(
  name: string,
  plan: (owner: Worker) =>
    | Pick<BlockingPlan, "handle" | "memory">
    | Promise<
      Pick<BlockingPlan, "handle" | "memory">
    >,
): Probe {
  return {
    name: `sync/${name}`,
    run: async (isSmoke) => {
      const owner = new Worker(new URL("./sync/owner.ts", import.meta.url));
      const target = await plan(owner);
      const { handle, memory } = target;
      const echo = memory === undefined
        ? undefined
        : new Worker(new URL("./sync/echo.ts", import.meta.url), { workerData: memory });
      const calls = isSmoke ? 2 : 20_000;
      const caller = new Worker(new URL("./sync/blocking_caller.ts", import.meta.url), {
        workerData: { ...target, calls, warmUp: isSmoke ? 2 : 5000 } satisfies BlockingPlan,
        transferList: handle?.port === undefined ? [] : [handle.port as never],
      });
      const times = await messageOf<Float64Array>(caller);
      await Promise.all([owner, echo, caller].map((worker) => worker?.terminate()));
      return rowOf(`sync/${name}`, times);
    },
  };
}

function handleOf(owner: Worker): Promise<ShareHandle> {
  const answer = messageOf<ShareHandle>(owner);
  owner.postMessage("share");
  return answer;
}

function messageOf<T>(worker: Worker): Promise<T> {
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}

function rowOf(name: string, times: Float64Array): Row {
  const sorted = times.toSorted();
  const at = (part: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] as number;
  const avgNs = sorted.reduce((sum, time) => sum + time, 0) / sorted.length;
  return { name, p50Ns: at(0.5), avgNs, p99Ns: at(0.99), heapBytes: undefined };
}
