import { rangeError, typeError } from "../param/internal.ts";

/** What a {@linkcode SettlementLag} counts, by name; numbers lead back to the names. */
export const SettlementUnit = {
  /** Days on which the market settles. */
  BusinessDays: 0,
  /** All days. */
  CalendarDays: 1,
  /** Name of the first unit. */
  0: "BusinessDays",
  /** Name of the second unit. */
  1: "CalendarDays",
} as const;
/** One of the units of {@linkcode SettlementUnit}: 0 for business days, 1 for calendar days. */
export type SettlementUnit = typeof SettlementUnit["BusinessDays" | "CalendarDays"];

/** Checks a unit. */
export function readSettlementUnit(value: unknown): SettlementUnit {
  if (typeof value !== "number") throw typeError("settlement unit must be a number");
  if (value === SettlementUnit.BusinessDays) return SettlementUnit.BusinessDays;
  if (value === SettlementUnit.CalendarDays) return SettlementUnit.CalendarDays;
  throw rangeError(
    "settlement unit must be SettlementUnit.BusinessDays or SettlementUnit.CalendarDays",
  );
}
