import type { Decimal } from "../internal/decimal/mod.ts";
import { makeFee, makePnl, markLibraryClass, readFee, readPnl } from "../param/internal.ts";
import type { DecimalInput, Fee, Pnl } from "../param/mod.ts";
import {
  groupRecord,
  LENIENT,
  type Optional,
  optional,
  optionalPnl,
  type ReadOptions,
} from "./_fields.ts";

/** Plain form of a {@linkcode FinancialImpact}, which may leave a part out. */
export interface FinancialImpactInit {
  /** Profit (positive) or loss (negative). */
  readonly pnl?: Optional<Pnl | DecimalInput>;
  /** Cost (positive) or rebate (negative) that is not inside `pnl`. */
  readonly fee?: Optional<Fee | DecimalInput>;
}

/** The financial impact of a report as the engine and its policies read it: no wrappers, one shape. */
export class FinancialImpactData {
  pnl: Decimal | undefined;
  fee: Decimal | undefined;

  constructor(pnl: Decimal | undefined, fee: Decimal | undefined) {
    this.pnl = pnl;
    this.fee = fee;
  }

  copy(): FinancialImpactData {
    return new FinancialImpactData(this.pnl, this.fee);
  }
}

let dataOf: (impact: FinancialImpact) => FinancialImpactData;
/** Wraps a copy of the data of a financial impact. */
export let makeFinancialImpact: (data: FinancialImpactData) => FinancialImpact;
let isFinancialImpact: (value: unknown) => value is FinancialImpact;

/**
 * What a report did to the account's money: profit or loss, and the fees that are not inside it.
 *
 * A part is undefined only in a group that came from a plain object without it.
 */
export class FinancialImpact {
  // Keeps the class apart from its plain form at compile time; not there at run time.
  declare private readonly brand: "FinancialImpact";
  readonly #data: FinancialImpactData;

  static {
    markLibraryClass(this, "FinancialImpact");
    isFinancialImpact = (value): value is FinancialImpact =>
      typeof value === "object" && value !== null && #data in value;
    dataOf = (impact) => impact.#data;
    makeFinancialImpact = (data) => {
      const impact = new FinancialImpact(0, 0);
      impact.#data.pnl = data.pnl;
      impact.#data.fee = data.fee;
      return impact;
    };
  }

  /** Makes an impact of both parts. @throws {TypeError} Wrong type. @throws {ParamError} InvalidFormat. */
  constructor(pnl: Pnl | DecimalInput, fee: Fee | DecimalInput) {
    this.#data = new FinancialImpactData(readPnl(pnl), readFee(fee));
  }

  /** Profit (positive) or loss (negative). It can't be cleared. */
  get pnl(): Pnl | undefined {
    const pnl = this.#data.pnl;
    return pnl === undefined ? undefined : makePnl(pnl);
  }
  set pnl(value: Pnl | DecimalInput) {
    this.#data.pnl = readPnl(value);
  }

  /** Cost (positive) or rebate (negative) that is not inside `pnl`. It can't be cleared. */
  get fee(): Fee | undefined {
    const fee = this.#data.fee;
    return fee === undefined ? undefined : makeFee(fee);
  }
  set fee(value: Fee | DecimalInput) {
    this.#data.fee = readFee(value);
  }

  /** A new object of the same fields. */
  clone(): FinancialImpact {
    return makeFinancialImpact(this.#data);
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

/** The canonical fields of the group. */
export const FINANCIAL_IMPACT_FIELDS: readonly string[] = ["pnl", "fee"];

/** Reads a financial impact, class or plain form, into data of its own. Each field is read once. */
export function readFinancialImpact(
  value: unknown,
  options: ReadOptions = LENIENT,
): FinancialImpactData {
  if (isFinancialImpact(value)) return dataOf(value).copy();
  const record = groupRecord(
    value,
    "financialImpact",
    "FinancialImpact",
    FINANCIAL_IMPACT_FIELDS,
    options,
  );
  return new FinancialImpactData(optionalPnl(record.pnl), optional(record.fee, readFee));
}
