/** Engines with policies to configure, and calls of `configure()` with anything. */

import { assert } from "@std/assert";
import { type Engine, PolicyConfigureError } from "../../../src/engine/mod.ts";
import {
  buildOrderSizeLimit,
  buildOrderValidation,
  buildPnlBoundsKillswitch,
  OrderSizeBrokerBarrier,
  PnlBoundsBrokerBarrier,
} from "../../../src/pretrade/policies/mod.ts";
import { PNL_POLICY } from "../pretrade/policies/_pnl.ts";
import { per, rateLimit, Session } from "../pretrade/policies/_session.ts";
import { factsOf } from "./_account_kit.ts";
import { thrownBy } from "./_kit.ts";

export { PNL_POLICY };
export const RATE = "RateLimitPolicy";
export const SIZE = "OrderSizeLimitPolicy";
/** The methods of a configurator that change a policy. */
export const METHODS = [
  "rateLimit",
  "orderSizeLimit",
  "pnlBoundsKillswitch",
  "setAccountPnl",
  "spotFunds",
  "spotFundsPnlBoundsKillswitch",
  "setSpotFundsAccountPnl",
] as const;

/** An engine of the four policies, none of which refuses an ordinary order. */
export function fullSession(): Session {
  return new Session([
    buildOrderValidation(),
    rateLimit({ broker: per(99, 10) }),
    buildOrderSizeLimit().brokerBarrier(new OrderSizeBrokerBarrier({ maxQuantity: 99 })),
    buildPnlBoundsKillswitch().brokerBarriers([new PnlBoundsBrokerBarrier("USD", -99, 99)]),
  ]);
}

/** A call of any method with anything. */
export function call(
  engine: Engine,
  method: typeof METHODS[number],
  ...args: unknown[]
): () => unknown {
  const settings = engine.configure();
  return () => (settings[method] as (...args: unknown[]) => unknown).call(settings, ...args);
}

/** Everything that the PolicyConfigureError of a call tells. */
export function configureError(run: () => unknown): Record<string, unknown> {
  const error = thrownBy(run);
  assert(error instanceof PolicyConfigureError);
  return factsOf(error);
}
