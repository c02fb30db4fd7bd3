/** An engine that keeps the funds of accounts: loaded by each shard, and by the test beside them. */
import { Engine } from "../../../mod.ts";
import { buildSpotFunds } from "../../../src/pretrade/policies/mod.ts";

/** Makes the engine of a shard. */
export function createEngine(): Engine {
  return Engine.builder().builtin(buildSpotFunds()).build();
}
