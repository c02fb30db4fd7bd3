/**
 * The tables of `examples/tables` as tests, a case each, on the runtime that runs this; and what the runner makes of
 * tables that are wrong.
 */
import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { type Play, playTable } from "../../examples/spot_tables/play.ts";
import { describe as inWords } from "../../examples/spot_tables/summary.ts";
import { TableError } from "../../examples/spot_tables/table.ts";

const ROOT = new URL("../../", import.meta.url);
const FOLDER = fileURLToPath(new URL("examples/tables/", ROOT));
const PROGRAM = fileURLToPath(new URL("examples/spot_tables.ts", ROOT));
const files = readdirSync(FOLDER).filter((name) => name !== "README.md").sort();
const textOf = (file: string): string => readFileSync(join(FOLDER, file), "utf8");

function wordsOf({ mismatch }: Play): string {
  return mismatch === undefined ? "ALL PASS" : inWords(mismatch);
}

describe("the tables", () => {
  it("are at least six, among them the coverage scenario of 32 rows, fees and the kill switch", () => {
    assertEquals(files.length >= 6, true, `${files.length} tables`);
    for (const file of ["fee_in_another_currency.md", "kill_switch.md"]) {
      assertEquals(files.includes(file), true, file);
    }
    assertEquals(playTable(textOf("coverage.md")).rows, 32);
  });
  for (const file of files) {
    it(`${file}: every row comes true`, () => {
      assertEquals(wordsOf(playTable(textOf(file))), "ALL PASS");
    });
    it(`${file}: every number that a row expects is really compared`, () => {
      for (const { text, row, column } of wrongNumbers(textOf(file))) {
        const { mismatch } = playTable(text);
        assertEquals([mismatch?.row, mismatch?.column], [row, column]);
      }
    });
  }
});

/** The table with one expected number raised by one, for each of them. */
function wrongNumbers(text: string): { text: string; row: string; column: string }[] {
  const lines = text.split("\n");
  const start = lines.findIndex((line) => line.startsWith("|"));
  const headers = (lines[start] as string).split("|").map((cell) => cell.trim());
  const made: { text: string; row: string; column: string }[] = [];
  for (let index = start + 2; lines[index]?.startsWith("|"); index++) {
    const cells = (lines[index] as string).split("|").map((cell) => cell.trim());
    for (const [at, column] of headers.entries()) {
      const isExpected = column.includes(" ") || column === "ledger" || column === "lock";
      if (!isExpected || !/^-?\d/.test(cells[at] ?? "")) continue;
      const changed = cells.with(at, `${Number(cells[at]) + 1}`).join("|");
      made.push({ text: lines.with(index, changed).join("\n"), row: cells[1] as string, column });
    }
  }
  return made;
}

const HEAD = "---\nname: made by hand\n---\n";

/** A table of one account, 100 USD, that buys 1 AAPL at 60, with some columns more. */
function table(columns: string, seed: string, order: string): string {
  return [
    HEAD,
    `| # | account | action | instrument | side | qty | price | asset | amount | expect |${columns}`,
    `|---|---|---|---|---|---|---|---|---|---|${columns.replace(/[^|]+/g, "---")}`,
    `| 1 | ann | SEED | | | | | USD | 100 | OK |${seed}`,
    `| 2 | ann | ORDER | AAPL/USD | BUY | 1 | 60 | | | ACCEPT |${order}`,
  ].join("\n");
}

describe("playTable()", () => {
  it("compares numbers by value and finds headers in any case", () => {
    const text = table(" USD AVAILABLE | Reject |", " 100.00 | |", " 40.0 | |");
    assertEquals(wordsOf(playTable(text)), "ALL PASS");
  });
  it("names row, line, column and both values of the first cell that is wrong", () => {
    const text = table(" USD held | AAPL incoming |", " 0 | 0 |", " 61 | 2 |");
    const wanted = 'row 2 (line 8, ann ORDER), column "USD held": wanted 61, got 60';
    assertEquals(wordsOf(playTable(text)), wanted);
  });
  it("names the verdict that came instead, with code and details", () => {
    const refused = table("", "", "").replace("| 60 |", "| 100.01 |");
    const wanted = 'row 2 (line 8, ann ORDER), column "expect": wanted ACCEPT, got REJECT ' +
      "InsufficientFunds: asset USD: available 100, requested 100.01";
    assertEquals(wordsOf(playTable(refused)), wanted);
    const accepted = table(" reject |", " |", " InsufficientFunds |").replace("ACCEPT", "REJECT");
    const other = 'row 2 (line 8, ann ORDER), column "expect": wanted REJECT, got ACCEPT';
    assertEquals(wordsOf(playTable(accepted)), other);
  });
  it("compares code, details and lock", () => {
    const cases = [
      [" reject | details |", "| |", " PositionLimitExceeded | |", "reject"],
      [" reject | details |", "| |", " insufficientfunds | too much |", "details"],
    ] as const;
    for (const [columns, seed, order, column] of cases) {
      const text = table(columns, seed, order).replace("| 60 |", "| 200 |")
        .replace("ACCEPT", "REJECT");
      assertEquals(playTable(text).mismatch?.column, column);
    }
    assertEquals(playTable(table(" lock |", "|", " 61 |")).mismatch?.got, "60");
  });
  it("joins groups before anything else", () => {
    const text = [
      HEAD,
      "| account | action | group | instrument | side | qty | price | asset | amount | expect | lock |",
      "|---|---|---|---|---|---|---|---|---|---|---|",
      "| ann | SEED | | | | | | USD | 100 | OK | |",
      "| | TICK | desk | AAPL/USD | | | 30 | | | OK | |",
      "| ann | ORDER | | AAPL/USD | BUY | 1 | | | | ACCEPT | 30 |",
      "| ann | GROUP | desk | | | | | | | OK | |",
    ].join("\n");
    assertEquals(wordsOf(playTable(text)), "ALL PASS");
  });

  const good = table("", "", "");
  const mistakes: readonly [what: string, text: string, message: string][] = [
    ["no front matter", good.slice(4), "Line 1: the front matter is missing"],
    ["an unknown key", good.replace("name:", "nome:"), "Line 2: a key is one of name"],
    ["a bad value", good.replace("name: made", "slippage_bps: much"), "slippage_bps cannot be"],
    ["no table", HEAD, "there is no table"],
    ["a missing column", good.replace("| expect |", "| expected |"), 'column "expect"'],
    [
      "a column twice",
      good.replace("| qty |", "| side |"),
      'column "side": the column stands twice',
    ],
    ["a header of two unknown words", table(" USD hold |", "|", "|"), 'column "USD hold"'],
    ["a short row", good.replace("| 100 |", "|"), "Line 7: 9 cells instead of 10"],
    ["an unknown action", good.replace("SEED", "SOW"), 'Line 7, column "action"'],
    [
      "a verdict of another action",
      good.replace("ACCEPT", "OK"),
      "ORDER comes to ACCEPT or REJECT",
    ],
    ["a missing cell", good.replace("| USD |", "| |"), 'Line 7, column "asset": SEED needs it'],
    ["a useless cell", good.replace("SEED | |", "SEED | AAPL/USD |"), "SEED has no use for it"],
    ["no quantity", good.replace("| 1 | 60 |", "| | 60 |"), "exactly one of qty, volume"],
    ["a bad instrument", good.replace("AAPL/USD", "AAPL"), "an instrument is written AAPL/USD"],
    ["a bad side", good.replace("BUY", "BID"), "a side is BUY or SELL"],
    ["a bad number", good.replace("| 60 |", "| 6O |"), "Line 8: "],
  ];
  for (const [what, text, message] of mistakes) {
    it(`refuses a table with ${what}`, () => {
      const error = assertThrows(() => playTable(text), TableError);
      assertStringIncludes(error.message, message);
    });
  }
});

describe("examples/spot_tables.ts", () => {
  function run(...args: string[]): { code: number | null; out: string; err: string } {
    const launch = "deno" in process.versions ? ["run", "--no-lock", "--allow-read"] : [];
    const child = spawnSync(process.execPath, [...launch, PROGRAM, ...args], { encoding: "utf8" });
    return { code: child.status, out: child.stdout, err: child.stderr };
  }

  it("plays all tables and sums up", () => {
    const { code, out, err } = run();
    assertEquals([code, err], [0, ""]);
    const lines = out.trimEnd().split("\n");
    assertEquals(lines.slice(0, files.length).map((line) => line.split(/[ :]+/).slice(0, 2)), [
      ...files.map((file) => ["ok", file]),
    ]);
    assertEquals(lines.at(-1), "ALL PASS");
  });
  it("exits with 1 at a mismatch, with 2 at a mistake and at bad arguments", () => {
    const folder = mkdtempSync(join(tmpdir(), "spot-tables-"));
    try {
      const file = join(folder, "mine.md");
      writeFileSync(file, table(" USD held |", "|", " 61 |"));
      const wrong = run(file);
      assertEquals([wrong.code, wrong.err], [1, ""]);
      assertStringIncludes(
        wrong.out,
        'FAIL  mine.md: row 2 (line 8, ann ORDER), column "USD held": wanted 61, got 60\n',
      );
      const { mismatch } = JSON.parse(run("--json", file).out);
      assertEquals(mismatch.column, "USD held");
      writeFileSync(file, table("", "", "").replace("SEED", "SOW"));
      const mistake = run(file);
      assertEquals([mistake.code, mistake.out], [2, ""]);
      assertStringIncludes(mistake.err, 'mine.md: Line 7, column "action": an action is one of');
    } finally {
      rmSync(folder, { recursive: true });
    }
    for (const args of [["--unknown"], ["--min-seconds", "soon"], ["no_such_table.md"]]) {
      assertEquals(run(...args).code, 2);
    }
  });
  it("repeats on request", () => {
    const { code, out } = run("--min-seconds", "0.3");
    assertEquals(code, 0);
    assertEquals(Number(/^(\d+) rounds/m.exec(out)?.[1]) > 1, true);
  });
});
