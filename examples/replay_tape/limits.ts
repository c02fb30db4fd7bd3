/** The limits of this example, and the engine that enforces them. */
import { Engine } from "@openpit-ts/openpit";
import { Volume } from "@openpit-ts/openpit/param";
import {
  buildOrderSizeLimit,
  buildOrderValidation,
  OrderSizeAccountAssetBarrier,
  OrderSizeAssetBarrier,
  OrderSizeBrokerBarrier,
  type OrderSizeLimitReadyBuilder,
} from "@openpit-ts/openpit/pretrade/policies";
import { type LimitOrder, OpenNotionalCap } from "./open_notional_cap.ts";

/** The instrument of the tape. */
export const INSTRUMENT = { underlyingAsset: "AAPL", settlementAsset: "USD" } as const;

/** No order of anybody may be larger. */
const BROKER = { maxQuantity: 800, maxNotional: 250000 };
/** The usual limit of an AAPL order ... */
const AAPL = { maxQuantity: 300 };
/** ... and two accounts with a limit of their own, lower or higher; the broker's still holds. */
const TRAINEE = { account: 0, maxQuantity: 100 };
const MARKET_MAKER = { account: 4, maxQuantity: 1000 };
/** The most that the open orders of one account may be worth together, in USD. */
const OPEN_NOTIONAL = 400000;

/** The limits in words. */
export const LIMITS: readonly string[] = [
  `any order: ${BROKER.maxQuantity} shares and ${BROKER.maxNotional} USD`,
  `an AAPL order: ${AAPL.maxQuantity} shares`,
  `an AAPL order of account ${TRAINEE.account}: ${TRAINEE.maxQuantity} shares`,
  `an AAPL order of account ${MARKET_MAKER.account}: ${MARKET_MAKER.maxQuantity} shares`,
  `all open orders of an account: ${OPEN_NOTIONAL} USD`,
];

/** An engine and the custom policy in it, which knows the open notional of each account. */
export interface GuardedEngine {
  readonly engine: Engine<LimitOrder>;
  readonly openNotionalCap: OpenNotionalCap;
}

/** Builds an engine with two built-in policies and a custom one; an order has to pass them all. */
export function buildGuardedEngine(): GuardedEngine {
  const openNotionalCap = new OpenNotionalCap(new Volume(OPEN_NOTIONAL));
  const engine = Engine.builder()
    .strictInput()
    .builtin(buildOrderValidation())
    .builtin(orderSizeLimit())
    .preTrade(openNotionalCap)
    .build();
  return { engine, openNotionalCap };
}

function orderSizeLimit(): OrderSizeLimitReadyBuilder {
  const asset = INSTRUMENT.underlyingAsset;
  return buildOrderSizeLimit()
    .brokerBarrier(new OrderSizeBrokerBarrier(BROKER))
    .assetBarriers([new OrderSizeAssetBarrier(AAPL, asset)])
    .accountAssetBarriers(
      [TRAINEE, MARKET_MAKER].map(({ account, maxQuantity }) =>
        new OrderSizeAccountAssetBarrier({ maxQuantity }, account, asset)
      ),
    );
}
