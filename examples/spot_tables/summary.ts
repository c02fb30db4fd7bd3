/** Puts plays into words. */
import type { Mismatch, Play } from "./play.ts";

/** One line: what was played, and where it went wrong if it did. */
export function verdictOf(file: string, { rows, name, mismatch }: Play): string {
  if (mismatch === undefined) return `ok    ${file}: ${name}, ${rows} rows`;
  return `FAIL  ${file}: ${describe(mismatch)}`;
}

/** Row, column, and the two values. */
export function describe({ row, line, account, action, column, wanted, got }: Mismatch): string {
  const who = account === "" ? action : `${account} ${action}`;
  return `row ${row} (line ${line}, ${who}), column "${column}": wanted ${wanted}, got ${got}`;
}

/** Counts and times of all plays together. */
export function totals(plays: readonly Play[]): string[] {
  const sum = (count: (play: Play) => number) =>
    plays.reduce((total, play) => total + count(play), 0);
  const checks = plays.flatMap(({ timings }) => timings.checks);
  const reports = plays.flatMap(({ timings }) => timings.reports);
  return [
    `${sum(({ operations }) => operations)} operations`,
    `order checks: ${spread(checks)}`,
    `reports: ${spread(reports)}`,
  ];
}

function spread(milliseconds: readonly number[]): string {
  const n = milliseconds.length;
  if (n === 0) return "none";
  const micros = (value: number) => `${(value * 1000).toFixed(1)} µs`;
  const [min, max] = milliseconds.reduce(
    ([low, high], each) => [Math.min(low, each), Math.max(high, each)],
    [Infinity, 0],
  );
  const average = milliseconds.reduce((total, each) => total + each, 0) / n;
  return `${n}, min ${micros(min)}, average ${micros(average)}, max ${micros(max)}`;
}
