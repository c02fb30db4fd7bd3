import { otherError } from "../param/internal.ts";

/** Why an order was refused. The list is closed. */
export const RejectCode = {
  /** A field that a policy needs is absent. */
  MissingRequiredField: "MissingRequiredField",
  /** A field can't be read. */
  InvalidFieldFormat: "InvalidFieldFormat",
  /** A field has a value that isn't allowed. */
  InvalidFieldValue: "InvalidFieldValue",
  /** The order type isn't supported. */
  UnsupportedOrderType: "UnsupportedOrderType",
  /** The time in force isn't supported. */
  UnsupportedTimeInForce: "UnsupportedTimeInForce",
  /** An attribute isn't supported. */
  UnsupportedOrderAttribute: "UnsupportedOrderAttribute",
  /** The client order id was used before. */
  DuplicateClientOrderId: "DuplicateClientOrderId",
  /** The order came too late. */
  TooLateToEnter: "TooLateToEnter",
  /** The venue is closed. */
  ExchangeClosed: "ExchangeClosed",
  /** The instrument isn't known. */
  UnknownInstrument: "UnknownInstrument",
  /** The account isn't known. */
  UnknownAccount: "UnknownAccount",
  /** The venue isn't known. */
  UnknownVenue: "UnknownVenue",
  /** The clearing account isn't known. */
  UnknownClearingAccount: "UnknownClearingAccount",
  /** The collateral asset isn't known. */
  UnknownCollateralAsset: "UnknownCollateralAsset",
  /** There isn't enough money or stock. */
  InsufficientFunds: "InsufficientFunds",
  /** There isn't enough margin. */
  InsufficientMargin: "InsufficientMargin",
  /** There isn't enough position. */
  InsufficientPosition: "InsufficientPosition",
  /** A credit limit is exceeded. */
  CreditLimitExceeded: "CreditLimitExceeded",
  /** A risk limit is exceeded. */
  RiskLimitExceeded: "RiskLimitExceeded",
  /** Quantity and notional are both too large. */
  OrderExceedsLimit: "OrderExceedsLimit",
  /** The quantity is too large. */
  OrderQtyExceedsLimit: "OrderQtyExceedsLimit",
  /** The notional is too large. */
  OrderNotionalExceedsLimit: "OrderNotionalExceedsLimit",
  /** A position limit is exceeded. */
  PositionLimitExceeded: "PositionLimitExceeded",
  /** A concentration limit is exceeded. */
  ConcentrationLimitExceeded: "ConcentrationLimitExceeded",
  /** A leverage limit is exceeded. */
  LeverageLimitExceeded: "LeverageLimitExceeded",
  /** Too many orders in a time window. */
  RateLimitExceeded: "RateLimitExceeded",
  /** Profit or loss is out of bounds. */
  PnlKillSwitchTriggered: "PnlKillSwitchTriggered",
  /** The account, its group or the engine is blocked. */
  AccountBlocked: "AccountBlocked",
  /** The account may not do this. */
  AccountNotAuthorized: "AccountNotAuthorized",
  /** A compliance rule forbids it. */
  ComplianceRestriction: "ComplianceRestriction",
  /** The instrument is restricted. */
  InstrumentRestricted: "InstrumentRestricted",
  /** A jurisdiction forbids it. */
  JurisdictionRestriction: "JurisdictionRestriction",
  /** It would trade with the same owner. */
  WashTradePrevention: "WashTradePrevention",
  /** It would match an own order. */
  SelfMatchPrevention: "SelfMatchPrevention",
  /** The short sale isn't allowed. */
  ShortSaleRestriction: "ShortSaleRestriction",
  /** A limit that must be configured isn't. */
  RiskConfigurationMissing: "RiskConfigurationMissing",
  /** Reference data can't be had. */
  ReferenceDataUnavailable: "ReferenceDataUnavailable",
  /** The value of the order can't be computed. */
  OrderValueCalculationFailed: "OrderValueCalculationFailed",
  /** A part of the system failed. */
  SystemUnavailable: "SystemUnavailable",
  /** There is no usable quote. */
  MarkPriceUnavailable: "MarkPriceUnavailable",
  /** An adjustment would leave its bounds. */
  AccountAdjustmentBoundsExceeded: "AccountAdjustmentBoundsExceeded",
  /** A number doesn't fit. */
  ArithmeticOverflow: "ArithmeticOverflow",
  /** A meaning of the caller's own. */
  Custom: "Custom",
  /** Anything else. */
  Other: "Other",
} as const;
/** One of the values of {@linkcode RejectCode}. */
export type RejectCode = typeof RejectCode[keyof typeof RejectCode];

const EVALUATION_FAILURES: ReadonlySet<RejectCode> = new Set<RejectCode>([
  "MissingRequiredField",
  "UnknownInstrument",
  "UnknownAccount",
  "UnknownVenue",
  "UnknownClearingAccount",
  "UnknownCollateralAsset",
  "RiskConfigurationMissing",
  "ReferenceDataUnavailable",
  "OrderValueCalculationFailed",
  "SystemUnavailable",
  "MarkPriceUnavailable",
  "ArithmeticOverflow",
]);

/**
 * Whether a code says that an order could not be evaluated, which is fatal to a drop copy too.
 *
 * @throws {ParamError} If the code is unknown.
 */
export function isRejectCodeEvaluationFailure(code: RejectCode): boolean {
  return EVALUATION_FAILURES.has(readRejectCode(code));
}

/** Checks that a text is one of the codes. @throws {ParamError} If it isn't. */
export function readRejectCode(code: unknown): RejectCode {
  if (typeof code === "string" && Object.hasOwn(RejectCode, code)) return code as RejectCode;
  throw otherError(`unknown reject code: ${String(code)}`);
}
