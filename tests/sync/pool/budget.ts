/** An engine with a limit that spans accounts. */
import { Engine } from "../../../mod.ts";
import {
  buildRateLimit,
  RateLimitAssetBarrier,
  RateLimitBrokerBarrier,
} from "../../../src/pretrade/policies/mod.ts";

/** Orders of all accounts together. */
export const BROKER_MAX = 100;
/** Orders of all accounts together in one asset. */
export const ASSET_MAX = 40;

/** Makes the engine of a shard. */
export function createEngine(): Engine {
  const windowMs = 3_600_000;
  return Engine.builder()
    .builtin(
      buildRateLimit()
        .brokerBarrier(new RateLimitBrokerBarrier({ maxOrders: BROKER_MAX, windowMs }))
        .assetBarriers([new RateLimitAssetBarrier({ maxOrders: ASSET_MAX, windowMs }, "EUR")]),
    )
    .build();
}
