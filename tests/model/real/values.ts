/** Values of the package as records, and back. */
import type { AccountAdjustmentOutcome } from "../../../src/accountadjustment.ts";
import type {
  AccountAdjustmentBatchResult,
  AccountPnlOutcome,
  DropCopyOperation,
  DryRunReport,
  Lock,
  PostTradeResult,
  Reservation,
} from "../../../src/pretrade/mod.ts";
import { AccountBlock, type Reject, type RejectCode } from "../../../src/reject.ts";
import type { BlockRecord, LockEntry, OutcomeRecord, PnlRecord, RejectRecord } from "../records.ts";

export function makeBlock({ policy, code, reason, details, userData }: BlockRecord): AccountBlock {
  return new AccountBlock(policy, code as RejectCode, reason, details, BigInt(userData));
}

export function showBlock(block: AccountBlock): BlockRecord {
  const { policy, code, reason, details, userData } = block;
  return { policy, code, reason, details, userData: String(userData) };
}

export function showReject(reject: Reject): RejectRecord {
  const { policy, code, scope, reason, details, userData } = reject;
  return { policy, code, scope, reason, details, userData: String(userData) };
}

/** The lock and the rest of what an open handle tells. */
export function showHolding(held: Reservation | DropCopyOperation): object {
  const block = held.accountBlock();
  return {
    lock: showLock(held.lock()),
    accountAdjustments: held.accountAdjustments().map(showOutcome),
    accountBlock: block && showBlock(block),
    isAccountBlocked: "isAccountBlocked" in held ? held.isAccountBlocked() : undefined,
  };
}

export function showDryRun(report: DryRunReport): object {
  return {
    isPass: report.isPass,
    rejects: report.rejects.map(showReject),
    lock: showLock(report.lock()),
    accountAdjustments: report.accountAdjustments().map(showOutcome),
    accountBlock: report.accountBlock && showBlock(report.accountBlock),
  };
}

export function showReport(result: PostTradeResult): object {
  return {
    accountBlocks: result.accountBlocks.map(showBlock),
    accountPnls: result.accountPnls.map(showPnl),
    accountAdjustments: result.accountAdjustments.map(showOutcome),
  };
}

export function showBatch(result: AccountAdjustmentBatchResult): object {
  return {
    ok: result.ok,
    failedIndex: result.failedIndex,
    rejects: result.rejects.map(showReject),
    outcomes: result.outcomes.map(showOutcome),
    accountBlocks: result.accountBlocks.map(showBlock),
  };
}

function showLock(lock: Lock): LockEntry[] {
  return lock.entries().map(([group, price]) => [group, price.toString()]);
}

function showOutcome({ policyGroupId, entry }: AccountAdjustmentOutcome): OutcomeRecord {
  const { asset, balance } = entry;
  const delta = String(balance?.delta.toString());
  return { policyGroupId, asset, delta, absolute: String(balance?.absolute.toString()) };
}

function showPnl({ policyGroupId, accountId, pnl }: AccountPnlOutcome): PnlRecord {
  const delta = String(pnl?.delta.toString());
  const absolute = String(pnl?.absolute.toString());
  return { policyGroupId, account: String(accountId.value), delta, absolute };
}
