/** Plays a scenario to its end or to the first cell that does not come true. */
import { type Difference, differenceOf } from "./checks.ts";
import { Player, type Timings } from "./player.ts";
import { readScenario, type Row, type Scenario } from "./rows.ts";
import { readTable, TableError } from "./table.ts";

/** Where a table and the engine differ. */
export interface Mismatch extends Difference {
  /** The cell `#` of the row, or its line. */
  readonly row: string;
  readonly line: number;
  readonly account: string;
  readonly action: string;
}

/** What a play came to. */
export interface Play {
  readonly name: string;
  readonly rows: number;
  /** Rows that are not quotes. */
  readonly operations: number;
  readonly accounts: number;
  readonly timings: Timings;
  /** Undefined if every row came true. */
  readonly mismatch: Mismatch | undefined;
}

/**
 * Plays the text of a table on a fresh engine.
 *
 * @throws {TableError} If the table has a mistake, with its line and, if it is in a cell, column.
 */
export function playTable(text: string): Play {
  return playScenario(readScenario(readTable(text)));
}

/** Plays a scenario on a fresh engine. Groups are joined before anything else happens. */
export function playScenario({ name, settings, rows }: Scenario): Play {
  const player = new Player(settings);
  const [groups, others] = [rows.filter(isGroup), rows.filter((row) => !isGroup(row))];
  let mismatch: Mismatch | undefined;
  for (const row of [...groups, ...others]) {
    mismatch = playRow(player, row);
    if (mismatch !== undefined) break;
  }
  const accounts = new Set(rows.map((row) => row.get("account")).filter(Boolean));
  return {
    name,
    rows: rows.length,
    operations: rows.filter(({ action }) => action !== "TICK").length,
    accounts: accounts.size,
    timings: player.timings,
    mismatch,
  };
}

function isGroup({ action }: Row): boolean {
  return action === "GROUP";
}

function playRow(player: Player, row: Row): Mismatch | undefined {
  const { action, line } = row;
  try {
    const difference = differenceOf(row, player.play(row), player);
    if (difference === undefined) return undefined;
    const [number, account] = [row.get("#") ?? `line ${line}`, row.get("account") ?? ""];
    return { row: number, line, account, action, ...difference };
  } catch (error) {
    if (error instanceof TableError) throw error;
    // The engine throws only at values that no row should have, such as a price of "ten".
    throw new TableError((error as Error).message, line);
  }
}
