import { decimalInside, makePnl, readPnl, typeError } from "../param/internal.ts";
import type { DecimalInput, Pnl } from "../param/mod.ts";
import { isPnlHaltReason, type PnlHaltReason } from "./pnl_halt_reason.ts";

/** A profit or loss, or why it can't be calculated. */
export type PnlState = Pnl | PnlHaltReason;

/** Every way to write a {@linkcode PnlState}. */
export type PnlStateInput = PnlState | DecimalInput;

/** Reads a profit or loss or a halt reason. Both are immutable, so what comes back may be what was given. */
export function readPnlState(value: unknown, label: string): PnlState {
  if (isPnlHaltReason(value)) return value;
  if (decimalInside(value, "Pnl") === undefined && !isDecimalInput(value)) {
    throw typeError(`${label} must be a Pnl, DecimalInput, or PnlHaltReason`);
  }
  return makePnl(readPnl(value));
}

function isDecimalInput(value: unknown): value is DecimalInput {
  return typeof value === "string" || typeof value === "number" || typeof value === "bigint";
}
