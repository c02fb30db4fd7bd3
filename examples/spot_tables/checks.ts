/** Compares what came of a row with what the row expects. */
import { PositionSize } from "@openpit-ts/openpit/param";
import type { Outcome, Player } from "./player.ts";
import type { Row } from "./rows.ts";
import { HOLDING_FIELDS, type HoldingField, TableError } from "./table.ts";

/** A cell that did not come true. */
export interface Difference {
  readonly column: string;
  readonly wanted: string;
  readonly got: string;
}

/** The first cell of a row, from left to right after the verdict, that did not come true. */
export function differenceOf(row: Row, outcome: Outcome, player: Player): Difference | undefined {
  const code = outcome.code === undefined ? "" : ` ${outcome.code}: ${outcome.details}`;
  if (outcome.verdict !== row.expect) {
    return { column: "expect", wanted: row.expect, got: `${outcome.verdict}${code}` };
  }
  for (const [column, wanted] of row.checks) {
    const got = column.includes(" ")
      ? holding(row, column, player)
      : result(row, column, outcome, player);
    if (!isSame(wanted, got)) return { column, wanted, got };
  }
  return undefined;
}

function result(row: Row, column: string, outcome: Outcome, player: Player): string {
  switch (column) {
    case "reject":
      return outcome.code ?? "";
    case "details":
      return outcome.details ?? "";
    case "lock":
      return outcome.lock ?? "";
    case "ledger":
      return player.ledgers.get(row.need("account")) ?? "-";
    default:
      throw new TableError("no row has this", row.line, column);
  }
}

/** What the account has; an asset that it never had reads as zeros. */
function holding(row: Row, column: string, player: Player): string {
  const [asset = "", field] = column.split(" ") as [string, HoldingField];
  if (!HOLDING_FIELDS.includes(field)) {
    throw new TableError("no holding has this", row.line, column);
  }
  const [found] = player.engine.accounts().holdings(row.need("account"), asset);
  if (field === "average") return `${found?.averageEntryPrice ?? "-"}`;
  if (field === "pnl") return `${found?.haltReason?.kind ?? found?.realizedPnl ?? "-"}`;
  return `${found?.[field] ?? "0"}`;
}

/** Numbers are compared by value, so that 100 may stand for 100.00; codes in any case of letters. */
function isSame(wanted: string, got: string): boolean {
  if (wanted.toLowerCase() === got.toLowerCase()) return true;
  return NUMBER.test(wanted) && NUMBER.test(got) &&
    new PositionSize(wanted).equals(new PositionSize(got));
}

const NUMBER = /^-?\d+(\.\d+)?$/;
