/** An engine that answers its first order late. */
import { Engine } from "../../../mod.ts";

const BLOCKED_MS = 4000;

/** Makes the engine of a shard. */
export function createEngine(): Engine {
  return Engine.builder().preTrade({
    name: "Slow",
    partition: "account",
    checkPreTradeStart: () => {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BLOCKED_MS);
    },
    performPreTradeCheck() {},
  }).build();
}
