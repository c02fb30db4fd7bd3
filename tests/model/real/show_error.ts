/** Errors of the package as records. */
import {
  AccountBlockError,
  AccountGroupRegistrationError,
  AccountRetirementError,
  OpenpitError,
  PolicyCallbackError,
  PolicyConfigureError,
} from "../../../mod.ts";
import { AccountAdjustmentBatchResult, PostTradeResult } from "../../../src/pretrade/mod.ts";
import { describeThrown } from "../records.ts";
import { showBatch, showReport } from "./values.ts";

/** An error that isn't the package's own goes on: no command may end with one. */
export function showError(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof OpenpitError)) throw error;
  return { name: error.name, message: error.message, ...fieldsOf(error) };
}

function fieldsOf(error: OpenpitError): Readonly<Record<string, unknown>> {
  if (error instanceof PolicyCallbackError) {
    const { cause, result } = error;
    return { cause: describeThrown(cause), ...(result && { result: showResult(result) }) };
  }
  if (error instanceof AccountRetirementError) {
    const { kind, refusals } = error;
    return {
      kind,
      ...(refusals && { refusals }),
      ...("cause" in error && { cause: describeThrown(error.cause) }),
    };
  }
  if (error instanceof AccountBlockError) {
    const { kind, accountId, accountGroupId } = error;
    return texts({ kind, accountId, accountGroupId });
  }
  if (error instanceof AccountGroupRegistrationError) {
    const { kind, accountId, currentGroupId, requestedGroupId } = error;
    return texts({ kind, accountId, currentGroupId, requestedGroupId });
  }
  if (error instanceof PolicyConfigureError) {
    const { kind, policyName } = error;
    return texts({ kind, policyName });
  }
  return {};
}

function showResult(result: unknown): unknown {
  if (result instanceof PostTradeResult) return showReport(result);
  if (result instanceof AccountAdjustmentBatchResult) return showBatch(result);
  return result;
}

/** Absent fields are left out. */
function texts(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const present = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present.map(([name, value]) => [name, String(value)]));
}
