/** Reads the text of a scenario: front matter, then the first pipe table of the Markdown behind it. */

/** What a scenario sets for the whole of its engine. */
export interface Settings {
  readonly slippageBps: number;
  readonly pricingSource: "Mark" | "BookTop";
  readonly limitMode: "Enforce" | "TrackOnly";
  /** How long a quote lives; undefined means for ever. */
  readonly quoteTtlMs: number | undefined;
}

/** One line of the table. */
export interface RawRow {
  /** Line in the file, from 1. */
  readonly line: number;
  /** Cells that hold something, by header. */
  readonly cells: ReadonlyMap<string, string>;
}

/** A scenario as it is written. */
export interface RawTable {
  readonly name: string;
  readonly settings: Settings;
  /** Headers in order, each in the spelling of {@linkcode columnOf}. */
  readonly columns: readonly string[];
  readonly rows: readonly RawRow[];
}

/** A scenario that cannot be played as it is written. */
export class TableError extends Error {
  override readonly name = "TableError";

  constructor(message: string, line: number, column?: string) {
    super(`Line ${line}${column === undefined ? "" : `, column "${column}"`}: ${message}`);
  }
}

/** What a header may say of an asset, and what a row then expects of the account's holding in it. */
export const HOLDING_FIELDS = ["available", "held", "incoming", "average", "pnl"] as const;
export type HoldingField = typeof HOLDING_FIELDS[number];

const PLAIN_COLUMNS: readonly string[] = [
  ...["#", "account", "action", "instrument", "side", "qty", "volume", "price", "asset"],
  ...["amount", "fee", "pnl", "group", "expect", "reject", "note", "order", "bid", "ask"],
  ...["lower", "upper", "details", "lock", "ledger"],
];
const REQUIRED_COLUMNS = ["account", "action", "expect"] as const;

/** Reads a scenario. */
export function readTable(text: string): RawTable {
  const lines = text.split(/\r?\n/);
  const { head, end } = frontMatter(lines);
  const start = lines.findIndex((line, index) => index >= end && line.startsWith("|"));
  if (start < 0) throw new TableError("there is no table", lines.length);
  const columns = cellsOf(lines[start] as string).map((header) => columnOf(header, start + 1));
  for (const required of REQUIRED_COLUMNS) {
    if (!columns.includes(required)) {
      throw new TableError("a column is missing", start + 1, required);
    }
  }
  const twice = columns.find((column, index) => columns.indexOf(column) !== index);
  if (twice !== undefined) throw new TableError("the column stands twice", start + 1, twice);
  if (!/^\|[\s:|-]+\|\s*$/.test(lines[start + 1] ?? "")) {
    throw new TableError("the line of dashes is missing", start + 2);
  }
  const rows: RawRow[] = [];
  for (let index = start + 2; lines[index]?.startsWith("|"); index++) {
    rows.push(readRow(lines[index] as string, columns, index + 1));
  }
  return { ...head, columns, rows };
}

/**
 * The one spelling of a header: plain names in lower case, `USD HELD` as `USD held`. A header of two words expects
 * something, so it must be known; other unknown ones are comments.
 */
function columnOf(header: string, line: number): string {
  const plain = header.toLowerCase();
  const [asset, field, ...more] = header.split(/\s+/);
  if (field === undefined || PLAIN_COLUMNS.includes(plain)) return plain;
  const known = HOLDING_FIELDS.find((name) => name === field.toLowerCase());
  if (known === undefined || more.length > 0) {
    const fields = HOLDING_FIELDS.join(", ");
    throw new TableError(`a header of two words is an asset and one of ${fields}`, line, header);
  }
  return `${asset} ${known}`;
}

function cellsOf(line: string): string[] {
  return line.trim().replace(/^\||\|$/g, "").split("|").map((cell) => cell.trim());
}

function readRow(text: string, columns: readonly string[], line: number): RawRow {
  const cells = cellsOf(text);
  if (cells.length !== columns.length) {
    throw new TableError(`${cells.length} cells instead of ${columns.length}`, line);
  }
  const filled = columns.map((column, index) => [column, cells[index] as string] as const)
    .filter(([, cell]) => cell !== "");
  return { line, cells: new Map(filled) };
}

function frontMatter(lines: readonly string[]): {
  head: Pick<RawTable, "name" | "settings">;
  end: number;
} {
  const close = lines.indexOf("---", 1);
  if (lines[0] !== "---" || close < 0) throw new TableError("the front matter is missing", 1);
  const values = new Map<string, { text: string; line: number }>();
  for (const [index, text] of lines.slice(1, close).entries()) {
    const line = index + 2;
    if (text.trim() === "" || text.startsWith("#")) continue;
    const [, key = "", value = ""] = /^([a-z_]+):\s*(.*?)\s*$/.exec(text) ?? [];
    if (!KEYS.includes(key)) throw new TableError(`a key is one of ${KEYS.join(", ")}`, line);
    values.set(key, { text: value, line });
  }
  const take = <T>(key: string, absent: T, read: (text: string) => T | undefined): T => {
    const found = values.get(key);
    if (found === undefined) return absent;
    const value = read(found.text);
    if (value !== undefined) return value;
    throw new TableError(`${key} cannot be "${found.text}"`, found.line);
  };
  const settings: Settings = {
    slippageBps: take("slippage_bps", 0, (text) => integer(text, 65535)),
    pricingSource: take("pricing_source", "Mark", (text) => oneOf(text, ["Mark", "BookTop"])),
    limitMode: take("limit_mode", "Enforce", (text) => oneOf(text, ["Enforce", "TrackOnly"])),
    quoteTtlMs: take<number | undefined>("quote_ttl_ms", undefined, (text) => integer(text, 1e9)),
  };
  return { head: { name: take("name", "unnamed", (text) => text), settings }, end: close + 1 };
}

const KEYS: readonly string[] = [
  ...["name", "slippage_bps", "pricing_source", "limit_mode", "quote_ttl_ms"],
];

function integer(text: string, max: number): number | undefined {
  return /^\d+$/.test(text) && Number(text) <= max ? Number(text) : undefined;
}

function oneOf<T extends string>(text: string, values: readonly T[]): T | undefined {
  return values.find((value) => value === text);
}
