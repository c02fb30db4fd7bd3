/** The engine of this example: spot funds of US stocks, with a quote for fees in euros and a limit on losses. */
import { Engine } from "@openpit-ts/openpit";
import { QuoteTtl } from "@openpit-ts/openpit/marketdata";
import {
  buildOrderValidation,
  buildSpotFunds,
  SpotFundsBuilder,
  SpotFundsPnlBoundsBarrier,
} from "@openpit-ts/openpit/pretrade/policies";

/** Whose money it is. */
export const ACCOUNT = "desk-7";
/** What its profit is counted in. */
export const CURRENCY = "USD";
/** What it may lose before it is stopped. */
export const LOWER_BOUND = "-250";
export const POLICY: string = SpotFundsBuilder.NAME;

/** A fresh engine: settings and quotes, and nobody has any money yet. */
export function buildFundedEngine(): Engine {
  const market = Engine.builder().marketData(QuoteTtl.infinite()).build();
  market.pushByInstrument({ underlyingAsset: "EUR", settlementAsset: "USD" }, { mark: "1.10" });
  const engine = Engine.builder()
    .strictInput()
    .builtin(buildOrderValidation())
    .builtin(buildSpotFunds().marketData(market, 0))
    .build();
  engine.accounts().setCurrency(ACCOUNT, CURRENCY);
  engine.configure().spotFundsPnlBoundsKillswitch(POLICY, {
    globalBarrier: new SpotFundsPnlBoundsBarrier(CURRENCY, LOWER_BOUND),
  });
  return engine;
}
