/** A thread that blocks for each answer: of an engine on another thread, or of an echo in shared memory. */
import { parentPort, workerData } from "node:worker_threads";
import { attachEngineSync, type ShareHandle } from "../../src/sync/mod.ts";
import { orderOf } from "./risk.ts";

/** What the thread is to measure. */
export interface BlockingPlan {
  /** The engine to call; without one, the bare round trip is measured. */
  readonly handle?: ShareHandle;
  /** The memory of the bare round trip: a question and an answer counter. */
  readonly memory?: SharedArrayBuffer;
  readonly warmUp: number;
  readonly calls: number;
}

const { handle, memory, warmUp, calls } = workerData as BlockingPlan;
const call = handle === undefined ? echoCall(memory as SharedArrayBuffer) : engineCall(handle);
for (let number = 0; number < warmUp; number++) call(number);
const times = new Float64Array(calls);
for (let number = 0; number < calls; number++) {
  const began = performance.now();
  call(number);
  times[number] = (performance.now() - began) * 1e6;
}
parentPort?.postMessage(times);

/** One call, thus one round trip: a check that nothing is held for. */
function engineCall(shared: ShareHandle): (number: number) => void {
  const engine = attachEngineSync(shared);
  return (number) => {
    if (!engine.executePreTradeDryRun(orderOf(number)).isPass) throw new Error("Order was refused");
  };
}

function echoCall(shared: SharedArrayBuffer): (number: number) => void {
  const [question, answer] = [new Int32Array(shared, 0, 1), new Int32Array(shared, 4, 1)];
  return () => {
    const next = Atomics.add(question, 0, 1) + 1;
    Atomics.notify(question, 0);
    while (Atomics.load(answer, 0) !== next) Atomics.wait(answer, 0, next - 1);
  };
}
