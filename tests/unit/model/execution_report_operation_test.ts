import { makeExecutionReport, readExecutionReport } from "../../../src/model/internal.ts";
import { ExecutionReport, ExecutionReportOperation } from "../../../src/model/mod.ts";
import { account, asset, word } from "./_fields.ts";
import { describeGroup } from "./_groups.ts";

describeGroup({
  type: ExecutionReportOperation,
  make: () => new ExecutionReportOperation(),
  read: (value, options) =>
    makeExecutionReport(readExecutionReport({ operation: value }, options)).operation,
  assign: (value) => {
    const report = new ExecutionReport();
    Reflect.set(report, "operation", value);
    return report.operation;
  },
  fields: [
    asset("underlyingAsset"),
    asset("settlementAsset"),
    account("accountId"),
    word("side", "side", "BUY", "SELL"),
  ],
  shapeError: "TypeError: operation must be an ExecutionReportOperation or a plain object",
  misspelt: [
    "account",
    'TypeError: Unknown field "account" in operation: the nearest known field is "accountId"',
  ],
});
