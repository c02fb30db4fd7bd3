import { ErrorCode, ParamError, type ParamKind } from "./errors.ts";

/** The value errors of spec'd wording, made in one place. */

export function negativeError(param: ParamKind): ParamError {
  return new ParamError(`value must be non-negative for ${param}`, {
    code: ErrorCode.Negative,
    param,
  });
}

export function divisionByZeroError(param: ParamKind): ParamError {
  return new ParamError(`division by zero in ${param}`, { code: ErrorCode.DivisionByZero, param });
}

export function overflowError(param: ParamKind): ParamError {
  return new ParamError(`arithmetic overflow in ${param}`, { code: ErrorCode.Overflow, param });
}

export function underflowError(param: ParamKind): ParamError {
  return new ParamError(`arithmetic underflow in ${param}`, { code: ErrorCode.Underflow, param });
}

export function formatError(param: ParamKind, input: string): ParamError {
  return new ParamError(`invalid format for ${param}: '${input}'`, {
    code: ErrorCode.InvalidFormat,
    param,
    input,
  });
}

export function floatError(): ParamError {
  return new ParamError("invalid float value", { code: ErrorCode.InvalidFloat });
}

export function leverageError(): ParamError {
  return new ParamError("invalid leverage value", { code: ErrorCode.InvalidLeverage });
}

export function otherError(message: string): ParamError {
  return new ParamError(message, { code: ErrorCode.Other });
}
