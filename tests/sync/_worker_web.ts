/** The entry of a thread that was started as a Web Worker. */
import { answerCommands } from "./_commands.ts";

const scope = globalThis as unknown as {
  addEventListener(type: "message", listener: (event: { data: unknown }) => void): void;
  postMessage(message: unknown, transfer: unknown[]): void;
};

answerCommands(
  (take) => scope.addEventListener("message", ({ data }) => take(data)),
  (reply, transfer) => scope.postMessage(reply, transfer),
);
