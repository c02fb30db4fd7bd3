import { isPlainRecord, markLibraryClass, typeError } from "../param/internal.ts";
import { isAbsent, LENIENT, type Optional, type ReadOptions } from "./_fields.ts";
import {
  EXECUTION_REPORT_FILL_DETAILS_FIELDS,
  type ExecutionReportFillDetails,
  type ExecutionReportFillDetailsInit,
  type FillData,
  makeExecutionReportFillDetails,
  readExecutionReportFillDetails,
} from "./execution_report_fill_details.ts";
import {
  EXECUTION_REPORT_OPERATION_FIELDS,
  type ExecutionReportOperation,
  type ExecutionReportOperationData,
  type ExecutionReportOperationInit,
  makeExecutionReportOperation,
  readExecutionReportOperation,
} from "./execution_report_operation.ts";
import {
  EXECUTION_REPORT_POSITION_IMPACT_FIELDS,
  type ExecutionReportPositionImpact,
  type ExecutionReportPositionImpactInit,
  readExecutionReportPositionImpact,
} from "./execution_report_position_impact.ts";
import {
  FINANCIAL_IMPACT_FIELDS,
  type FinancialImpact,
  type FinancialImpactData,
  type FinancialImpactInit,
  makeFinancialImpact,
  readFinancialImpact,
} from "./financial_impact.ts";
import { type GroupFields, Payload } from "./payload.ts";

/** Plain form of an {@linkcode ExecutionReport}. */
export interface ExecutionReportInit {
  /** Which order the report is about. */
  readonly operation?: Optional<ExecutionReportOperation | ExecutionReportOperationInit>;
  /** What it did to the account's money. */
  readonly financialImpact?: Optional<FinancialImpact | FinancialImpactInit>;
  /** What was filled and what stays reserved. */
  readonly fill?: Optional<ExecutionReportFillDetails | ExecutionReportFillDetailsInit>;
  /** What it did to a position. */
  readonly positionImpact?: Optional<
    ExecutionReportPositionImpact | ExecutionReportPositionImpactInit
  >;
}

/** A report as the engine and its policies read it: one shape, copied from what the caller gave. */
export class ExecutionReportData {
  operation: ExecutionReportOperationData | undefined;
  financialImpact: FinancialImpactData | undefined;
  fill: FillData | undefined;
  positionImpact: ExecutionReportPositionImpact | undefined;
  /** The caller's own additions, if there are any and a custom policy may want them. */
  payload: Payload | undefined;

  constructor(
    operation: ExecutionReportOperationData | undefined,
    financialImpact: FinancialImpactData | undefined,
    fill: FillData | undefined,
    positionImpact: ExecutionReportPositionImpact | undefined,
  ) {
    this.operation = operation;
    this.financialImpact = financialImpact;
    this.fill = fill;
    this.positionImpact = positionImpact;
    this.payload = undefined;
  }

  copy(): ExecutionReportData {
    return new ExecutionReportData(
      this.operation?.copy(),
      this.financialImpact?.copy(),
      this.fill?.copy(),
      this.positionImpact?.clone(),
    );
  }
}

/** Wraps a copy of the data of a report. */
export let makeExecutionReport: (data: ExecutionReportData) => ExecutionReport;
let dataOf: (report: ExecutionReport) => ExecutionReportData;
let isExecutionReport: (value: unknown) => value is ExecutionReport;

/**
 * What a venue reports about an order: a carrier of optional groups. What is required is decided by the policies
 * that read it.
 *
 * Groups are copied in and out: to change one, assign it back.
 */
export class ExecutionReport {
  // Keeps the class apart from its plain form at compile time; not there at run time.
  declare private readonly brand: "ExecutionReport";
  #data: ExecutionReportData = new ExecutionReportData(undefined, undefined, undefined, undefined);

  static {
    markLibraryClass(this, "ExecutionReport");
    isExecutionReport = (value): value is ExecutionReport =>
      typeof value === "object" && value !== null && #data in value;
    dataOf = (report) => report.#data;
    makeExecutionReport = (data) => {
      const report = new ExecutionReport();
      report.#data = data.copy();
      return report;
    };
  }

  /** Which order the report is about, as a copy. */
  get operation(): ExecutionReportOperation | undefined {
    const operation = this.#data.operation;
    return operation === undefined ? undefined : makeExecutionReportOperation(operation);
  }
  set operation(value: Optional<ExecutionReportOperation | ExecutionReportOperationInit>) {
    this.#data.operation = isAbsent(value) ? undefined : readExecutionReportOperation(value);
  }

  /** What it did to the account's money, as a copy. */
  get financialImpact(): FinancialImpact | undefined {
    const impact = this.#data.financialImpact;
    return impact === undefined ? undefined : makeFinancialImpact(impact);
  }
  set financialImpact(value: Optional<FinancialImpact | FinancialImpactInit>) {
    this.#data.financialImpact = isAbsent(value) ? undefined : readFinancialImpact(value);
  }

  /** What was filled and what stays reserved, as a copy. */
  get fill(): ExecutionReportFillDetails | undefined {
    const fill = this.#data.fill;
    return fill === undefined ? undefined : makeExecutionReportFillDetails(fill);
  }
  set fill(value: Optional<ExecutionReportFillDetails | ExecutionReportFillDetailsInit>) {
    this.#data.fill = isAbsent(value) ? undefined : readExecutionReportFillDetails(value);
  }

  /** What it did to a position, as a copy. */
  get positionImpact(): ExecutionReportPositionImpact | undefined {
    return this.#data.positionImpact?.clone();
  }
  set positionImpact(
    value: Optional<ExecutionReportPositionImpact | ExecutionReportPositionImpactInit>,
  ) {
    this.#data.positionImpact = isAbsent(value)
      ? undefined
      : readExecutionReportPositionImpact(value);
  }

  /** A new object of the same fields. */
  clone(): ExecutionReport {
    return makeExecutionReport(this.#data);
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

/** Reads a report, class or plain form, into data of its own. Each field of the caller is read once. */
export function readExecutionReport(
  value: unknown,
  options: ReadOptions = LENIENT,
): ExecutionReportData {
  if (isExecutionReport(value)) {
    const data = dataOf(value).copy();
    if (options.keepsAdditions) capture(data, value, undefined);
    return data;
  }
  if (!isPlainRecord(value)) throw typeError("report must be an ExecutionReport or a plain object");
  const { operation, financialImpact, fill, positionImpact } = value;
  const data = new ExecutionReportData(
    isAbsent(operation) ? undefined : readExecutionReportOperation(operation, options),
    isAbsent(financialImpact) ? undefined : readFinancialImpact(financialImpact, options),
    isAbsent(fill) ? undefined : readExecutionReportFillDetails(fill, options),
    isAbsent(positionImpact)
      ? undefined
      : readExecutionReportPositionImpact(positionImpact, options),
  );
  if (options.keepsAdditions) {
    capture(data, value, { operation, financialImpact, fill, positionImpact });
  }
  return data;
}

/** A fresh report for one hook call: canonical fields as classes, the caller's additions as deep copies. */
export function reportForHook(data: ExecutionReportData): object {
  return data.payload === undefined ? makeExecutionReport(data) : data.payload.fresh();
}

function capture(data: ExecutionReportData, source: object, groups: object | undefined): void {
  data.payload = Payload.capture(
    source,
    groups,
    GROUP_FIELDS,
    ExecutionReport.prototype,
    () => makeExecutionReport(data),
  );
}

const GROUP_FIELDS: GroupFields = {
  operation: EXECUTION_REPORT_OPERATION_FIELDS,
  financialImpact: FINANCIAL_IMPACT_FIELDS,
  fill: EXECUTION_REPORT_FILL_DETAILS_FIELDS,
  positionImpact: EXECUTION_REPORT_POSITION_IMPACT_FIELDS,
};
