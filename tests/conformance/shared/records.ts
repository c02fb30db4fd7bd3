/**
 * Turns results of the engine into recorded shapes. A field that a file does not record appears
 * here only when it isn't neutral, so that it shows up as a difference.
 */
import type { Loose } from "./api.ts";
import { VectorError } from "./input.ts";

/** What one file calls a halted profit-and-loss figure, made from the kind of its reason. */
export type HaltForm = (kind: string) => unknown;

const HALT_NAMES: ReadonlyMap<string, string> = new Map([
  ["missing-fx", "MissingFx"],
  ["missing-account-currency", "MissingAccountCurrency"],
  ["missing-initial-pnl", "MissingInitialPnl"],
  ["missing-cost-basis", "MissingCostBasis"],
  ["arithmetic-overflow", "ArithmeticOverflow"],
]);

export const HALT_KINDS: readonly string[] = [...HALT_NAMES.keys()];

/** `missing-fx` as `MissingFx`. */
export function haltName(kind: string): string {
  const name = HALT_NAMES.get(kind);
  if (name === undefined) throw new VectorError(`unknown halt reason ${kind}`);
  return name;
}

export function reject(record: Loose): Record<string, unknown> {
  const { code, scope, policy, reason, details } = record;
  return { code, scope, policy, reason, details, userData: userDataIfSet(record) };
}

export function block(record: Loose): Record<string, unknown> {
  const { code, policy, reason, details } = record;
  return { code, policy, reason, details, userData: userDataIfSet(record) };
}

export function rejects(records: Loose): unknown[] {
  return records.map(reject);
}

export function blocks(records: Loose): unknown[] {
  return records.map(block);
}

/** An absent block is recorded as null. */
export function blockOrNull(record: Loose): unknown {
  return record === undefined ? null : block(record);
}

/** An optional list that the file leaves out when it is empty. */
export function ifAny<T>(items: readonly T[]): readonly T[] | undefined {
  return items.length === 0 ? undefined : items;
}

export function decimal(value: Loose): string | undefined {
  return value === undefined ? undefined : value.toString();
}

export function amount(value: Loose): unknown {
  if (value === undefined) return undefined;
  return { delta: value.delta.toString(), absolute: value.absolute.toString() };
}

/** Either the two figures or, once halted, what the file writes instead. */
export function pnlOutcome(value: Loose, halted: HaltForm): unknown {
  if (value === undefined) return undefined;
  return value.haltReason === undefined ? amount(value.pnl) : halted(value.haltReason.kind);
}

export function outcomeEntry(entry: Loose, halted: HaltForm): Record<string, unknown> {
  return {
    asset: entry.asset,
    balance: amount(entry.balance),
    held: amount(entry.held),
    incoming: amount(entry.incoming),
    realizedPnl: pnlOutcome(entry.realizedPnl, halted),
    averageEntryPrice: decimal(entry.averageEntryPrice),
  };
}

export function lockEntries(lock: Loose): unknown[] {
  return lock.entries().map(([group, price]: [number, Loose]) => [group, price.toString()]);
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A result carries its handle exactly when it is ok; anything else shows as an extra field. */
export function handleMismatch(ok: boolean, handle: Loose): string | undefined {
  if (ok === (handle !== undefined)) return undefined;
  return ok ? "missing although ok" : "present although not ok";
}

function userDataIfSet(record: Loose): unknown {
  return record.userData === 0n ? undefined : String(record.userData);
}
