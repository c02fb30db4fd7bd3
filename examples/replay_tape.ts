/**
 * Replays a real order-message tape through a pre-trade risk engine.
 *
 *     deno run --allow-read examples/replay_tape.ts
 *     bun examples/replay_tape.ts
 *     node examples/replay_tape.ts        (Node 24)
 *
 * In `replay_tape/`, `limits.ts` builds the engine, `open_notional_cap.ts` is a custom policy,
 * `desk.ts` sends the orders and the reports, `tape.ts` reads the tape, `summary.ts` counts.
 */
import { readFileSync } from "node:fs";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Decision, Desk } from "./replay_tape/desk.ts";
import { buildGuardedEngine } from "./replay_tape/limits.ts";
import { Summary } from "./replay_tape/summary.ts";
import { parseMessage, TapeError } from "./replay_tape/tape.ts";

const HELP = `Replays an order-message tape through a pre-trade risk engine and prints a summary.

Options:
  --file PATH     the tape (default: the opening of AAPL on 2012-06-21, in examples/data)
  --accounts N    number of accounts, 1 to 1000 (default 5); an order with the id X belongs to
                  account X modulo N
  --json          print one decision per line instead of the summary
  --help          print this text

Exit code: 0 when all lines were good, 1 when lines were skipped, 2 for bad arguments.
`;

const EXIT = { good: 0, linesSkipped: 1, badArguments: 2 } as const;

interface Options {
  readonly lines: readonly string[];
  readonly accounts: number;
  readonly json: boolean;
}

function main(args: string[]): number {
  if (args.includes("--help")) {
    process.stdout.write(HELP);
    return EXIT.good;
  }
  let options: Options;
  try {
    options = readOptions(args);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${HELP}`);
    return EXIT.badArguments;
  }
  const linesSkipped = replay(options);
  return linesSkipped === 0 ? EXIT.good : EXIT.linesSkipped;
}

/** Plays the tape and returns the number of lines that could not be used. */
function replay({ lines, accounts, json }: Options): number {
  const { engine, openNotionalCap } = buildGuardedEngine();
  const desk = new Desk(engine, accounts);
  const summary = new Summary(accounts);
  let linesSkipped = 0;
  const start = performance.now();
  for (const [index, line] of lines.entries()) {
    try {
      const event = desk.handle(parseMessage(line));
      summary.add(event);
      if (json && event.type === "decision") print(decisionJson(index + 1, event.decision));
    } catch (error) {
      if (!(error instanceof TapeError)) throw error;
      linesSkipped += 1;
      process.stderr.write(`Line ${index + 1} skipped: ${error.message}\n`);
    }
  }
  const elapsedMs = performance.now() - start;
  if (!json) {
    print(`Tape: ${lines.length} lines, ${linesSkipped} skipped\n`);
    const open = (account: number) => openNotionalCap.openNotional(BigInt(account));
    print(summary.lines(open, elapsedMs).join("\n"));
  }
  return linesSkipped;
}

/** One decision as a line of JSON. Decimals are text, so that no reader rounds them. */
function decisionJson(line: number, { account, order, rejects }: Decision): string {
  return JSON.stringify({
    line,
    account,
    order: order.orderId,
    side: order.side,
    quantity: order.quantity,
    price: order.price,
    verdict: rejects.length === 0 ? "accepted" : "rejected",
    rejects: rejects.map(({ policy, code, reason, details }) => ({
      policy,
      code,
      reason,
      details,
    })),
  });
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      file: { type: "string", default: fileURLToPath(DEFAULT_TAPE) },
      accounts: { type: "string", default: "5" },
      json: { type: "boolean", default: false },
    },
  });
  const accounts = Number(values.accounts);
  if (!/^\d+$/.test(values.accounts) || accounts < 1 || accounts > 1000) {
    throw new RangeError(
      `Cannot use --accounts ${values.accounts}: a number from 1 to 1000 is needed`,
    );
  }
  return { lines: readLines(values.file), accounts, json: values.json };
}

const DEFAULT_TAPE = new URL("./data/aapl_2012-06-21_messages.csv", import.meta.url);

function readLines(path: string): string[] {
  const lines = readFileSync(path, "utf8").split(/\r?\n/);
  if (lines.at(-1) === "") lines.pop(); // the last line may or may not end with a line break
  return lines;
}

// A reader that needs no more, such as `| head`, closes the pipe; that is no failure.
process.stdout.on("error", (error: Error & { code?: string }) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(EXIT.good);
});
process.exitCode = main(process.argv.slice(2));
