import { rangeError, readPrice, typeError } from "../param/internal.ts";
import {
  type AccountBlock,
  AccountRetirementRefusal,
  type AdjustmentRun,
  makeReject,
  type PendingMutation,
  type PostTradeRun,
  type PreTradeRun,
  readAccountBlock,
  readAdjustmentOutcome,
  readPnlOutcome,
  readPostTradeResult,
  readRejectCode,
  readUserData,
  type Reject,
  type RejectScope,
  type RetirementRun,
} from "../pretrade/internal.ts";
import { AccountAdjustmentOutcome, iterable } from "../model/internal.ts";
import { readOutcomeEntry } from "./custom_outcome.ts";
import { checkMutations, type MutationHost, readMutation } from "./ready_mutations.ts";

/** Reads what hooks of custom policies return. Everything is checked; what is malformed is a failure of the hook. */

const PRE_TRADE_FIELDS = ["rejects", "mutations", "accountAdjustments", "lockPrices"] as const;
const ADJUSTMENT_FIELDS = [
  "rejects",
  "mutations",
  "accountAdjustments",
  "accountBlocks",
] as const;
const REPORT_FIELDS = [
  "accountBlocks",
  "accountPnls",
  "accountAdjustments",
  "mutations",
] as const;
const RETIREMENT_FIELDS = ["mutations"] as const;

/** Reads a list of refusals; null and undefined mean none. */
export function readRejects(value: unknown, policy: string): readonly Reject[] {
  if (value === undefined || value === null) return NONE;
  const rejects: Reject[] = [];
  for (const item of iterable(value, "rejects must be iterable")) {
    rejects.push(readReject(item, policy));
  }
  return rejects;
}

/**
 * Reads the result of a main check into the operation, in the order rejects, mutations, adjustments, prices. Mutations count as
 * soon as they are read, so that those before a malformed part are rolled back too; the rest counts only if all of it is well-formed.
 */
export function readPreTradeResult(
  value: unknown,
  unit: MutationHost,
  run: PreTradeRun,
): void {
  const result = recognized(value, PRE_TRADE_FIELDS, "pre-trade result");
  if (result === undefined) return;
  const rejects = readRejects(result.rejects, unit.name);
  if (run.isDryRun) checkMutations(optionalList(result.mutations, "mutations"), unit);
  else readMutations(result.mutations, run, unit);
  // Known fields are always read, so that a failing getter never goes unseen.
  const { accountAdjustments, lockPrices } = result;
  // A refusal's adjustments and prices are ignored; those of a drop copy count, since it goes on.
  if (rejects.length === 0 || run.isDropCopy) {
    const entries = list(accountAdjustments, "accountAdjustments", readOutcomeEntry);
    const prices = list(lockPrices, "lockPrices", readPrice);
    for (const entry of entries) {
      run.adjust(new AccountAdjustmentOutcome(unit.policyGroupId, entry));
    }
    for (const price of prices) run.lockPrice(unit.policyGroupId, price);
  }
  for (const reject of rejects) run.reject(reject);
}

/** Reads the result of a report hook. Nothing of it counts unless all of it is well-formed. */
export function readReportResult(value: unknown, run: PostTradeRun, unit: MutationHost): void {
  const lists = readPostTradeResult(value);
  const result = lists ?? recognized(value, REPORT_FIELDS, "report result");
  if (result === undefined) return;
  const blocks = list(result.accountBlocks, "accountBlocks", readBlock);
  const pnls = list(result.accountPnls, "accountPnls", readPnlOutcome);
  const outcomes = list(result.accountAdjustments, "accountAdjustments", readAdjustmentOutcome);
  if ("mutations" in result) readMutations(result.mutations, run, unit);
  for (const block of blocks) run.block(block);
  for (const pnl of pnls) run.pnl(pnl);
  for (const outcome of outcomes) run.adjust(outcome);
}

/** Reads the result of an adjustment hook, as that of a main check; a refusal's outcomes and blocks are ignored. */
export function readAdjustmentResult(
  value: unknown,
  unit: MutationHost,
  run: AdjustmentRun,
): void {
  const result = recognized(value, ADJUSTMENT_FIELDS, "adjustment result");
  if (result === undefined) return;
  const rejects = readRejects(result.rejects, unit.name);
  readMutations(result.mutations, run, unit);
  const { accountAdjustments, accountBlocks } = result;
  if (rejects.length === 0) {
    const entries = list(accountAdjustments, "accountAdjustments", readOutcomeEntry);
    const blocks = list(accountBlocks, "accountBlocks", readBlock);
    for (const entry of entries) {
      run.adjust(new AccountAdjustmentOutcome(unit.policyGroupId, entry));
    }
    for (const block of blocks) run.block(block);
  }
  for (const reject of rejects) run.reject(reject);
}

/** Reads the answer to a retirement: the name of a refusal, or mutations whose commit removes the account. */
export function readRetirementResult(
  value: unknown,
  run: RetirementRun,
  unit: MutationHost,
): void {
  if (typeof value === "string") {
    if (!Object.hasOwn(AccountRetirementRefusal, value)) {
      throw rangeError(`unknown account retirement refusal: ${value}`);
    }
    return run.refuse(value as AccountRetirementRefusal);
  }
  const result = recognized(value, RETIREMENT_FIELDS, "retirement result");
  if (result !== undefined) readMutations(result.mutations, run, unit);
}

function readMutations(
  value: unknown,
  run: { mutate(mutation: PendingMutation): void },
  unit: MutationHost,
): void {
  for (const mutation of optionalList(value, "mutations")) {
    run.mutate(readMutation(mutation, unit));
  }
}

function readBlock(value: unknown): AccountBlock {
  return readAccountBlock(value, "account block");
}

function list<T>(value: unknown, label: string, read: (item: unknown) => T): readonly T[] {
  return Array.from(optionalList(value, label), (item) => read(item));
}

/** Reads an optional list: null and undefined are empty. */
function optionalList(value: unknown, label: string): Iterable<unknown> {
  return value === undefined || value === null
    ? NONE
    : iterable(value, `${label} must be iterable`);
}

/**
 * A result object with at least one known field, or an empty one. Anything else is a mistake that must not pass for
 * an acceptance.
 */
function recognized<Field extends string>(
  value: unknown,
  fields: readonly Field[],
  label: string,
): Readonly<Record<Field, unknown>> | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "object") throw typeError(`${label} must be an object`);
  if (!fields.some((field) => field in value)) {
    const isEmptyRecord = Object.prototype.toString.call(value) === "[object Object]" &&
      Reflect.ownKeys(value).length === 0;
    if (!isEmptyRecord) throw typeError(`${label} has no recognized result fields`);
  }
  return value as Readonly<Record<Field, unknown>>;
}

function readReject(value: unknown, policy: string): Reject {
  if (typeof value !== "object" || value === null) throw typeError("reject must be an object");
  const reject = value as Readonly<Record<string, unknown>>;
  const code = text(reject.code, "code");
  const reason = text(reject.reason, "reason");
  const details = text(reject.details, "details");
  const scope = readScope(reject.scope);
  return makeReject(
    policy,
    scope,
    readRejectCode(code),
    reason,
    details,
    readUserData(reject.userData),
  );
}

function text(value: unknown, field: string): string {
  if (typeof value !== "string") throw typeError(`reject.${field} must be a string`);
  return value;
}

function readScope(value: unknown): RejectScope {
  if (value === undefined || value === null) return "order";
  if (typeof value !== "string") throw typeError("reject.scope must be a string");
  const scope = value.trim().toLowerCase();
  if (scope !== "order" && scope !== "account") {
    throw rangeError('reject scope must be "order" or "account"');
  }
  return scope;
}

const NONE: readonly never[] = [];
