/** The second face of this layer: what the other layers use and the package does not export. */
export { decimalArgument, decimalInside } from "./_decimal_access.ts";
export type { DecimalParam } from "./_decimal_access.ts";
export { MAX_U16, MAX_U32, MAX_U64, readInteger } from "./_integer.ts";
export {
  isLibraryObject,
  isPlainRecord,
  markLibraryClass,
  notConstructibleError,
  type PlainRecord,
} from "./_library_object.ts";
export { otherError } from "./_param_errors.ts";
export { makeAccountGroupId, readAccountGroupId } from "./account_group_id.ts";
export { makeAccountId, readAccountId } from "./account_id.ts";
export { readAdjustmentAmount } from "./adjustment_amount.ts";
export { readAsset } from "./asset.ts";
export {
  OpenpitError,
  type OpenpitErrorOptions,
  rangeError,
  setClassName,
  typeError,
} from "./errors.ts";
export { makeFee, readFee } from "./fee.ts";
export { readInstrument } from "./instrument.ts";
export { InstrumentId, type InstrumentIdInput, readInstrumentId } from "./instrument_id.ts";
export { readLeverage } from "./leverage.ts";
export { readMonetaryAmount } from "./monetary_amount.ts";
export { makePnl, readPnl } from "./pnl.ts";
export { markRemakeable, remake, type RemakeParts, remakeParts } from "./_remake.ts";
export { readPositionEffect } from "./position_effect.ts";
export { readPositionMode } from "./position_mode.ts";
export { readPositionSide } from "./position_side.ts";
export { makePrice, readPrice } from "./price.ts";
export { makePositionSize, makeQuantity, readPositionSize, readQuantity } from "./quantity.ts";
export { readSide } from "./side.ts";
export { readTrade } from "./trade.ts";
export { makeTradeAmount, readTradeAmount, type TradeAmountParts } from "./trade_amount.ts";
export { makeVolume, readVolume } from "./volume.ts";
