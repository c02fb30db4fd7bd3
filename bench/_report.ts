import type { Row } from "./_measure.ts";

/** One run of the benches on one runtime. */
export interface Run {
  readonly runtime: string;
  readonly version: string;
  readonly cpu: string;
  readonly commit: string;
  readonly rows: readonly Row[];
}

/** Our time for an operation beside that of the fastest library. */
interface Duel {
  readonly oursNs: number;
  readonly bestNs: number;
  readonly bestName: string;
}

const OURS = "openpit";

/** The rows of one run, and for a row of ours how many times faster it is than the fastest library. */
export function runTable(run: Run): string {
  const rows = run.rows.map((row) => [
    row.name,
    time(row.p50Ns),
    time(row.avgNs),
    time(row.p99Ns),
    row.heapBytes === undefined ? "-" : `${Math.round(row.heapBytes)} B`,
    ratioOf(run, row.name),
  ]);
  return `${titleOf(run)}\n\n${
    table(["bench", "p50", "avg", "p99 of batches", "heap", "beside the fastest library"], rows)
  }`;
}

/** Medians of several runtimes side by side. */
export function compareTable(runs: readonly Run[]): string {
  const names = [...new Set(runs.flatMap((run) => run.rows.map((row) => lineOf(row.name))))];
  const rows = names.map((name) => [name, ...runs.map((run) => cell(run, name))]);
  const titles = runs.map((run) => `${run.runtime} ${run.version}`);
  return table(["bench (p50)", ...titles], rows);
}

/** What the probes of several runs found, runtimes below each other; empty if none was asked. */
export function figuresTable(runs: readonly Run[]): string {
  const probes = runs.flatMap((run) => run.rows.filter(({ figures }) => figures !== undefined));
  const names = [...new Set(probes.map(({ name }) => name))];
  const columns = [...new Set(probes.flatMap(({ figures }) => Object.keys(figures ?? {})))];
  const rows = names.flatMap((name) =>
    runs.map((run) => {
      const figures = run.rows.find((row) => row.name === name)?.figures;
      return [name, run.runtime, ...columns.map((column) => figure(figures?.[column]))];
    })
  );
  return rows.length === 0 ? "" : table(["probe", "runtime", ...columns], rows);
}

/** How each row of one run changed in another. */
export function diffTable(before: Run, after: Run): string {
  const rows = before.rows.map((row) => {
    const other = after.rows.find((candidate) => candidate.name === row.name);
    return [
      row.name,
      time(row.p50Ns),
      other === undefined ? "-" : time(other.p50Ns),
      other === undefined ? "gone" : percent(row.p50Ns, other.p50Ns),
      other === undefined ? "-" : percent(row.heapBytes, other.heapBytes),
    ];
  });
  const added = after.rows.filter((row) => !before.rows.some(({ name }) => name === row.name));
  for (const row of added) rows.push([row.name, "-", time(row.p50Ns), "new", "-"]);
  return table(["bench", "p50 before", "p50 after", "time", "heap"], rows);
}

function figure(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return "-";
  return Number.isInteger(value) || value >= 1000 ? value.toFixed(0) : value.toFixed(1);
}

/** Runtime, commit and machine in one line. */
export function titleOf(run: Run): string {
  return `${run.runtime} ${run.version}, commit ${run.commit}, ${run.cpu}`;
}

/** One run whose every number is the median of the same number in several runs. */
export function medianRun(runs: readonly [Run, ...Run[]]): Run {
  const [first] = runs;
  const median = (name: string, pick: (row: Row) => number | undefined): number | undefined => {
    const values = runs.flatMap((run) => run.rows.filter((row) => row.name === name))
      .map(pick).filter((value) => value !== undefined).sort((left, right) => left - right);
    return values[values.length >> 1];
  };
  const figuresOf = ({ name, figures }: Row): Pick<Row, "figures"> => {
    if (figures === undefined) return {};
    const keys = Object.keys(figures);
    const medians = keys.map((key) => [key, median(name, (row) => row.figures?.[key]) ?? NaN]);
    return { figures: Object.fromEntries(medians) };
  };
  return {
    ...first,
    rows: first.rows.map((row) => ({
      name: row.name,
      p50Ns: median(row.name, ({ p50Ns }) => p50Ns) ?? row.p50Ns,
      avgNs: median(row.name, ({ avgNs }) => avgNs) ?? row.avgNs,
      p99Ns: median(row.name, ({ p99Ns }) => p99Ns) ?? row.p99Ns,
      heapBytes: median(row.name, ({ heapBytes }) => heapBytes),
      ...figuresOf(row),
    })),
  };
}

/** Rows such as `param/add(big.js)` share one line per operation. */
function lineOf(name: string): string {
  return name.replace(/\(.*\)$/, "");
}

function cell(run: Run, line: string): string {
  const duel = duelOf(run, line);
  if (duel !== undefined) {
    return `${time(duel.oursNs)}, ${duel.bestName} ${time(duel.bestNs)}: ${ratio(duel)}`;
  }
  const row = run.rows.find(({ name }) => name === line);
  return row === undefined ? "-" : time(row.p50Ns);
}

function ratioOf(run: Run, name: string): string {
  const duel = name.endsWith(`(${OURS})`) ? duelOf(run, lineOf(name)) : undefined;
  return duel === undefined ? "" : `${ratio(duel)} (${duel.bestName})`;
}

function duelOf(run: Run, line: string): Duel | undefined {
  const ours = run.rows.find(({ name }) => name === `${line}(${OURS})`);
  const [best] = run.rows.filter((row) => row.name.startsWith(`${line}(`) && row !== ours)
    .sort((left, right) => left.p50Ns - right.p50Ns);
  if (ours === undefined || best === undefined) return undefined;
  const bestName = best.name.slice(line.length + 1, -1);
  return { oursNs: ours.p50Ns, bestNs: best.p50Ns, bestName };
}

function ratio(duel: Duel): string {
  return `${(duel.bestNs / duel.oursNs).toFixed(1)}×`;
}

function time(ns: number): string {
  if (ns < 100) return `${ns.toFixed(1)} ns`;
  return ns < 10_000 ? `${ns.toFixed(0)} ns` : `${(ns / 1000).toFixed(1)} µs`;
}

function percent(before: number | undefined, after: number | undefined): string {
  if (before === undefined || after === undefined || before === 0) return "-";
  const change = (after / before - 1) * 100;
  return `${change < 0 ? "" : "+"}${change.toFixed(0)} %`;
}

/** A Markdown table. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0))
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((text, column) => text.padEnd(widths[column] as number)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}
