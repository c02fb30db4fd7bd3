/** The other end of the bare round trip: answers each question in shared memory until it is told to stop. */
import { workerData } from "node:worker_threads";

const memory = workerData as SharedArrayBuffer;
const [question, answer] = [new Int32Array(memory, 0, 1), new Int32Array(memory, 4, 1)];
for (let seen = 0; seen >= 0;) {
  Atomics.wait(question, 0, seen);
  seen = Atomics.load(question, 0);
  Atomics.store(answer, 0, seen);
  Atomics.notify(answer, 0);
}
