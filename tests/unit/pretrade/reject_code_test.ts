import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { isRejectCodeEvaluationFailure, RejectCode } from "../../../src/reject.ts";
import { assertErrors } from "../model/_errors.ts";

// In the order of the contract.
const CODES = [
  ...["MissingRequiredField", "InvalidFieldFormat", "InvalidFieldValue", "UnsupportedOrderType"],
  ...["UnsupportedTimeInForce", "UnsupportedOrderAttribute", "DuplicateClientOrderId"],
  ...["TooLateToEnter", "ExchangeClosed", "UnknownInstrument", "UnknownAccount", "UnknownVenue"],
  ...["UnknownClearingAccount", "UnknownCollateralAsset", "InsufficientFunds"],
  ...["InsufficientMargin", "InsufficientPosition", "CreditLimitExceeded", "RiskLimitExceeded"],
  ...["OrderExceedsLimit", "OrderQtyExceedsLimit", "OrderNotionalExceedsLimit"],
  ...["PositionLimitExceeded", "ConcentrationLimitExceeded", "LeverageLimitExceeded"],
  ...["RateLimitExceeded", "PnlKillSwitchTriggered", "AccountBlocked", "AccountNotAuthorized"],
  ...["ComplianceRestriction", "InstrumentRestricted", "JurisdictionRestriction"],
  ...["WashTradePrevention", "SelfMatchPrevention", "ShortSaleRestriction"],
  ...["RiskConfigurationMissing", "ReferenceDataUnavailable", "OrderValueCalculationFailed"],
  ...["SystemUnavailable", "MarkPriceUnavailable", "AccountAdjustmentBoundsExceeded"],
  ...["ArithmeticOverflow", "Custom", "Other"],
];

const FATAL = [
  ...["MissingRequiredField", "UnknownInstrument", "UnknownAccount", "UnknownVenue"],
  ...["UnknownClearingAccount", "UnknownCollateralAsset", "RiskConfigurationMissing"],
  ...["ReferenceDataUnavailable", "OrderValueCalculationFailed", "SystemUnavailable"],
  ...["MarkPriceUnavailable", "ArithmeticOverflow"],
];

describe("RejectCode", () => {
  it("has 44 codes, each its own name", () => {
    assertEquals(CODES.length, 44);
    assertEquals(Object.keys(RejectCode), CODES);
    assertEquals(Object.values(RejectCode) as string[], CODES);
  });
});

describe("isRejectCodeEvaluationFailure()", () => {
  it("is true for the 12 codes that stop a drop copy", () => {
    const failing = Object.values(RejectCode).filter(isRejectCodeEvaluationFailure) as string[];
    assertEquals(failing.sort(), FATAL.sort());
  });
  it("refuses unknown codes", () => {
    const ask = (code: unknown) => () => isRejectCodeEvaluationFailure(code as RejectCode);
    assertErrors(["", "other", "toString", "X", 1, undefined, null].map((code) => [
      ask(code),
      `ParamError Other: unknown reject code: ${code}`,
    ]));
  });
});
