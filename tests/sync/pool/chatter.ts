/** A module that has messages of its own for who started its thread. */
import { parentPort } from "node:worker_threads";

for (const message of ["loaded", null, { ready: true }, { failed: "nothing" }]) {
  parentPort?.postMessage(message);
}

export { createEngine } from "./limits.ts";
