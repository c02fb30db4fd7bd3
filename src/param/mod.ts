/**
 * Value types: exact decimals of trading (price, quantity, profit and loss …), ids, sides and small aggregates.
 *
 * @example
 * ```ts
 * import { Price, Quantity } from "@openpit-ts/openpit/param";
 * import { assertEquals } from "@std/assert";
 *
 * const volume = new Price("42350.75").calculateVolume(new Quantity("0.15"));
 * assertEquals(volume.toString(), "6352.6125");
 * ```
 *
 * @module
 */
export type { DecimalInput } from "./_decimal_input.ts";
export { AccountGroupId, type AccountGroupIdInput } from "./account_group_id.ts";
export { AccountId, type AccountIdInput } from "./account_id.ts";
export { AdjustmentAmount, type AdjustmentAmountInit } from "./adjustment_amount.ts";
export { CashFlow } from "./cash_flow.ts";
export {
  AccountIdError,
  AssetError,
  ErrorCode,
  OpenpitValueError,
  ParamError,
  ParamKind,
  type ValueErrorOptions,
} from "./errors.ts";
export { Fee } from "./fee.ts";
export { FillType } from "./fill_type.ts";
export { Instrument, type InstrumentInit } from "./instrument.ts";
export { Leverage, type LeverageInput } from "./leverage.ts";
export { MonetaryAmount, type MonetaryAmountInit } from "./monetary_amount.ts";
export { Notional } from "./notional.ts";
export { Pnl } from "./pnl.ts";
export { PositionEffect, type PositionEffectValue } from "./position_effect.ts";
export { PositionMode, type PositionModeValue } from "./position_mode.ts";
export { PositionSide, type PositionSideValue } from "./position_side.ts";
export { Price } from "./price.ts";
export { PositionSize, Quantity } from "./quantity.ts";
export { RoundingStrategies, type RoundingStrategy } from "./rounding.ts";
export { Side, type SideValue } from "./side.ts";
export { Trade, type TradeInit } from "./trade.ts";
export { TradeAmount, type TradeAmountInit } from "./trade_amount.ts";
export { Volume } from "./volume.ts";
