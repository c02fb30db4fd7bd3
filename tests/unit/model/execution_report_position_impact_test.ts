import { makeExecutionReport, readExecutionReport } from "../../../src/model/internal.ts";
import { ExecutionReport, ExecutionReportPositionImpact } from "../../../src/model/mod.ts";
import { word } from "./_fields.ts";
import { describeGroup } from "./_groups.ts";

describeGroup({
  type: ExecutionReportPositionImpact,
  make: () => new ExecutionReportPositionImpact(),
  read: (value, options) =>
    makeExecutionReport(readExecutionReport({ positionImpact: value }, options)).positionImpact,
  assign: (value) => {
    const report = new ExecutionReport();
    Reflect.set(report, "positionImpact", value);
    return report.positionImpact;
  },
  fields: [
    word("positionEffect", "position effect", "OPEN", "CLOSE"),
    word("positionSide", "position side", "LONG", "SHORT"),
  ],
  shapeError:
    "TypeError: positionImpact must be an ExecutionReportPositionImpact or a plain object",
  misspelt: [
    "side",
    'TypeError: Unknown field "side" in positionImpact: the nearest known field is "positionSide"',
  ],
});
