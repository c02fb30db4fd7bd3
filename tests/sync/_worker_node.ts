/** The entry of a thread that was started by `node:worker_threads`. */
import { parentPort } from "node:worker_threads";
import { answerCommands } from "./_commands.ts";

answerCommands(
  (take) => parentPort?.on("message", take),
  (reply, transfer) => parentPort?.postMessage(reply, transfer),
);
