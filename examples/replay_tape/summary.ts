/** Counts what happened during a replay and puts it into words. */
import type { Volume } from "@openpit-ts/openpit/param";
import type { Reject } from "@openpit-ts/openpit/reject";
import type { Decision, DeskEvent } from "./desk.ts";
import { LIMITS } from "./limits.ts";

/** The counts of one account. */
interface AccountTally {
  accepted: number;
  rejected: number;
  readonly codes: Map<string, number>;
}

/** Counts the events of a replay. */
export class Summary {
  readonly #accounts: readonly AccountTally[];
  readonly #codes = new Map<string, number>();
  readonly #examples = new Map<string, Reject>();
  readonly #reports = new Map<string, number>();
  readonly #ignored = new Map<string, number>();
  readonly #checksMs: number[] = [];

  constructor(accounts: number) {
    this.#accounts = Array.from(
      { length: accounts },
      () => ({ accepted: 0, rejected: 0, codes: new Map() }),
    );
  }

  /** Counts one event. */
  add(event: DeskEvent): void {
    if (event.type === "decision") this.#addDecision(event.decision);
    else if (event.type === "report") count(this.#reports, event.of);
    else count(this.#ignored, event.why);
  }

  #addDecision({ account, rejects, checkMs }: Decision): void {
    const tally = this.#accounts[account];
    if (!tally) {
      throw new RangeError(`Cannot count an order of account ${account}: no such account`);
    }
    this.#checksMs.push(checkMs);
    if (rejects.length === 0) tally.accepted += 1;
    else tally.rejected += 1;
    for (const reject of rejects) {
      count(tally.codes, reject.code);
      count(this.#codes, reject.code);
      if (!this.#examples.has(reject.code)) this.#examples.set(reject.code, reject);
    }
  }

  /** The whole summary. Only its last two lines differ from run to run. */
  lines(openNotional: (account: number) => Volume, elapsedMs: number): string[] {
    return [
      "Limits",
      ...LIMITS.map((limit) => `  ${limit}`),
      "",
      ...this.#accountLines(openNotional),
      "",
      "Top reject codes",
      ...this.#codeLines(),
      "",
      `Reports to the engine: ${listed(this.#reports)}`,
      `Messages without a report: ${listed(this.#ignored)}`,
      "",
      ...this.#timingLines(elapsedMs),
    ];
  }

  #accountLines(openNotional: (account: number) => Volume): string[] {
    const rows = this.#accounts.map(({ accepted, rejected, codes }, account) =>
      row([`${account}`, accepted, rejected, `${openNotional(account)}`, listed(codes)])
    );
    const accepted = this.#accounts.reduce((sum, tally) => sum + tally.accepted, 0);
    const rejected = this.#accounts.reduce((sum, tally) => sum + tally.rejected, 0);
    const head = row(["Account", "accepted", "rejected", "USD open at end", "why"]);
    return [head, ...rows, row(["all", accepted, rejected, "", ""])];
  }

  #codeLines(): string[] {
    const top = mostFrequent(this.#codes).slice(0, 5);
    return top.length === 0 ? ["  none"] : top.map(([code, times]) => {
      const example = this.#examples.get(code);
      const first = `${example?.policy}: ${example?.reason}, first: ${example?.details}`;
      return `${`${times}`.padStart(5)} ${code.padEnd(26)} ${first}`;
    });
  }

  #timingLines(elapsedMs: number): string[] {
    const checks = this.#checksMs.toSorted((a, b) => a - b);
    const perSecond = Math.round(checks.length / (elapsedMs / 1000));
    return [
      `Timing: ${perSecond} orders per second, with their reports, in one pass without warm-up`,
      `Timing of one check: p50 ${percentile(checks, 50)}, p99 ${percentile(checks, 99)}`,
    ];
  }
}

/** One line of the table of accounts: account, accepted, rejected, open notional, why. */
function row([account, accepted, rejected, open, why]: Row): string {
  const numbers = [`${accepted}`.padStart(9), `${rejected}`.padStart(9), open.padStart(16)];
  return `${account.padEnd(7)} ${numbers.join(" ")}  ${why}`.trimEnd();
}

type Row = [string, number | string, number | string, string, string];

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Largest count first; equal counts by name, so that the output is always the same. */
function mostFrequent(counts: ReadonlyMap<string, number>): [string, number][] {
  return [...counts].sort(([a, timesA], [b, timesB]) => timesB - timesA || (a < b ? -1 : 1));
}

function listed(counts: ReadonlyMap<string, number>): string {
  return mostFrequent(counts).map(([what, times]) => `${times} ${what}`).join(", ") || "none";
}

/** The nearest-rank percentile of sorted times, in microseconds. */
function percentile(sortedMs: readonly number[], percent: number): string {
  const ms = sortedMs[Math.ceil((percent / 100) * sortedMs.length) - 1];
  return ms === undefined ? "unknown" : `${(ms * 1000).toFixed(1)} µs`;
}
