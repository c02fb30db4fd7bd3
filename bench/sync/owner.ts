/** A thread that builds an engine, opens it to other threads, and answers. */
import { parentPort, type TransferListItem } from "node:worker_threads";
import { Engine } from "../../mod.ts";
import { makeEngine } from "./risk.ts";

const engine = makeEngine(Engine.builder().fullSync());

// Each message asks for one more handle; the listener keeps the thread alive.
parentPort?.on("message", () => {
  const { handle, transfer } = engine.share();
  parentPort?.postMessage(handle, transfer as TransferListItem[]);
});
