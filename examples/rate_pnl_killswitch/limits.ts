/** The guard rails of this example, and the engine that enforces them. */
import { Engine } from "@openpit-ts/openpit";
import type {
  HasAccountId,
  HasFee,
  HasInstrument,
  HasPnl,
  HasTradeAmount,
} from "@openpit-ts/openpit/pretrade";
import {
  buildOrderValidation,
  buildPnlBoundsKillswitch,
  buildRateLimit,
  PnlBoundsBrokerBarrier,
  RateLimitBrokerBarrier,
} from "@openpit-ts/openpit/pretrade/policies";

/** The instrument that is traded. */
export const INSTRUMENT = { underlyingAsset: "AAPL", settlementAsset: "USD" } as const;

/** As many orders may be sent in a window, by all accounts together. */
const RATE = { maxOrders: 100, windowMs: 10_000 };
/** What an account may lose or win, in the settlement asset. */
const PNL = { lower: "-500", upper: "500" };

/** The limits in words. */
export const LIMITS: readonly string[] = [
  `orders of all accounts together: ${RATE.maxOrders} in ${RATE.windowMs / 1000} s`,
  `realized P&L of an account: ${PNL.lower} to ${PNL.upper} ${INSTRUMENT.settlementAsset}`,
];

/** An engine whose type says what its policies read of orders and reports. */
export type GuardedEngine = Engine<
  HasInstrument & HasAccountId & HasTradeAmount,
  HasInstrument & HasAccountId & HasPnl & HasFee
>;

/** Builds the engine on a clock of the caller's: monotonic nanoseconds. */
export function buildGuardedEngine(now: () => bigint): GuardedEngine {
  const bounds = new PnlBoundsBrokerBarrier(INSTRUMENT.settlementAsset, PNL.lower, PNL.upper);
  return Engine.builder()
    .clock(now)
    .strictInput()
    .builtin(buildOrderValidation())
    .builtin(buildPnlBoundsKillswitch().brokerBarriers([bounds]))
    .builtin(buildRateLimit().brokerBarrier(new RateLimitBrokerBarrier(RATE)))
    .build();
}
