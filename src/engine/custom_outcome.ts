import {
  AccountOutcomeEntry,
  isAccountOutcomeEntry,
  isOutcomeAmount,
  isPnlOutcome,
  OutcomeAmount,
  type PnlHaltReason,
  PnlOutcome,
  PnlOutcomeAmount,
} from "../model/internal.ts";
import { isPlainRecord, makePrice, readPrice, typeError } from "../param/internal.ts";
import type { DecimalInput, Pnl, PositionSize } from "../param/mod.ts";

/** Reads what a custom policy says has changed for one asset: the class or its plain form. */
export function readOutcomeEntry(value: unknown): AccountOutcomeEntry {
  if (isAccountOutcomeEntry(value)) return value.clone();
  if (!isPlainRecord(value)) {
    throw typeError("account adjustment must be an AccountOutcomeEntry or a plain object");
  }
  const { asset, balance, held, incoming, realizedPnl, averageEntryPrice } = value;
  return new AccountOutcomeEntry(
    asset as string,
    readAmount(balance, "balance"),
    readAmount(held, "held"),
    readAmount(incoming, "incoming"),
    readPnlOutcome(realizedPnl),
    averageEntryPrice === undefined || averageEntryPrice === null
      ? undefined
      : makePrice(readPrice(averageEntryPrice)),
  );
}

function readAmount(value: unknown, label: string): OutcomeAmount | undefined {
  if (value === undefined || value === null) return undefined;
  if (isOutcomeAmount(value)) return value;
  if (!isPlainRecord(value)) {
    throw typeError(`${label} must be an OutcomeAmount or { delta, absolute }`);
  }
  return new OutcomeAmount(
    value.delta as PositionSize | DecimalInput,
    value.absolute as PositionSize | DecimalInput,
  );
}

function readPnlOutcome(value: unknown): PnlOutcome | undefined {
  if (value === undefined || value === null) return undefined;
  if (isPnlOutcome(value)) return value;
  if (!isPlainRecord(value)) {
    throw typeError("realizedPnl must be a PnlOutcome or { pnl } or { haltReason }");
  }
  const { pnl, haltReason } = value;
  const amount = isPlainRecord(pnl)
    ? new PnlOutcomeAmount(pnl.delta as Pnl | DecimalInput, pnl.absolute as Pnl | DecimalInput)
    : pnl as PnlOutcomeAmount | undefined;
  return new PnlOutcome(amount, haltReason as PnlHaltReason | undefined);
}
