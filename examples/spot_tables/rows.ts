/** Which actions there are, what each of them needs, and rows that have it. */
import { Quantity } from "@openpit-ts/openpit/param";
import { type RawRow, type RawTable, type Settings, TableError } from "./table.ts";

/** What a row may come to. */
export type Verdict = "OK" | "ACCEPT" | "REJECT" | "BLOCK";

interface Shape {
  readonly needs: readonly string[];
  readonly takes: readonly string[];
  /** Groups of cells of which a row has exactly one. */
  readonly oneOf?: readonly string[];
  readonly expects: readonly Verdict[];
}

/** What a row does. */
export type Action =
  | "GROUP"
  | "CURRENCY"
  | "SEED"
  | "ADJUST"
  | "TICK"
  | "ORDER"
  | "FILL"
  | "CANCEL"
  | "LIMIT"
  | "BARRIER"
  | "LEDGER"
  | "UNBLOCK"
  | "WAIT";

const SHAPES: Readonly<Record<Action, Shape>> = {
  GROUP: { needs: ["account", "group"], takes: [], expects: ["OK"] },
  CURRENCY: { needs: ["account", "asset"], takes: [], expects: ["OK"] },
  SEED: {
    needs: ["account", "asset", "amount"],
    takes: ["price", "pnl", "lower", "upper"],
    expects: ["OK", "REJECT"],
  },
  ADJUST: {
    needs: ["account", "asset", "amount"],
    takes: ["price", "pnl", "lower", "upper"],
    expects: ["OK", "REJECT"],
  },
  TICK: {
    needs: ["instrument"],
    takes: ["account", "group", "price", "bid", "ask"],
    expects: ["OK"],
  },
  ORDER: {
    needs: ["account", "instrument", "side"],
    takes: ["price", "order"],
    oneOf: ["qty", "volume"],
    expects: ["ACCEPT", "REJECT"],
  },
  FILL: {
    needs: ["account", "qty"],
    takes: ["side", "price", "fee", "asset", "pnl"],
    oneOf: ["order", "instrument"],
    expects: ["OK", "BLOCK"],
  },
  CANCEL: { needs: ["account", "order"], takes: ["fee", "asset"], expects: ["OK", "BLOCK"] },
  LIMIT: { needs: ["account", "asset", "amount"], takes: [], expects: ["OK"] },
  BARRIER: {
    needs: ["account", "asset"],
    takes: ["lower", "upper"],
    expects: ["OK", "BLOCK"],
  },
  LEDGER: { needs: ["account", "amount"], takes: [], expects: ["OK", "BLOCK"] },
  UNBLOCK: { needs: ["account"], takes: [], expects: ["OK"] },
  WAIT: { needs: ["amount"], takes: [], expects: ["OK"] },
};

/** Columns that say what comes of a row, and columns for readers: allowed everywhere. */
const EVERYWHERE: readonly string[] = ["#", "action", "expect", "note"];
const RESULTS: readonly string[] = ["reject", "details", "lock", "ledger"];

/** A row that has what its action needs. */
export class Row {
  readonly action: Action;
  readonly expect: Verdict;
  readonly line: number;
  /** Cells that say what must be the case after the row, by column. */
  readonly checks: ReadonlyMap<string, string>;
  readonly #cells: ReadonlyMap<string, string>;

  constructor(action: Action, expect: Verdict, { line, cells }: RawRow) {
    this.action = action;
    this.expect = expect;
    this.line = line;
    this.checks = new Map([...cells].filter(([column]) => isCheck(column)));
    this.#cells = cells;
  }

  /** The cell, or undefined if it is empty. */
  get(column: string): string | undefined {
    return this.#cells.get(column);
  }

  /** The cell; it was checked to be there. */
  need(column: string): string {
    const cell = this.#cells.get(column);
    if (cell === undefined) throw new TableError(`${this.action} needs it`, this.line, column);
    return cell;
  }

  /** The two assets of the cell `instrument`. */
  instrument(): { underlyingAsset: string; settlementAsset: string } {
    const [underlyingAsset, settlementAsset, ...more] = this.need("instrument").split("/");
    if (!underlyingAsset || !settlementAsset || more.length > 0) {
      throw new TableError("an instrument is written AAPL/USD", this.line, "instrument");
    }
    return { underlyingAsset, settlementAsset };
  }

  /** The cell `qty`. */
  quantity(): Quantity {
    return new Quantity(this.need("qty"));
  }

  /** The cell `side`. */
  side(): "BUY" | "SELL" {
    const side = this.need("side");
    if (side === "BUY" || side === "SELL") return side;
    throw new TableError("a side is BUY or SELL", this.line, "side");
  }
}

/** A scenario that can be played. */
export interface Scenario {
  readonly name: string;
  readonly settings: Settings;
  readonly rows: readonly Row[];
}

/** Checks every row, so that nothing is played of a table with a mistake in it. */
export function readScenario({ name, settings, rows }: RawTable): Scenario {
  return { name, settings, rows: rows.map(readRow) };
}

function readRow(raw: RawRow): Row {
  const { line, cells } = raw;
  const action = (cells.get("action") ?? "") as Action;
  if (!Object.hasOwn(SHAPES, action)) {
    const known = Object.keys(SHAPES).join(", ");
    throw new TableError(`an action is one of ${known}`, line, "action");
  }
  const shape = SHAPES[action];
  const expect = shape.expects.find((verdict) => verdict === cells.get("expect"));
  if (expect === undefined) {
    throw new TableError(`${action} comes to ${shape.expects.join(" or ")}`, line, "expect");
  }
  checkCells(action, shape, raw);
  const row = new Row(action, expect, raw);
  if (cells.has("instrument")) row.instrument();
  if (cells.has("side") || (action === "FILL" && cells.has("instrument"))) row.side();
  return row;
}

function checkCells(action: Action, { needs, takes, oneOf = [] }: Shape, raw: RawRow): void {
  const { line, cells } = raw;
  for (const column of needs) {
    if (!cells.has(column)) throw new TableError(`${action} needs it`, line, column);
  }
  const given = oneOf.filter((column) => cells.has(column));
  if (oneOf.length > 0 && given.length !== 1) {
    throw new TableError(`${action} needs exactly one of ${oneOf.join(", ")}`, line);
  }
  const known = [...EVERYWHERE, ...needs, ...takes, ...oneOf];
  for (const column of cells.keys()) {
    if (known.includes(column) || isCheck(column)) continue;
    throw new TableError(`${action} has no use for it`, line, column);
  }
}

/** Headers of two words speak of a holding. */
function isCheck(column: string): boolean {
  return RESULTS.includes(column) || column.includes(" ");
}
