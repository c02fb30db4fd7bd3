/**
 * Runs `examples/replay_tape.ts` as a user does: as a program of its own, on the runtime that
 * runs this test.
 *
 * What the real tape must lead to is worked out here a second time, from the text of the file and
 * with plain bigints.
 */
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine } from "@openpit-ts/openpit";
import { Volume } from "@openpit-ts/openpit/param";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { OpenNotionalCap } from "../../examples/replay_tape/open_notional_cap.ts";

const ROOT = new URL("../../", import.meta.url);
const PROGRAM = fileURLToPath(new URL("examples/replay_tape.ts", ROOT));
const REAL_TAPE = new URL("examples/data/aapl_2012-06-21_messages.csv", ROOT);

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function run(...args: string[]): Run {
  const launch = "deno" in process.versions ? ["run", "--allow-read"] : [];
  const child = spawnSync(process.execPath, [...launch, PROGRAM, ...args], { encoding: "utf8" });
  return { code: child.status, out: child.stdout, err: child.stderr };
}

function runTape(lines: readonly string[], ...args: string[]): Run {
  const directory = mkdtempSync(join(tmpdir(), "replay-tape-"));
  try {
    const path = join(directory, "tape.csv");
    writeFileSync(path, lines.join("\n"));
    return run("--file", path, ...args);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

interface Verdict {
  readonly line: number;
  readonly account: number;
  readonly order: number;
  readonly side: string;
  readonly quantity: string;
  readonly price: string;
  readonly verdict: string;
  readonly codes: readonly string[];
}

function verdicts(out: string): Verdict[] {
  return out.trimEnd().split("\n").map((line) => {
    const { rejects, ...rest } = JSON.parse(line);
    return { ...rest, codes: rejects.map((reject: { code: string }) => reject.code) };
  });
}

/** Prices in ten-thousandths of a dollar. */
const TICKS = 10_000n;

interface Expected {
  readonly verdicts: Verdict[];
  readonly open: bigint[];
  readonly counts: Record<string, number>;
}

/** The limits of the example once more: what a new order is refused for, if at all. */
function refusal(account: number, shares: bigint, notional: bigint, open: bigint): string[] {
  const ownLimit = account === 0 ? 100n : account === 4 ? 1000n : 300n;
  if (shares > ownLimit) return ["OrderQtyExceedsLimit"];
  const tooLarge = shares > 800n;
  const tooDear = notional > 250_000n * TICKS;
  if (tooLarge && tooDear) return ["OrderExceedsLimit"];
  if (tooLarge) return ["OrderQtyExceedsLimit"];
  if (tooDear) return ["OrderNotionalExceedsLimit"];
  return open + notional > 400_000n * TICKS ? ["RiskLimitExceeded"] : [];
}

function expected(tape: string, accounts: number): Expected {
  const result: Expected = { verdicts: [], open: Array(accounts).fill(0n), counts: {} };
  const resting = new Map<string, bigint>();
  const refused = new Set<string>();
  const tally = (what: string) => result.counts[what] = (result.counts[what] ?? 0) + 1;
  for (const [index, line] of tape.trimEnd().split("\n").entries()) {
    const [, type, id, size, ticks, direction] = line.split(",") as string[];
    const [shares, price] = [BigInt(size!), BigInt(ticks!)];
    const account = Number(BigInt(id!) % BigInt(accounts));
    if (type === "5") tally("hidden order");
    else if (type === "1") {
      const codes = refusal(account, shares, shares * price, result.open[account]!);
      result.verdicts.push({
        line: index + 1,
        account,
        order: Number(id),
        side: direction === "1" ? "BUY" : "SELL",
        quantity: size!,
        price: `${price / TICKS}.${String(price % TICKS).padStart(4, "0")}`,
        verdict: codes.length > 0 ? "rejected" : "accepted",
        codes,
      });
      if (codes.length > 0) refused.add(id!);
      else {
        resting.set(id!, shares);
        result.open[account]! += shares * price;
      }
    } else if (!resting.has(id!)) {
      tally(refused.has(id!) ? "refused order" : "earlier order");
    } else {
      tally(type === "4" ? "trade" : "delete"); // the file has no partial cancel
      assert(type === "3" || type === "4");
      const left = resting.get(id!)! - shares;
      result.open[account]! -= shares * price;
      if (left === 0n) resting.delete(id!);
      else resting.set(id!, left);
    }
  }
  return result;
}

const realTape = readFileSync(REAL_TAPE, "utf8");

describe("examples/replay_tape.ts on the real tape", () => {
  for (const accounts of [1, 5, 7]) {
    it(`decides like plain arithmetic with ${accounts} accounts`, () => {
      const { code, out, err } = run("--json", "--accounts", `${accounts}`);
      assertEquals(err, "");
      assertEquals(code, 0);
      assertEquals(verdicts(out), expected(realTape, accounts).verdicts);
    });
  }

  it("sums up what it decided, per account", () => {
    const { code, out, err } = run();
    assertEquals(err, "");
    assertEquals(code, 0);
    const wanted = expected(realTape, 5);
    for (const [account, open] of wanted.open.entries()) {
      const own = wanted.verdicts.filter((verdict) => verdict.account === account);
      const rejected = own.filter((verdict) => verdict.verdict === "rejected").length;
      const [line] = out.match(new RegExp(`^${account} .*$`, "m")) ?? [""];
      const [, accepted, refused, dollars, ...why] = line.split(/ +/);
      assertEquals([accepted, refused], [`${own.length - rejected}`, `${rejected}`]);
      assertEquals(BigInt(dollars!.replace(".", "")), open);
      const reasons = why.filter((word) => /^\d+$/.test(word)).map(Number);
      assertEquals(reasons.reduce((a, b) => a + b, 0), rejected);
    }
    assertStringIncludes(out, "Tape: 999 lines, 0 skipped");
    const { trade, delete: deleted } = wanted.counts;
    assertStringIncludes(out, `Reports to the engine: ${deleted} delete, ${trade} trade\n`);
    for (const why of ["hidden order", "refused order", "earlier order"]) {
      assertMatch(
        out,
        new RegExp(`^Messages without a report: .*\\b${wanted.counts[why]} ${why}`, "m"),
      );
    }
    assertMatch(out, /^Timing: [1-9]\d* orders per second/m);
    assertMatch(out, /^Timing of one check: p50 \d+\.\d µs, p99 \d+\.\d µs$/m);
  });

  it("refuses real orders for the reason of every limit", () => {
    const rejects = run("--json").out.trimEnd().split("\n")
      .flatMap((line) => JSON.parse(line).rejects as { policy: string; details: string }[]);
    const seen = new Set(rejects.map(({ policy, details }) => `${policy}: ${details}`));
    // Account 0 has its own limit, others that of the asset; account 4 meets only the broker's.
    for (
      const reject of [
        "OrderSizeLimitPolicy: requested 300, max allowed: 100",
        "OrderSizeLimitPolicy: requested 320, max allowed: 300",
        "OrderSizeLimitPolicy: requested 293000.0000, max allowed: 250000",
        "OrderSizeLimitPolicy: requested quantity 900, max allowed: 800; " +
        "requested notional 527112.0000, max allowed: 250000",
      ]
    ) {
      assert(seen.has(reject), reject);
    }
    assert(rejects.some(({ policy }) => policy === "OpenNotionalCap"));
  });

  it("prints the same at every run, apart from the timing", () => {
    const steady = () => run().out.replace(/^Timing.*$/gm, "");
    assertEquals(steady(), steady());
  });
});

describe("examples/replay_tape.ts on tapes made by hand", () => {
  const buy = "34200.1,1,6,300,5850000,1"; // account 1 buys 300 shares at 585: 175500 dollars

  it("reports nothing about a refused order", () => {
    const { code, out, err } = runTape([
      "34200.1,1,6,301,5850000,1",
      "34200.2,4,6,100,5850000,1",
      "34200.3,2,6,100,5850000,1",
      "34200.4,3,6,101,5850000,1",
    ]);
    assertEquals([code, err], [0, ""]);
    assertMatch(out, /^1 +0 +1 +0 +1 OrderQtyExceedsLimit$/m);
    assertStringIncludes(out, "Reports to the engine: none\n");
    assertStringIncludes(out, "Messages without a report: 3 refused order\n");
  });

  it("frees open notional by trades and by the end of an order, not by a partial cancel", () => {
    const again = (order: number) => `34200.9,1,${order},300,5850000,1`;
    const codes = (...lines: string[]) =>
      verdicts(runTape([...lines, again(16)], "--json").out).at(-1)?.codes;
    const two = [buy, again(11)]; // 351000 of 400000 dollars
    assertEquals(codes(...two), ["RiskLimitExceeded"]);
    assertEquals(codes(...two, "34200.5,2,6,299,5850000,1"), ["RiskLimitExceeded"]);
    assertEquals(codes(...two, "34200.5,2,6,300,5850000,1"), []);
    assertEquals(codes(...two, "34200.5,3,6,300,5850000,1"), []);
    // 351000 - 216 * 585 + 175500 = 400140, one share more makes it 399555
    assertEquals(codes(...two, "34200.5,4,6,216,5850000,1"), ["RiskLimitExceeded"]);
    assertEquals(codes(...two, "34200.5,4,6,217,5850000,1"), []);
    assertEquals(codes(...two, "34200.5,2,6,299,5850000,1", "34200.6,4,6,1,5850000,1"), []);
  });

  it("ends with no open notional once all orders ended", () => {
    const { out } = runTape([
      buy,
      "34200.2,2,6,50,5850000,1",
      "34200.3,4,6,100,5850000,1",
      "34200.4,2,6,50,5850000,1",
      "34200.5,3,6,100,5850000,1",
      "34200.6,3,6,100,5850000,1",
    ]);
    assertMatch(out, /^1 +1 +0 +0\.0000 +none$/m);
    assertStringIncludes(out, "Reports to the engine: 2 partial cancel, 1 delete, 1 trade\n");
    assertStringIncludes(out, "Messages without a report: 1 earlier order\n");
  });

  it("has an order of no shares refused by the engine", () => {
    const [verdict] = verdicts(runTape(["34200.1,1,6,0,5850000,1"], "--json").out);
    assertEquals(verdict?.codes, ["InvalidFieldValue"]);
  });

  it("skips malformed lines and names them", () => {
    const { code, out, err } = runTape([
      "time,type,order,size,price,direction",
      buy,
      "",
      "34200.2,1,11,100,5850000",
      "34200.2,9,11,100,5850000,1",
      "34200.2,1,0,100,5850000,1",
      "34200.2,1,11,1e2,5850000,1",
      "34200.2,1,11,100,585.00,1",
      "34200.2,1,11,100,5850000,0",
      "34200.2,4,6,301,5850000,1",
      "34200.2,1,6,100,5850000,1",
      "34200.3,1,16,100,1,-1",
      "34200.2,1,1234567890123456,100,5850000,1",
    ], "--json");
    assertEquals(code, 1);
    assertEquals(verdicts(out).map(({ line, price }) => [line, price]), [[2, "585.0000"], [
      12,
      "0.0001",
    ]]);
    assertEquals(err.trimEnd().split("\n"), [
      'Line 1 skipped: Cannot read the time: "time"',
      "Line 3 skipped: Cannot read the message: 6 columns are needed, found 1",
      "Line 4 skipped: Cannot read the message: 6 columns are needed, found 5",
      'Line 5 skipped: Cannot read the message type: "9"',
      'Line 6 skipped: Cannot read the order id: "0"',
      'Line 7 skipped: Cannot read the size: "1e2"',
      'Line 8 skipped: Cannot read the price: "585.00"',
      'Line 9 skipped: Cannot read the direction: "0"',
      "Line 10 skipped: Cannot take 301 shares off order 6: 300 are open",
      "Line 11 skipped: Cannot place order 6 twice",
      'Line 13 skipped: Cannot read the order id: "1234567890123456"',
    ]);
  });

  it("reads tapes with and without a line break at the end, and an empty one", () => {
    assertEquals(runTape([buy, ""], "--json"), runTape([buy], "--json"));
    assertEquals(runTape([`${buy}\r`, ""], "--json"), runTape([buy], "--json"));
    const { code, out } = runTape([]);
    assertEquals(code, 0);
    assertStringIncludes(out, "Tape: 0 lines, 0 skipped");
    assertStringIncludes(out, "Timing of one check: p50 unknown");
  });
});

describe("OpenNotionalCap of examples/replay_tape", () => {
  const cap = () => new OpenNotionalCap(new Volume(1000));
  const order = (quantity: number, price: number | undefined, accountId = 7) => ({
    operation: { accountId, tradeAmount: { quantity }, price },
  });

  it("counts an order at once and takes it back with a rollback, per account", () => {
    const overTheCap = "requested 1001, max allowed: 1000";
    const policy = cap();
    const engine = Engine.builder().preTrade(policy).build();
    const first = engine.executePreTrade(order(10, 60));
    const second = engine.executePreTrade(order(4, 100));
    assert(first.ok && second.ok); // 600 + 400: equal to the cap passes
    assertEquals(policy.openNotional(7n).toString(), "1000");
    assertEquals(policy.openNotional(8n).toString(), "0");
    assertEquals(engine.executePreTrade(order(1, 1)).rejects[0]?.details, overTheCap);
    assert(engine.executePreTrade(order(1, 1, 8)).ok);
    first.reservation.rollback();
    second.reservation.commit();
    assertEquals(policy.openNotional(7n).toString(), "400");
  });

  it("refuses an order whose notional is unknown", () => {
    const engine = Engine.builder().preTrade(cap()).build();
    const { rejects } = engine.executePreTrade(order(1, undefined));
    assertEquals(rejects[0]?.code, "UnsupportedOrderType");
  });
});

describe("examples/replay_tape.ts and its arguments", () => {
  it("prints its help", () => {
    const { code, out, err } = run("--help");
    assertEquals([code, err], [0, ""]);
    for (const option of ["--file PATH", "--accounts N", "--json", "--help"]) {
      assertStringIncludes(out, option);
    }
  });

  for (
    const args of [
      ["--unknown"],
      ["tape.csv"],
      ["--accounts"],
      ["--accounts", "0"],
      ["--accounts", "1001"],
      ["--accounts", "2.5"],
      ["--file", "no_such_tape.csv"],
      ["--file", "."],
    ]
  ) {
    it(`refuses ${args.join(" ")}`, () => {
      const { code, out, err } = run(...args);
      assertEquals([code, out], [2, ""]);
      assertStringIncludes(err, "Options:");
    });
  }

  it("writes nothing but JSON with the fields of a decision", () => {
    const [line] = run("--json").out.split("\n");
    assertEquals(
      line,
      '{"line":1,"account":0,"order":16113575,"side":"BUY","quantity":"18","price":"585.3300",' +
        '"verdict":"accepted","rejects":[]}',
    );
  });
});
