import { makeAccountId, markLibraryClass, readAccountId, readSide } from "../param/internal.ts";
import type { AccountId, AccountIdInput, SideValue } from "../param/mod.ts";
import {
  groupRecord,
  LENIENT,
  type Optional,
  optional,
  optionalAsset,
  type ReadOptions,
} from "./_fields.ts";

/** Plain form of an {@linkcode ExecutionReportOperation}. */
export interface ExecutionReportOperationInit {
  /** What was bought or sold. */
  readonly underlyingAsset?: Optional<string>;
  /** What it is paid in. */
  readonly settlementAsset?: Optional<string>;
  /** Who traded; a text is hashed. */
  readonly accountId?: Optional<AccountIdInput>;
  /** BUY or SELL, any letter case. */
  readonly side?: Optional<SideValue | Lowercase<SideValue>>;
}

/** The operation group of a report as the engine and its policies read it: no wrappers, one shape. */
export class ExecutionReportOperationData {
  underlyingAsset: string | undefined;
  settlementAsset: string | undefined;
  accountId: bigint | undefined;
  side: SideValue | undefined;

  constructor(
    underlyingAsset: string | undefined,
    settlementAsset: string | undefined,
    accountId: bigint | undefined,
    side: SideValue | undefined,
  ) {
    this.underlyingAsset = underlyingAsset;
    this.settlementAsset = settlementAsset;
    this.accountId = accountId;
    this.side = side;
  }

  copy(): ExecutionReportOperationData {
    return new ExecutionReportOperationData(
      this.underlyingAsset,
      this.settlementAsset,
      this.accountId,
      this.side,
    );
  }
}

let dataOf: (operation: ExecutionReportOperation) => ExecutionReportOperationData;
/** Wraps a copy of the data of an operation group. */
export let makeExecutionReportOperation: (
  data: ExecutionReportOperationData,
) => ExecutionReportOperation;
let isExecutionReportOperation: (value: unknown) => value is ExecutionReportOperation;

/** Which order a report is about: its instrument, account and side. */
export class ExecutionReportOperation {
  // Keeps the class apart from its plain form at compile time; not there at run time.
  declare private readonly brand: "ExecutionReportOperation";
  #data: ExecutionReportOperationData = new ExecutionReportOperationData(
    undefined,
    undefined,
    undefined,
    undefined,
  );

  static {
    markLibraryClass(this, "ExecutionReportOperation");
    isExecutionReportOperation = (value): value is ExecutionReportOperation =>
      typeof value === "object" && value !== null && #data in value;
    dataOf = (operation) => operation.#data;
    makeExecutionReportOperation = (data) => {
      const operation = new ExecutionReportOperation();
      operation.#data = data.copy();
      return operation;
    };
  }

  /** What was bought or sold. */
  get underlyingAsset(): string | undefined {
    return this.#data.underlyingAsset;
  }
  set underlyingAsset(value: Optional<string>) {
    this.#data.underlyingAsset = optionalAsset(value, "underlyingAsset");
  }

  /** What it is paid in. */
  get settlementAsset(): string | undefined {
    return this.#data.settlementAsset;
  }
  set settlementAsset(value: Optional<string>) {
    this.#data.settlementAsset = optionalAsset(value, "settlementAsset");
  }

  /** Who traded. */
  get accountId(): AccountId | undefined {
    const accountId = this.#data.accountId;
    return accountId === undefined ? undefined : makeAccountId(accountId);
  }
  set accountId(value: Optional<AccountIdInput>) {
    this.#data.accountId = optional(value, readAccountId);
  }

  /** BUY or SELL. */
  get side(): SideValue | undefined {
    return this.#data.side;
  }
  set side(value: Optional<SideValue | Lowercase<SideValue>>) {
    this.#data.side = optional(value, readSide);
  }

  /** A new object of the same fields. */
  clone(): ExecutionReportOperation {
    return makeExecutionReportOperation(this.#data);
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

/** The canonical fields of the group. */
export const EXECUTION_REPORT_OPERATION_FIELDS: readonly string[] = [
  "underlyingAsset",
  "settlementAsset",
  "accountId",
  "side",
];

/** Reads an operation group, class or plain form, into data of its own. Each field is read once. */
export function readExecutionReportOperation(
  value: unknown,
  options: ReadOptions = LENIENT,
): ExecutionReportOperationData {
  if (isExecutionReportOperation(value)) return dataOf(value).copy();
  const record = groupRecord(
    value,
    "operation",
    "ExecutionReportOperation",
    EXECUTION_REPORT_OPERATION_FIELDS,
    options,
  );
  return new ExecutionReportOperationData(
    optionalAsset(record.underlyingAsset, "underlyingAsset"),
    optionalAsset(record.settlementAsset, "settlementAsset"),
    optional(record.accountId, readAccountId),
    optional(record.side, readSide),
  );
}
